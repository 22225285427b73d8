"""What other helpdesks and libraries expect of business time: their cases, our conventions (rules.md 1.6)."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import Any

import pytest

from core.worktime import Calendar, ListedHolidays, OpenTime, Pause, Term, Unit, deadline
from tests.unit.worktime.shared import absent, vectors

CONVENTIONS = {
    "end_at_close": "closing",
    "zero_duration": "next_opening",
    "dst": "elapsed",
    "dst_gap": "shift_forward",
    "dst_ambiguous": "first",
    "reversed": "zero",
}

business_time = vectors("business_time.json") or {"cases": []}
timelines = vectors("ticket_timelines.json") or {"timelines": []}


def calendar_of(case: dict[str, Any]) -> Calendar:
    return Calendar.build(
        case["tz"],
        case["week"],
        holidays=ListedHolidays.of(*map(date.fromisoformat, case["holidays"])),
        exceptions={date.fromisoformat(day): hours for day, hours in case["special_days"].items()},
    )


def expected(case: dict[str, Any]) -> tuple[Any, bool]:
    """The value under our conventions, and whether it is the one that the case states first."""
    for choice in filter(None, case.get("convention", "").split(",")):
        name, value = choice.split("=")
        if CONVENTIONS[name] != value:
            return case["alternatives"][f"{name}={CONVENTIONS[name]}"], False
    return case["expect"], True


@pytest.mark.skipif(not business_time["cases"], reason=absent("business_time.json"))
@pytest.mark.parametrize("case", business_time["cases"], ids=lambda case: str(case["id"]))
def test_business_time(case: dict[str, Any]) -> None:
    hours, start = OpenTime(calendar_of(case)), datetime.fromisoformat(case["start"])
    value, stated = expected(case)
    if case["op"] == "add":
        assert hours.add(start, case["seconds"]) == datetime.fromisoformat(value)
    else:
        seconds = case["expect_seconds"] if stated else value * 60
        assert hours.between(start, datetime.fromisoformat(case["end"])) == seconds


def due_cases() -> list[Any]:
    return [
        pytest.param(timeline, clock, id=f"{timeline['id']}-{clock}")
        for timeline in timelines["timelines"]
        for clock in ("first_response", "resolution")
        if timeline["expect"].get(f"{clock}_due")
    ]


def pauses_of(timeline: dict[str, Any], clock: str) -> list[Pause]:
    if clock not in timeline["pause_stops"]:
        return []
    begins, pauses = None, []
    for event in timeline["events"]:
        at = datetime.fromisoformat(event["at"])
        if event["type"] == "pause":
            begins = at
        elif begins is not None and event["type"] in ("resume", "resolve"):
            pauses.append(Pause(begins, at))
            begins = None
    return pauses


@pytest.mark.skipif(not timelines["timelines"], reason=absent("ticket_timelines.json"))
@pytest.mark.parametrize(("timeline", "clock"), due_cases())
def test_a_paused_ticket_is_due_when_its_own_project_says_so(timeline: dict[str, Any], clock: str) -> None:
    term = Term(Fraction(timeline["targets_minutes"][clock]), Unit.WORKING_MINUTES)
    start = datetime.fromisoformat(timeline["events"][0]["at"])
    due = deadline(term, calendar_of(timeline), start, pauses_of(timeline, clock))
    assert due.at == datetime.fromisoformat(timeline["expect"][f"{clock}_due"])
