"""From facts to runs: when each clock was started, stood still and was stopped (rules.md section 3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from core.deadlines.milestones import Fact, Milestones, level_of
from core.regulation.model import ClockName, Regulation, State, Target
from core.worktime import Pause


@dataclass(frozen=True, slots=True)
class Run:
    """One course of a clock. ``number`` counts the courses of the same clock from 1 (update, acceptance, restart)."""

    target: Target
    number: int
    started: datetime
    stopped: datetime | None = None
    pauses: tuple[Pause, ...] = ()
    promised: tuple[datetime, datetime] | None = None
    """When the desk promised another term, and that term."""

    @property
    def key(self) -> str:
        return f"{self.target.clock}#{self.number}"

    @property
    def running(self) -> bool:
        """Not stopped, and not standing still at the moment."""
        return self.stopped is None and not (self.pauses and self.pauses[-1].end is None)


def runs(milestones: Milestones, regulation: Regulation) -> list[Run]:
    """All courses of all clocks that the regulation has for the ticket's present level, in its order."""
    return [
        run
        for target in regulation.targets_of(level_of(milestones))
        for run in _COURSES[target.clock](milestones, target, regulation)
    ]


def _until(milestones: Milestones, start: datetime, *facts: Fact) -> datetime | None:
    return next((m.at for m in milestones if m.fact in facts and m.at >= start), None)


def _stays(
    milestones: Milestones, regulation: Regulation
) -> list[tuple[State, datetime, datetime | None, datetime | None]]:
    """The states passed through: state, from, to, and the instant at which it is expected to end."""
    stays: list[tuple[State, datetime, datetime | None, datetime | None]] = []
    for m in milestones:
        if m.fact is Fact.STATE:
            if stays:
                state, since, _, expected = stays[-1]
                stays[-1] = (state, since, m.at, expected)
            stays.append((regulation.state(m.value), m.at, None, None))
        elif m.fact is Fact.UNTIL and stays:
            stays[-1] = (*stays[-1][:3], m.instant)
    return stays


def _pauses(
    milestones: Milestones, target: Target, regulation: Regulation, stopped: datetime | None
) -> tuple[Pause, ...]:
    found: list[Pause] = []
    for state, since, left, expected in _stays(milestones, regulation):
        still = target.stands_still_in(state) or (state.resolved and target.on_reopening == "continue")
        if not still or (stopped is not None and since >= stopped):
            continue
        end = left or stopped or expected
        if end is not None and end <= since:
            continue
        if found and found[-1].end == since:
            found[-1] = Pause(found[-1].start, end)
        else:
            found.append(Pause(since, end))
    return tuple(found)


def _registered(milestones: Milestones) -> datetime | None:
    return next((m.at for m in milestones if m.fact is Fact.REGISTERED), None)


def _resolved_at(milestones: Milestones, regulation: Regulation, since: datetime) -> datetime | None:
    return next(
        (start for state, start, _, _ in _stays(milestones, regulation) if state.resolved and start >= since),
        None,
    )


def _registration(milestones: Milestones, target: Target, regulation: Regulation) -> Iterator[Run]:
    """Until number and term have been sent to the customer."""
    start = _registered(milestones)
    if start is not None:
        yield Run(target, 1, start, _until(milestones, start, Fact.CONFIRMED))


def _reaction(milestones: Milestones, target: Target, regulation: Regulation) -> Iterator[Run]:
    """Until the first public human answer or a resolution."""
    start = _registered(milestones)
    if start is not None:
        ends = (_until(milestones, start, Fact.ANSWERED), _resolved_at(milestones, regulation, start))
        stopped = min((end for end in ends if end is not None), default=None)
        yield Run(target, 1, start, stopped, _pauses(milestones, target, regulation, stopped))


def _update(milestones: Milestones, target: Target, regulation: Regulation) -> Iterator[Run]:
    """From the first unanswered customer message until a public answer; later messages do not move it."""
    number, answered = 0, _registered(milestones)
    for m in milestones:
        if m.fact is not Fact.CUSTOMER_WROTE or answered is None or m.at < answered:
            continue
        number += 1
        ends = (_until(milestones, m.at, Fact.ANSWERED), _resolved_at(milestones, regulation, m.at))
        stopped = min((end for end in ends if end is not None), default=None)
        yield Run(target, number, m.at, stopped, _pauses(milestones, target, regulation, stopped))
        answered = stopped


def _resolution(milestones: Milestones, target: Target, regulation: Regulation) -> Iterator[Run]:
    """Until the work is done; a reopening goes on, counts the time between, or starts anew, as the regulation says."""
    start = _registered(milestones)
    if start is None:
        return
    stays = _stays(milestones, regulation)
    number = 1
    if target.on_reopening == "restart":
        for state, since, left, _ in stays:
            if state.resolved and left is not None:
                yield Run(
                    target,
                    number,
                    start,
                    since,
                    _pauses_between(milestones, target, regulation, start, since),
                )
                number, start = number + 1, left
    stopped = stays[-1][1] if stays and stays[-1][0].resolved else None
    for state, since, _, _ in reversed(stays):
        if stopped is not None and state.resolved:
            stopped = since
        else:
            break
    pauses = _pauses_between(milestones, target, regulation, start, stopped)
    yield Run(target, number, start, stopped, pauses, _promise(milestones, start))


def _pauses_between(
    milestones: Milestones, target: Target, regulation: Regulation, start: datetime, stopped: datetime | None
) -> tuple[Pause, ...]:
    return tuple(p for p in _pauses(milestones, target, regulation, stopped) if p.start >= start)


def _promise(milestones: Milestones, start: datetime) -> tuple[datetime, datetime] | None:
    return next(((m.at, m.instant) for m in reversed(milestones) if m.fact is Fact.TERM and m.at >= start), None)


def _acceptance(milestones: Milestones, target: Target, regulation: Regulation) -> Iterator[Run]:
    """The customer's own term to check a solution: runs while it waits for their word."""
    number = 0
    for state, since, left, _ in _stays(milestones, regulation):
        if state.resolved and not state.final:
            number += 1
            yield Run(target, number, since, left)


_COURSES = {
    ClockName.REGISTRATION: _registration,
    ClockName.REACTION: _reaction,
    ClockName.UPDATE: _update,
    ClockName.RESOLUTION: _resolution,
    ClockName.ACCEPTANCE: _acceptance,
}
