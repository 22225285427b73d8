"""What another regulation would make of the same facts: which terms move, from when to when, and why (rules.md 3.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.deadlines.milestones import Fact, Milestones, level_of
from core.deadlines.policy import Reading, readings
from core.regulation.model import ClockName, Regulation, Target


class Ground(StrEnum):
    """Why a term moves."""

    NEW = "new"
    """The old regulation has no such term here."""
    GONE = "gone"
    """The new regulation has no such term here."""
    TERM = "term"
    CALENDAR = "calendar"
    COURSE = "course"
    """The clock begins or stands still elsewhere."""


@dataclass(frozen=True, slots=True)
class Shift:
    """One course of a clock that would be due at another instant; an instant is None where it has none."""

    clock: ClockName
    before: datetime | None
    after: datetime | None
    old: Target | None
    new: Target | None
    grounds: tuple[Ground, ...]


def lacking(milestones: Milestones, regulation: Regulation) -> list[tuple[Fact, str]]:
    """What the facts speak of and the regulation does not know: states passed through, the present level."""
    level = level_of(milestones)
    passed = dict.fromkeys(m.value for m in milestones if m.fact is Fact.STATE)
    known = {state.id for state in regulation.states}
    found = [(Fact.STATE, state) for state in passed if state not in known]
    if regulation.priority(level.priority) is None:
        found.append((Fact.PRIORITY, level.priority))
    if level.plan and regulation.plan(level.plan) is None:
        found.append((Fact.PLAN, level.plan))
    if level.category and regulation.category(level.category) is None:
        found.append((Fact.CATEGORY, level.category))
    return found


def shifts(milestones: Milestones, old: Regulation, new: Regulation) -> Iterator[Shift]:
    """The terms still running that move when ``new`` takes the place of ``old``, which must lack nothing."""
    before, after = _running(milestones, old), _running(milestones, new)
    for key in before | after:
        was, becomes = before.get(key), after.get(key)
        if was is None or becomes is None or was.due != becomes.due:
            either = was or becomes
            assert either is not None
            yield Shift(
                either.clock,
                was.due if was else None,
                becomes.due if becomes else None,
                was.run.target if was else None,
                becomes.run.target if becomes else None,
                tuple(_grounds(was, becomes, old, new)),
            )


def _running(milestones: Milestones, regulation: Regulation) -> dict[str, Reading]:
    return {r.run.key: r for r in readings(milestones, regulation) if r.run.stopped is None}


def _grounds(was: Reading | None, becomes: Reading | None, old: Regulation, new: Regulation) -> Iterator[Ground]:
    if was is None:
        yield Ground.NEW
    elif becomes is None:
        yield Ground.GONE
    else:
        one, other = was.run, becomes.run
        if one.target.term != other.target.term:
            yield Ground.TERM
        if _calendars(old, one.target) != _calendars(new, other.target):
            yield Ground.CALENDAR
        if (one.started, one.pauses) != (other.started, other.pauses):
            yield Ground.COURSE


def _calendars(regulation: Regulation, target: Target) -> tuple[object, object]:
    return regulation.working_time, regulation.calendar_of(target)
