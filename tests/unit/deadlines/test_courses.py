"""Priorities, reopenings, promises, updates: which course a clock takes (rules.md 3.2 to 3.4)."""

from __future__ import annotations

import pytest

from core.deadlines.policy import current, readings
from core.regulation.model import ClockName
from tests.unit.deadlines.cast import SAVEIT, life, moscow, reading, with_target

P1 = "2026-03-05 15:00 registered P1"
P2 = "2026-03-05 15:00 registered P2"
P3 = "2026-03-05 15:00 registered P3"
WAITED = ("2026-03-05 16:00 state waiting", "2026-03-06 11:00 state in_work")


@pytest.mark.clause("SAV-17")
@pytest.mark.parametrize(
    ("priority", "due"),
    [
        ("P1", "2026-03-06 10:00"),
        ("P2", "2026-03-06 14:00"),
        ("P3", "2026-03-13 18:00"),  # 6, 10, 11, 12, 13: Monday the 9th is a day off for Women's Day
        ("P4", "2026-03-20 18:00"),
    ],
)
def test_the_term_follows_the_priority(priority: str, due: str) -> None:
    assert reading(life(f"2026-03-05 15:00 registered {priority}")).due == moscow(due)


@pytest.mark.clause("SAV-15")
def test_a_new_priority_counts_from_the_same_start_with_all_pauses() -> None:
    changed = life(P3, *WAITED, "2026-03-06 12:00 priority P1")
    assert reading(changed).due == reading(life(P1, *WAITED)).due == moscow("2026-03-06 14:00")
    back = (*changed, *life("2026-03-06 13:00 priority P2"))
    assert reading(back).due == reading(life(P2, *WAITED)).due
    assert reading(back).run.started == moscow("2026-03-05 15:00")


@pytest.mark.clause("SAV-15")
def test_a_new_priority_may_land_in_the_past() -> None:
    late = life(P3, "2026-03-10 12:00 priority P1")
    assert reading(late).due == moscow("2026-03-06 10:00")
    assert reading(late).breached(moscow("2026-03-10 12:00"))


REOPENED = ("2026-03-05 16:00 state completed", "2026-03-06 11:00 state in_work")


@pytest.mark.clause("SAV-12")
@pytest.mark.parametrize(
    ("on_reopening", "due"),
    [("continue", "2026-03-06 14:00"), ("count", "2026-03-06 10:00"), ("restart", "2026-03-06 15:00")],
)
def test_a_reopened_ticket(on_reopening: str, due: str) -> None:
    desk = with_target(clock="resolution", term="4 рабочих часа", on_reopening=on_reopening)
    assert reading(life(P1, *REOPENED), regulation=desk).due == moscow(due)


def test_a_restart_keeps_the_first_course_and_its_breach() -> None:
    desk = with_target(clock="resolution", term="4 рабочих часа", on_reopening="restart")
    late = life(
        P1, "2026-03-06 12:00 state completed", "2026-03-10 09:00 state in_work", "2026-03-10 10:00 state waiting"
    )
    first, second = (r for r in readings(late, desk) if r.clock is ClockName.RESOLUTION)
    assert (first.run.key, first.due, first.run.stopped) == (
        "resolution#1", moscow("2026-03-06 10:00"), moscow("2026-03-06 12:00"),
    )  # fmt: skip
    assert first.breached(moscow("2026-03-06 12:00"))
    assert (second.run.key, second.run.started, second.due) == ("resolution#2", moscow("2026-03-10 09:00"), None)


def test_a_promise_belongs_to_the_course_it_was_made_in() -> None:
    desk = with_target(clock="resolution", term="4 рабочих часа", on_reopening="restart")
    facts = life(P1, "2026-03-05 15:30 term 2026-03-20T12:00", *REOPENED)
    assert reading(facts, regulation=desk).due == moscow("2026-03-06 15:00")


@pytest.mark.parametrize(("solved", "late"), [("2026-03-06 10:00", False), ("2026-03-06 10:00:01", True)])
def test_on_time_means_not_later_than_the_due(solved: str, late: bool) -> None:
    facts = life(P1, f"{solved} state completed")
    assert reading(facts).breached(moscow("2026-12-31 12:00")) is late


def test_closing_a_completed_ticket_does_not_move_its_resolution() -> None:
    facts = life(P1, "2026-03-05 16:00 state completed", "2026-03-06 16:00 state closed")
    assert reading(facts).run.stopped == moscow("2026-03-05 16:00")


@pytest.mark.clause("SAV-18")
def test_a_promised_term_takes_the_place_of_the_regulations() -> None:
    promised = life(P1, "2026-03-06 09:30 term 2026-03-10T12:00")
    assert reading(promised).due == moscow("2026-03-10 12:00")
    assert not reading(promised).breached(moscow("2026-03-10 12:00"))
    twice = (*promised, *life("2026-03-10 11:00 term 2026-03-10T18:00"))
    assert reading(twice).due == moscow("2026-03-10 18:00")


@pytest.mark.clause("SAV-18")
def test_waiting_pushes_a_promise_too_but_not_by_what_was_before_it() -> None:
    facts = life(P1, *WAITED, "2026-03-06 12:00 term 2026-03-10T12:00")
    assert reading(facts).due == moscow("2026-03-10 12:00")
    waits = (*facts, *life("2026-03-06 13:00 state waiting", "2026-03-06 15:00 state in_work"))
    assert reading(waits).due == moscow("2026-03-10 14:00")


@pytest.mark.clause("SAV-16")
def test_the_registration_clock_runs_until_number_and_term_have_left() -> None:
    waits = reading(life("2026-03-05 17:00 registered P3"), "registration")
    assert (waits.due, waits.running) == (moscow("2026-03-06 11:00"), True)
    left = life("2026-03-05 17:00 registered P3", "2026-03-05 17:01 confirmed")
    assert reading(left, "registration").run.stopped == moscow("2026-03-05 17:01")


@pytest.mark.clause("SAV-13")
def test_the_customers_own_term_runs_round_the_clock_from_each_solution() -> None:
    facts = life(P1, "2026-03-06 17:00 state completed")
    assert reading(facts, "acceptance").due == moscow("2026-03-07 17:00")
    again = (*facts, *life("2026-03-07 10:00 state in_work", "2026-03-10 11:00 state completed"))
    courses = [r.run for r in readings(again, SAVEIT) if r.clock is ClockName.ACCEPTANCE]
    assert [(run.key, run.stopped) for run in courses] == [
        ("acceptance#1", moscow("2026-03-07 10:00")),
        ("acceptance#2", None),
    ]
    assert reading(again, "acceptance").due == moscow("2026-03-11 11:00")


def test_an_update_runs_from_the_first_unanswered_message() -> None:
    desk = with_target(clock="update", term="3 рабочих часа")
    facts = life(
        P3,
        "2026-03-05 15:30 answered",
        "2026-03-05 16:00 customer_wrote",
        "2026-03-05 17:00 customer_wrote",
        "2026-03-05 17:30 answered",
        "2026-03-05 17:45 customer_wrote",
    )
    courses = [r for r in readings(facts, desk) if r.clock is ClockName.UPDATE]
    assert [(r.run.key, r.due, r.run.stopped) for r in courses] == [
        ("update#1", moscow("2026-03-06 10:00"), moscow("2026-03-05 17:30")),
        ("update#2", moscow("2026-03-06 11:45"), None),
    ]


def test_what_happened_within_one_second_keeps_its_order() -> None:
    desk = with_target(clock="update", term="3 рабочих часа")
    at = "2026-03-05 16:00"
    facts = life(P3, f"{at} customer_wrote", f"{at} answered", f"{at} customer_wrote")
    courses = [r.run for r in readings(facts, desk) if r.clock is ClockName.UPDATE]
    assert [(run.key, run.stopped) for run in courses] == [("update#1", moscow(at)), ("update#2", None)]


@pytest.mark.clause("NET-9")
def test_an_update_has_the_terms_of_the_reaction_of_the_same_level_or_none() -> None:
    reacting = with_target(clock="reaction", term="2 рабочих часа", priorities=["P1"])
    desk = with_target(reacting, clock="update", like="reaction")
    wrote = "2026-03-05 16:30 customer_wrote"
    assert reading(life(P1, wrote), "update", desk).due == moscow("2026-03-06 09:30")
    assert ClockName.UPDATE not in current(life(P3, wrote), desk)


def test_without_a_customers_message_there_is_no_update() -> None:
    desk = with_target(clock="update", term="3 рабочих часа")
    assert ClockName.UPDATE not in current(life(P3, "2026-03-05 15:30 answered"), desk)


def test_a_term_in_a_year_without_a_decree_is_preliminary() -> None:
    decreed = SAVEIT.working_time
    undecreed = next(year for year in range(2027, 2100) if decreed.preliminary(moscow(f"{year}-12-31 12:00").date()))
    assert not reading(life(P1)).preliminary
    assert reading(life(f"{undecreed}-03-05 15:00 registered P1")).preliminary
    assert reading(life(P1, f"2026-03-05 16:00 term {undecreed}-03-05T12:00")).preliminary


def test_a_clock_without_a_target_does_not_run() -> None:
    assert ClockName.REACTION not in current(life(P1), SAVEIT)
    assert ClockName.RESOLUTION not in current(life(P1), SAVEIT.model_copy(update={"targets": ()}))
