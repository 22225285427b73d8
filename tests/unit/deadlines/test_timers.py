"""Which timers must stand: warnings, breaches, reminders, moves that time makes; each rings once (rules.md 3.5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.deadlines.policy import timers
from core.deadlines.timers import Change, Deed, Timer, reconcile
from core.regulation.model import Move
from core.worktime import open_between
from tests.unit.deadlines.cast import MOSCOW, SAVEIT, life, moscow

P1 = "2026-03-05 15:00 registered P1"
CONFIRMED = "2026-03-05 15:00 confirmed"


def standing(*lines: str) -> dict[str, tuple[str, Deed]]:
    found = {t.key: (f"{t.due.astimezone(MOSCOW):%m-%d %H:%M:%S}", t.deed) for t in timers(life(*lines), SAVEIT)}
    return dict(sorted(found.items()))


@pytest.mark.clause("SAV-18")
def test_a_fresh_ticket_has_a_warning_and_a_breach_for_each_clock() -> None:
    assert (
        standing(P1)
        == {
            "registration#1@80:assignee": ("03-05 17:24:00", Deed.ESCALATE),
            "registration#1@100:managers": ("03-05 18:00:00", Deed.ESCALATE),
            "resolution#1@80:assignee": ("03-06 09:12:00", Deed.ESCALATE),
            "resolution#1@100:managers": ("03-06 10:00:00", Deed.ESCALATE),
        }
        | {}
    )
    assert all(name.startswith("resolution") for name in standing(P1, CONFIRMED))


@pytest.mark.clause("SAV-8")
def test_a_clock_on_hold_has_no_timers_and_a_postponement_ends_by_itself() -> None:
    assert standing(P1, CONFIRMED, "2026-03-05 16:00 state waiting") == {}
    put_off = (P1, CONFIRMED, "2026-03-05 16:00 state postponed", "2026-03-05 16:00 until 2026-03-10T12:00")
    assert standing(*put_off) == {
        "postponed@2026-03-10T12:00:00+03:00": ("03-10 12:00:00", Deed.MOVE),
        "resolution#1@100:managers": ("03-10 15:00:00", Deed.ESCALATE),
        "resolution#1@80:assignee": ("03-10 14:12:00", Deed.ESCALATE),
    }
    assert not any(deed is Deed.MOVE for _, deed in standing(*put_off, "2026-03-06 10:00 state in_work").values())


def test_only_going_on_ends_a_postponement_whatever_else_the_desk_may_do_by_itself() -> None:
    drop = Move.model_validate(
        {"action": "drop", "from": ["postponed"], "to": "closed", "by": ["system"], "clause": "SAV-8"}
    )
    desk = SAVEIT.model_copy(update={"moves": (drop, *SAVEIT.moves)})
    put_off = life(P1, "2026-03-05 16:00 state postponed", "2026-03-05 16:00 until 2026-03-10T12:00")
    assert [timer.action for timer in timers(put_off, desk) if timer.deed is Deed.MOVE] == ["resume"]


@pytest.mark.clause("SAV-13")
def test_a_completed_ticket_reminds_and_closes_by_itself() -> None:
    assert standing(P1, CONFIRMED, "2026-03-06 17:00 state completed") == {
        "acceptance#1@expire": ("03-07 17:00:00", Deed.MOVE),
        "acceptance#1@remind": ("03-07 11:00:00", Deed.REMIND),
    }
    assert standing(P1, CONFIRMED, "2026-03-06 17:00 state completed", "2026-03-06 18:00 state closed") == {}


@pytest.mark.clause("SAV-18")
def test_a_promised_term_is_warned_of_in_its_own_open_time() -> None:
    promised = standing(P1, CONFIRMED, "2026-03-06 09:00 term 2026-03-10T10:00")
    assert promised == {
        "resolution#1@80:assignee": ("03-06 17:00:00", Deed.ESCALATE),  # eight of the ten hours to the promise
        "resolution#1@100:managers": ("03-10 10:00:00", Deed.ESCALATE),
    }


instants = st.integers(0, 60 * 24 * 365).map(lambda minute: moscow("2026-01-01 00:00") + timedelta(minutes=minute))


@pytest.mark.clause("SAV-2")
@given(instants, st.sampled_from(["P1", "P2", "P3", "P4"]), st.integers(1, 3000))
def test_a_working_hours_clock_never_rings_at_night(start: datetime, priority: str, waited: int) -> None:
    asked = start + timedelta(minutes=waited)
    facts = life(
        f"{start:%Y-%m-%d %H:%M} registered {priority}",
        f"{asked:%Y-%m-%d %H:%M} state waiting",
        f"{asked + timedelta(minutes=waited):%Y-%m-%d %H:%M} state in_work",
    )
    rung = [timer.due for timer in timers(facts, SAVEIT)]
    assert rung
    for due in rung:
        second = timedelta(seconds=1)
        assert open_between(SAVEIT.working_time, due - second, due) or open_between(
            SAVEIT.working_time, due, due + second
        )


def test_levels_of_one_term_ring_in_their_order() -> None:
    for priority in ("P1", "P2", "P3", "P4"):
        due = {t.level: t.due for t in timers(life(f"2026-03-05 15:00 registered {priority}", CONFIRMED), SAVEIT)}
        assert due[80] < due[100]


keys = st.sampled_from([f"resolution#{n}@{level}:managers" for n in (1, 2) for level in (80, 100)])


@st.composite
def a_timer(draw: st.DrawFn, *, rung: bool) -> Timer:
    due = moscow("2026-03-05 15:00") + timedelta(hours=draw(st.integers(0, 5)))
    rung_at = due if rung and draw(st.booleans()) else None
    return Timer(draw(keys), due, Deed.ESCALATE, "resolution#1", 80, rung_at=rung_at)


def rows(*, rung: bool) -> st.SearchStrategy[list[Timer]]:
    return st.lists(a_timer(rung=rung), max_size=4, unique_by=lambda timer: timer.key)


def written(stored: list[Timer], change: Change) -> dict[str, Timer]:
    kept = {timer.key: timer for timer in stored if timer.key not in change.drop}
    return kept | {timer.key: timer for timer in change.put}


@given(rows(rung=True), rows(rung=False))
def test_what_rang_stays_and_the_rest_becomes_what_is_wanted(stored: list[Timer], wanted: list[Timer]) -> None:
    after = written(stored, reconcile(stored, wanted))
    rang = {timer.key: timer for timer in stored if timer.rung_at}
    assert after == {timer.key: timer for timer in wanted} | rang


@given(rows(rung=True), rows(rung=False))
def test_nothing_is_written_twice(stored: list[Timer], wanted: list[Timer]) -> None:
    after = list(written(stored, reconcile(stored, wanted)).values())
    assert reconcile(after, wanted) == Change((), ())


def test_a_recorded_breach_stays_recorded_when_the_priority_is_lowered() -> None:
    breach = next(t for t in timers(life(P1, CONFIRMED), SAVEIT) if t.level == 100)
    rang = replace(breach, rung_at=breach.due)
    lowered = list(timers(life(P1, CONFIRMED, "2026-03-06 11:00 priority P4"), SAVEIT))
    change = reconcile([rang], lowered)
    assert [timer.level for timer in change.put] == [80]
    assert change.drop == ()
