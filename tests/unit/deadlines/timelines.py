"""The timelines of other helpdesks in our own terms: a tiny regulation each, and its events as facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from core.deadlines.milestones import Fact, Milestone, Milestones
from core.deadlines.policy import Reading, current, used_seconds
from core.regulation.model import ClockName, Regulation
from core.worktime import Pause, Term, Unit, open_between

Json = dict[str, Any]

CLOCKS = {
    "first_response": ClockName.REACTION,
    "update": ClockName.UPDATE,
    "resolution": ClockName.RESOLUTION,
}
STATES = {"created": "open", "pause": "pending", "resume": "open", "resolve": "closed", "reopen": "open"}
FIRST = "first"


@dataclass(frozen=True, slots=True)
class Timeline:
    """One case: whose rules hold, what happened, and when somebody looked."""

    regulation: Regulation
    milestones: Milestones
    checked_at: datetime

    def reading(self, clock: str) -> Reading | None:
        return current(self.milestones, self.regulation).get(CLOCKS[clock])

    def answer(self, question: str) -> object:
        """What our engine says to a key of ``expect``."""
        if question == "paused_seconds":
            found = self.reading("resolution") or self.reading("first_response")
            return self._paused(found.run.pauses if found else ())
        clock = next(name for name in CLOCKS if question.startswith(f"{name}_"))
        found = self.reading(clock)
        match question.removeprefix(f"{clock}_"):
            case "due":
                return found.due if found and not (clock == "update" and found.run.stopped) else None
            case "breached":
                return found is not None and found.breached(self.checked_at)
            case "minutes":
                return None if found is None else self._used(found)
            case "left_minutes":
                return None if found is None else found.run.target.term.amount - self._used(found)
        raise AssertionError(f"no such question is known: {question}")

    def _used(self, found: Reading) -> Fraction:
        return Fraction(used_seconds(found, self.regulation, self.checked_at), 60)

    def _paused(self, pauses: tuple[Pause, ...]) -> int:
        calendar = self.regulation.working_time
        return sum(open_between(calendar, pause.start, pause.end or self.checked_at) for pause in pauses)


def timeline_of(case: Json) -> Timeline:
    events = case["events"]
    return Timeline(
        regulation=_regulation(case),
        milestones=tuple(
            fact for number, event in enumerate(events) for fact in _facts(event, _priority(event, number))
        ),
        checked_at=_instant(case.get("checked_at") or events[-1]["at"]),
    )


def _facts(event: Json, priority: str) -> list[Milestone]:
    at, kind = _instant(event["at"]), event["type"]
    found = [Milestone(at, Fact.REGISTERED), Milestone(at, Fact.PRIORITY, priority)] if kind == "created" else []
    if kind in STATES:
        return [*found, Milestone(at, Fact.STATE, STATES[kind])]
    if kind == "priority_changed":
        return [Milestone(at, Fact.PRIORITY, priority)]
    return [Milestone(at, {"customer_message": Fact.CUSTOMER_WROTE, "agent_message": Fact.ANSWERED}[kind])]


def _priority(event: Json, number: int) -> str:
    """Named by the event; one that brings its own targets is named after its place."""
    if "targets_minutes" in event:
        return f"changed{number}"
    named = next((event[key] for key in ("priority", "to", "value") if key in event), None)
    return FIRST if named is None else _identifier(named)


def _identifier(name: object) -> str:
    return f"p_{''.join(char if char.isalnum() and char.isascii() else '_' for char in str(name))}"


def _regulation(case: Json) -> Regulation:
    targets = _targets(case)
    return Regulation.model_validate(
        {
            "name": "timeline",
            "title": case["id"],
            "desk": case["source"],
            "version": "1",
            "calendar": _calendar(case),
            "number": {"format": "{counter}", "clause": "VEC-1"},
            "registration": {"who": "identified", "clause": "VEC-1"},
            "priorities": [{"id": p, "title": p, "description": p, "clause": "VEC-1"} for p in targets],
            "targets": [
                {
                    "clock": CLOCKS[clock],
                    "priorities": [priority],
                    "term": Term(Fraction(minutes), Unit.WORKING_MINUTES),
                    "pauses_in": ["pending"] if clock in case["pause_stops"] else [],
                    "on_reopening": "continue" if case["closed_is_pause"] else "count",
                    "clause": "VEC-1",
                }
                for priority, terms in targets.items()
                for clock, minutes in terms.items()
                if minutes is not None
            ],
            "states": [
                {"id": "open", "title": "open", "start": True, "clause": "VEC-1"},
                {"id": "pending", "title": "pending", "waits_for": "customer", "clause": "VEC-1"},
                {"id": "closed", "title": "closed", "resolved": True, "clause": "VEC-1"},
            ],
        }
    )


def _targets(case: Json) -> dict[str, Mapping[str, float | None]]:
    """Targets by priority: stated once for all, by the name of a priority, or brought by the event that changes it."""
    stated: Json = case["targets_minutes"]
    if stated and all(isinstance(terms, dict) for terms in stated.values()):
        found = {_identifier(name): terms for name, terms in stated.items()}
        found[FIRST] = found.get(_identifier(case.get("priority")), next(iter(found.values())))
    else:
        found = {FIRST: stated}
    for key in ("targets_by_priority", "priority_targets", "targets_minutes_by_priority"):
        found |= {_identifier(name): terms for name, terms in case.get(key, {}).items()}
    for number, event in enumerate(case["events"]):
        if "targets_minutes" in event:
            found[_priority(event, number)] = found[FIRST] | event["targets_minutes"]
    return found


def _calendar(case: Json) -> Json:
    closed: Json = {day: [] for day in case["holidays"]}
    return {
        "zone": case["tz"],
        "zone_name": case["tz"],
        "stated_offset": "+00:00",
        "week": {day: [_hours(pair) for pair in pairs] for day, pairs in case["week"].items()},
        "exceptions": [
            {"date": day, "hours": [_hours(pair) for pair in pairs]}
            for day, pairs in (closed | case["special_days"]).items()
        ],
        "clause": "VEC-1",
    }


def _hours(pair: list[str]) -> str:
    return "-".join(pair)


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
