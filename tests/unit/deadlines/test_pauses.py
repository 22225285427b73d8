"""Each clock says in which states it stands still (rules.md 3.1); what a pause took, the due gets back."""

from __future__ import annotations

import pytest

from core.deadlines.milestones import Milestones
from core.deadlines.policy import late_seconds, used_seconds
from core.worktime import Pause
from tests.unit.deadlines.cast import SAVEIT, life, moscow, reading, with_target

P1 = "2026-03-05 15:00 registered P1"
"""A Thursday; four working hours end on Friday at ten."""
TWO_KINDS = ("2026-03-05 16:00 state waiting", "2026-03-05 17:00 state postponed", "2026-03-05 17:30 state in_work")
HOUR = 3600


@pytest.mark.clause("SAV-17")
@pytest.mark.parametrize(
    ("facts", "due"),
    [
        pytest.param(life(P1), "2026-03-06 10:00", id="nothing happened"),
        pytest.param(life(P1, "2026-03-05 16:00 state in_work"), "2026-03-06 10:00", id="taken: the clock goes on"),
        pytest.param(
            life(P1, "2026-03-05 16:00 state waiting", "2026-03-06 11:00 state in_work"),
            "2026-03-06 14:00",
            id="waited for the customer from four to eleven",
        ),
        pytest.param(
            life(P1, "2026-03-05 19:00 state waiting", "2026-03-06 08:00 state in_work"),
            "2026-03-06 10:00",
            id="waited at night: nothing to give back",
        ),
        pytest.param(
            life(
                P1,
                "2026-03-05 16:00 state waiting",
                "2026-03-05 16:00:01 state in_work",
                "2026-03-06 09:30 state waiting",
                "2026-03-06 09:30:01 state in_work",
            ),
            "2026-03-06 10:00:02",
            id="pauses are never rounded",
        ),
        pytest.param(
            life(P1, *TWO_KINDS),
            "2026-03-06 11:30",
            id="from one pause into another",
        ),
    ],
)  # fmt: skip
def test_a_pause_pushes_the_resolution(facts: Milestones, due: str) -> None:
    assert reading(facts).due == moscow(due)


def test_a_clock_that_waits_has_no_due_and_does_not_run() -> None:
    waits = reading(life(P1, "2026-03-05 16:00 state waiting"))
    assert (waits.due, waits.running) == (None, False)
    assert not waits.breached(moscow("2026-12-01 12:00"))
    assert used_seconds(waits, SAVEIT, moscow("2026-12-01 12:00")) == HOUR
    assert late_seconds(waits, SAVEIT, moscow("2026-12-01 12:00")) == 0


@pytest.mark.clause("SAV-8")
def test_a_postponement_with_a_date_stops_the_clock_until_then() -> None:
    put_off = life(P1, "2026-03-05 16:00 state postponed", "2026-03-05 16:00 until 2026-03-10T12:00")
    assert reading(put_off).due == moscow("2026-03-10 15:00")
    assert reading(put_off).run.pauses == (Pause(moscow("2026-03-05 16:00"), moscow("2026-03-10 12:00")),)
    again = (*put_off, *life("2026-03-06 10:00 state postponed", "2026-03-06 10:00 until 2026-03-11T12:00"))
    assert reading(again).due == moscow("2026-03-11 15:00")
    early = (*put_off, *life("2026-03-06 11:00 state in_work"))
    assert reading(early).due == moscow("2026-03-06 14:00")


def test_unsaid_pauses_are_those_of_the_rules() -> None:
    for clock, stands_still in (
        ("reaction", set()),
        ("update", {"waiting"}),
        ("resolution", {"waiting", "postponed"}),
    ):
        target = with_target(clock=clock, term="4 рабочих часа").targets[-1]
        assert {state.id for state in SAVEIT.states if target.stands_still_in(state)} == stands_still


def test_a_clock_may_say_that_nothing_stops_it() -> None:
    strict = with_target(clock="resolution", term="4 рабочих часа", pauses_in=())
    waited = life(P1, "2026-03-05 16:00 state waiting", "2026-03-06 11:00 state in_work")
    assert reading(waited, regulation=strict).due == moscow("2026-03-06 10:00")


def test_waiting_for_the_customer_does_not_stop_the_reaction() -> None:
    desk = with_target(clock="reaction", term="2 рабочих часа")
    waited = life(P1, "2026-03-05 16:00 state waiting", "2026-03-06 11:00 state in_work")
    assert reading(waited, "reaction", desk).due == moscow("2026-03-05 17:00")


@pytest.mark.parametrize("end", ["answered", "state completed", "state refused"])
def test_the_reaction_ends_with_the_first_answer_or_a_resolution(end: str) -> None:
    desk = with_target(clock="reaction", term="2 рабочих часа")
    facts = life(P1, f"2026-03-05 16:59 {end}", "2026-03-06 12:00 answered")
    assert reading(facts, "reaction", desk).run.stopped == moscow("2026-03-05 16:59")


def test_waiting_after_the_answer_does_not_move_what_was_answered() -> None:
    desk = with_target(clock="reaction", term="2 рабочих часа", pauses_in=("waiting",))
    facts = life(P1, "2026-03-05 15:30 answered", "2026-03-05 16:00 state waiting")
    assert reading(facts, "reaction", desk).due == moscow("2026-03-05 17:00")
    facts = (*facts, *life("2026-03-05 16:30 state in_work"))
    assert reading(facts, "reaction", desk).due == moscow("2026-03-05 17:00")


def test_lateness_is_told_in_open_time_and_without_pauses() -> None:
    # Due on Friday at ten; an hour later the desk asks, Anna answers on Tuesday, an hour later it is solved.
    late = life(
        P1,
        "2026-03-06 11:00 state waiting",
        "2026-03-10 12:00 state in_work",
        "2026-03-10 13:00 state completed",
    )
    solved = reading(late)
    assert solved.due == moscow("2026-03-06 10:00")
    assert solved.breached(moscow("2026-03-10 13:00"))
    assert late_seconds(solved, SAVEIT, moscow("2026-12-01 12:00")) == 2 * HOUR
    assert used_seconds(solved, SAVEIT, moscow("2026-12-01 12:00")) == 6 * HOUR


def test_a_pause_that_follows_another_without_a_gap_is_one() -> None:
    facts = life(
        P1, "2026-03-05 16:00 state waiting", "2026-03-05 17:00 state postponed", "2026-03-05 17:30 state in_work"
    )
    assert reading(facts).run.pauses == (Pause(moscow("2026-03-05 16:00"), moscow("2026-03-05 17:30")),)
