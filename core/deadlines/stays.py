"""The states that a ticket passed through, and where they made a clock stand still (rules.md 3.1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from core.deadlines.milestones import Fact, Milestones
from core.regulation.model import Regulation, State, Target
from core.worktime import Pause


@dataclass(frozen=True, slots=True)
class Stay:
    """One state from entering to leaving it; ``expected`` is when it is going to end, where that was said."""

    state: State
    since: datetime
    left: datetime | None = None
    expected: datetime | None = None


def stays(milestones: Milestones, regulation: Regulation) -> list[Stay]:
    """The states passed through, in order; the last one still lasts."""
    found: list[Stay] = []
    for m in milestones:
        if m.fact is Fact.STATE:
            if found:
                last = found[-1]
                found[-1] = Stay(last.state, last.since, m.at, last.expected)
            found.append(Stay(regulation.state(m.value), m.at))
        elif m.fact is Fact.UNTIL and found:
            found[-1] = replace(found[-1], expected=m.instant)
    return found


def pauses(
    milestones: Milestones, target: Target, regulation: Regulation, since: datetime, stopped: datetime | None
) -> tuple[Pause, ...]:
    """Where a course of the clock from ``since`` to ``stopped`` stood still: in states that stop it, and while the
    customer's quota of work was used up (PLR-12)."""
    found = [
        Pause(stay.since, stay.left or stopped or stay.expected)
        for stay in stays(milestones, regulation)
        if target.stands_still_in(stay.state) or (stay.state.resolved and target.on_reopening == "continue")
        if stopped is None or stay.since < stopped
    ]
    if target.quota:
        found += [Pause(m.at, m.instant) for m in milestones if m.fact is Fact.QUOTA and m.at < m.instant]
    return _merged(_from(since, pause) for pause in found if pause.end is None or pause.end > max(since, pause.start))


def _from(since: datetime, pause: Pause) -> Pause:
    return Pause(max(since, pause.start), pause.end)


def _merged(found: Iterable[Pause]) -> tuple[Pause, ...]:
    """The same time as pauses in order and apart from each other."""
    merged: list[Pause] = []
    for pause in sorted(found, key=lambda pause: pause.start):
        before = merged[-1] if merged else None
        if before is None or (before.end is not None and before.end < pause.start):
            merged.append(pause)
        elif before.end is not None:
            merged[-1] = Pause(before.start, None if pause.end is None else max(before.end, pause.end))
    return tuple(merged)
