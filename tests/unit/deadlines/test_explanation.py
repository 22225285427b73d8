"""Every deadline can be explained, and the counted parts sum to the target, with or without pauses (rules.md 3.8)."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.deadlines.explain import explanation, whole
from core.deadlines.milestones import Milestones
from core.deadlines.policy import used_seconds
from core.regulation.parse import load
from tests.unit.deadlines.cast import SAVEIT, life, moscow, reading

HOURS = {"P1": 4, "P2": 8}


def explained(facts: Milestones, clock: str = "resolution") -> dict[str, Any]:
    return explanation(reading(facts, clock), SAVEIT)


@pytest.mark.clause("SAV-2")
def test_a_weekend_with_a_holiday_is_told_by_name() -> None:
    walk = explained(life("2026-03-06 17:00 registered P1"))["spans"]
    told = [(span["reason"], span["date"], span["last"], span["seconds"]) for span in walk]
    assert told == [
        ("counted", "2026-03-06", "2026-03-06", 3600),
        ("night", "2026-03-06", "2026-03-06", 0),
        ("weekend", "2026-03-07", "2026-03-07", 0),
        ("holiday", "2026-03-08", "2026-03-08", 0),
        ("day_off", "2026-03-09", "2026-03-09", 0),
        ("night", "2026-03-10", "2026-03-10", 0),
        ("counted", "2026-03-10", "2026-03-10", 3 * 3600),
    ]
    assert next(span["name"] for span in walk if span["reason"] == "holiday") == "Международный женский день"


def test_an_explanation_names_the_regulations_own_point_and_speaks_the_desks_zone() -> None:
    told = explained(life("2026-03-05 15:00 registered P1"))
    assert (told["clause"], told["calendar_clause"]) == ("6.1", "SAV-2")
    assert (told["started"], told["due"]) == ("2026-03-05T15:00:00+03:00", "2026-03-06T10:00:00+03:00")
    assert (told["amount"], told["unit"], told["by_dates"]) == (4, "working_hours", False)


def test_days_are_numbered_up_to_the_target_and_the_day_of_the_event_is_none_of_them() -> None:
    walk = explained(life("2026-03-05 15:00 registered P3"))["spans"]
    assert walk[0]["reason"] == "event_day"
    assert [span["day"] for span in walk if span["reason"] == "counted"] == [1, 2, 3, 4, 5]


def test_a_promise_is_its_own_ground() -> None:
    told = explained(life("2026-03-05 15:00 registered P1", "2026-03-06 09:30 term 2026-03-10T12:00"))
    assert told["promised"] == "2026-03-06T09:30:00+03:00"
    assert told["due"] == "2026-03-10T12:00:00+03:00"


def test_a_clock_on_hold_is_explained_up_to_where_it_stopped() -> None:
    told = explained(life("2026-03-05 15:00 registered P1", "2026-03-05 16:00 state waiting"))
    assert told["due"] is None
    assert sum(span["seconds"] for span in told["spans"]) == 3600


@pytest.mark.clause("PLR-8")
def test_two_rates_are_told_in_minutes_and_still_sum_to_the_budget() -> None:
    plarson = load("plarson").regulation
    # Seventeen seconds past ten minutes to closing: thirds of a second on the way, an hour altogether.
    facts = life("2026-06-05 18:50:17 registered urgent", regulation=plarson)
    told = explanation(reading(facts, "reaction", plarson), plarson)
    assert (told["unit"], told["amount"], told["outside"]) == ("two_rates", 60, 180)
    assert sum(span["seconds"] for span in told["spans"]) == 3600
    assert [(span["reason"], span["seconds"]) for span in told["spans"]] == [("counted", 583), ("night", 3017)]


@pytest.mark.clause("NET-7")
def test_another_calendar_of_dates_tells_its_own_days_off() -> None:
    netpoint = load("netpoint").regulation
    facts = life("2026-06-05 20:00 registered normal", "2026-06-05 20:00 complained", regulation=netpoint)
    told = explanation(reading(facts, "complaint", netpoint), netpoint)
    skipped = [(span["reason"], span["date"]) for span in told["spans"] if span["day"] is None]
    assert skipped == [
        ("event_day", "2026-06-05"),
        ("weekend", "2026-06-06"),
        ("holiday", "2026-06-12"),
        ("weekend", "2026-06-13"),
    ]
    assert [span["day"] for span in told["spans"] if span["day"]] == [1, 2, 3, 4, 5, 6, 7]


@given(st.lists(st.fractions(min_value=0, max_value=5000), min_size=1))
def test_rounded_parts_keep_a_whole_sum(parts: list[Fraction]) -> None:
    parts.append(Fraction(-sum(parts) % 1))
    rounded = whole(parts)
    assert sum(rounded) == sum(parts)
    assert all(abs(one - part) <= 1 for one, part in zip(rounded, parts, strict=True))


def a_life(start: datetime, priority: str, steps: list[int]) -> Milestones:
    """The desk asks and the customer answers in turn, so many minutes apart."""
    lines, at = [f"{start:%Y-%m-%d %H:%M} registered {priority}"], start
    for number, minutes in enumerate(steps):
        at += timedelta(minutes=minutes)
        lines.append(f"{at:%Y-%m-%d %H:%M} state {'in_work' if number % 2 else 'waiting'}")
    return life(*lines)


starts = st.integers(0, 60 * 24 * 300).map(lambda minute: moscow("2026-01-01 00:00") + timedelta(minutes=minute))
lives = st.lists(st.integers(0, 2000), max_size=5)


@given(starts, st.sampled_from(sorted(HOURS)), lives)
def test_the_parts_sum_to_the_target_whatever_was_paused(start: datetime, priority: str, steps: list[int]) -> None:
    facts = a_life(start, priority, steps)
    found, told = reading(facts), explained(facts)
    total = sum(span["seconds"] for span in told["spans"])
    if found.due is None:
        assert total == used_seconds(found, SAVEIT, found.run.pauses[-1].start)
        assert total < HOURS[priority] * 3600
    else:
        assert total == HOURS[priority] * 3600
        assert used_seconds(found, SAVEIT, found.due) == total
    ends = [told["started"], *(span["to"] for span in told["spans"])]
    assert [span["from"] for span in told["spans"]] == ends[:-1]
