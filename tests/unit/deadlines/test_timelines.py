"""Other helpdesks' own cases, event by event: what their tests expect is what our clocks say."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from tests.unit.deadlines.timelines import timeline_of
from tests.unit.worktime.shared import absent, vectors

CASES = (vectors("ticket_timelines.json") or {"timelines": []})["timelines"]


def questions() -> list[Any]:
    return [pytest.param(case, key, id=f"{case['id']}-{key}") for case in CASES for key in case["expect"]]


@pytest.mark.skipif(not CASES, reason=absent("ticket_timelines.json"))
@pytest.mark.parametrize(("case", "question"), questions())
def test_a_timeline_reads_as_its_own_project_says(case: dict[str, Any], question: str) -> None:
    expected = case["expect"][question]
    if question.endswith("_due") and expected is not None:
        expected = datetime.fromisoformat(expected)
    assert timeline_of(case).answer(question) == expected


def case(**changes: Any) -> dict[str, Any]:
    """A ticket of a desk that works from nine to six, created on Monday, 4 May 2026 at nine."""
    at = "2026-05-04T{}:00+00:00".format
    events = [{"at": at("09:00"), "type": "created"}]
    events += [{"at": at(time), "type": kind, **more} for time, kind, more in changes.pop("then", [])]
    return {
        "id": "ours",
        "source": "Reglament",
        "tz": "UTC",
        "week": {day: [["09:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
        "holidays": [],
        "special_days": {},
        "targets_minutes": {"first_response": 60, "resolution": 240},
        "pause_stops": ["resolution"],
        "closed_is_pause": False,
        "events": events,
    } | changes


REOPENED: list[tuple[str, str, dict[str, Any]]] = [
    ("10:00", "resolve", {}),
    ("12:00", "reopen", {}),
    ("12:30", "resolve", {}),
]


@pytest.mark.parametrize(
    ("asked", "question", "answer"),
    [
        pytest.param(case(then=REOPENED[:2]), "resolution_due", "13:00", id="the time closed counts"),
        pytest.param(
            case(then=REOPENED[:2], closed_is_pause=True), "resolution_due", "15:00", id="the time closed is left out"
        ),
        pytest.param(case(then=REOPENED), "resolution_minutes", 210, id="used with the time closed"),
        pytest.param(case(then=REOPENED, closed_is_pause=True), "resolution_minutes", 90, id="used without it"),
        pytest.param(
            case(then=[("11:00", "priority_changed", {"priority": "high"})],
                 targets_minutes={"low": {"resolution": 480}, "high": {"resolution": 60}}, priority="low"),
            "resolution_due", "10:00", id="a new priority counts from the same start",
        ),
        pytest.param(
            case(then=[("09:30", "pause", {}), ("10:30", "resume", {}),
                       ("11:00", "priority_changed", {"targets_minutes": {"resolution": 120}})]),
            "resolution_due", "12:00", id="a new priority keeps the pauses",
        ),
        pytest.param(case(then=[("10:00", "agent_message", {})]), "first_response_breached", False, id="on the minute"),
        pytest.param(case(then=[("10:01", "agent_message", {})]), "first_response_breached", True, id="a minute late"),
        pytest.param(case(then=[("11:30", "agent_message", {})]), "first_response_left_minutes", -90, id="over by"),
        pytest.param(case(special_days={"2026-05-04": []}), "first_response_due", "+1 10:00", id="a special day"),
        pytest.param(case(holidays=["2026-05-04"]), "first_response_due", "+1 10:00", id="a holiday"),
        pytest.param(
            case(holidays=["2026-05-04"], special_days={"2026-05-04": [["12:00", "14:00"]]}),
            "first_response_due", "13:00", id="a special day is stronger than a holiday",
        ),
        pytest.param(case(then=[("16:00", "pause", {})]), "resolution_due", "13:00", id="a pause after the due"),
        pytest.param(case(then=[("10:00", "pause", {})]), "resolution_due", None, id="a pause without an end"),
        pytest.param(
            case(then=[("10:00", "pause", {})], checked_at="2026-05-05T10:00:00+00:00"), "paused_seconds", 9 * 3600,
            id="a pause in open time",
        ),
    ],
)  # fmt: skip
def test_our_own_timelines_of_the_same_kinds(asked: dict[str, Any], question: str, answer: Any) -> None:
    if question.endswith("_due") and answer is not None:
        day, _, time = answer.rpartition(" ")
        answer = datetime.fromisoformat(f"2026-05-0{4 + int(day or 0)}T{time}:00+00:00")
    assert timeline_of(asked).answer(question) == answer
