"""From facts to runs: when each clock was started, stood still and was stopped (rules.md section 3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from core.deadlines.milestones import Fact, Milestone, Milestones, level_of
from core.deadlines.stays import pauses, stays
from core.regulation.model import ClockName, Regulation, Target
from core.worktime import Pause


@dataclass(frozen=True, slots=True)
class Run:
    """One course of a clock. ``number`` counts the courses of the same clock from 1 (update, acceptance, complaint)."""

    target: Target
    number: int
    started: datetime
    stopped: datetime | None = None
    pauses: tuple[Pause, ...] = ()
    promised: tuple[datetime, datetime] | None = None
    """When people agreed on a date instead of the regulation's term, and that date."""

    @property
    def key(self) -> str:
        return f"{self.target.clock}#{self.number}"

    @property
    def running(self) -> bool:
        """Not stopped, and not standing still until nobody knows when."""
        return self.stopped is None and all(pause.end is not None for pause in self.pauses)


def runs(milestones: Milestones, regulation: Regulation) -> list[Run]:
    """All courses of all clocks that the regulation has for the ticket's present level, in its order."""
    return [
        run
        for target in regulation.targets_of(level_of(milestones))
        for run in _COURSES[target.clock](milestones, target, regulation)
    ]


def _first(facts: Milestones, kind: Fact) -> datetime | None:
    return next((m.at for m in facts if m.fact is kind), None)


def _resolves(m: Milestone, regulation: Regulation) -> bool:
    return m.fact is Fact.STATE and regulation.state(m.value).resolved


def _resolved(facts: Milestones, regulation: Regulation) -> datetime | None:
    return next((m.at for m in facts if _resolves(m, regulation)), None)


def _responded(facts: Milestones, regulation: Regulation) -> datetime | None:
    """The first public human answer or resolution among the facts."""
    return next((m.at for m in facts if m.fact is Fact.ANSWERED or _resolves(m, regulation)), None)


def _registration(milestones: Milestones, target: Target, regulation: Regulation) -> Iterator[Run]:
    """Until number and term have been sent to the customer."""
    start = _first(milestones, Fact.REGISTERED)
    if start is not None:
        yield Run(target, 1, start, _first(milestones, Fact.CONFIRMED))


def _reaction(milestones: Milestones, target: Target, regulation: Regulation) -> Iterator[Run]:
    """Until the first public human answer or a resolution."""
    start = _first(milestones, Fact.REGISTERED)
    if start is not None:
        stopped = _responded(milestones, regulation)
        yield Run(target, 1, start, stopped, pauses(milestones, target, regulation, start, stopped))


def _update(milestones: Milestones, target: Target, regulation: Regulation) -> Iterator[Run]:
    """From the first unanswered customer message until a public answer; later messages do not move it (NET-9)."""
    number, waits = 0, False
    for index, m in enumerate(milestones):
        if m.fact is Fact.CUSTOMER_WROTE and not waits:
            number, waits = number + 1, True
            stopped = _responded(milestones[index + 1 :], regulation)
            yield Run(target, number, m.at, stopped, pauses(milestones, target, regulation, m.at, stopped))
        elif m.fact is Fact.ANSWERED or _resolves(m, regulation):
            waits = False


def _resolution(milestones: Milestones, target: Target, regulation: Regulation) -> Iterator[Run]:
    """Until the work is done; a reopening goes on, counts the time between, or starts anew, as the regulation says."""
    start = _first(milestones, Fact.REGISTERED)
    if start is None:
        return
    passed = stays(milestones, regulation)
    number = 1
    if target.on_reopening == "restart":
        for stay in passed:
            if stay.state.resolved and stay.left is not None:
                held = pauses(milestones, target, regulation, start, stay.since)
                yield Run(target, number, start, stay.since, held)
                number, start = number + 1, stay.left
    stopped = None
    for stay in reversed(passed):
        if not stay.state.resolved:
            break
        stopped = stay.since
    held = pauses(milestones, target, regulation, start, stopped)
    yield Run(target, number, start, stopped, held, _promise(milestones, start))


def _promise(milestones: Milestones, start: datetime) -> tuple[datetime, datetime] | None:
    return next(((m.at, m.instant) for m in reversed(milestones) if m.fact is Fact.TERM and m.at >= start), None)


def _acceptance(milestones: Milestones, target: Target, regulation: Regulation) -> Iterator[Run]:
    """The customer's own term to check a solution: runs while it waits for their word (SAV-13, PLR-14)."""
    number = 0
    for stay in stays(milestones, regulation):
        if target.awaits_customer_in(stay.state):
            number += 1
            yield Run(target, number, stay.since, stay.left)


def _complaint(milestones: Milestones, target: Target, regulation: Regulation) -> Iterator[Run]:
    """From each complaint until the managers answer that one; answers to the same customer come in order (NET-7)."""
    made = [(m.at, m.value) for m in milestones if m.fact is Fact.COMPLAINED]
    answers = [(m.at, m.value) for m in milestones if m.fact is Fact.COMPLAINT_ANSWERED]
    for number, (at, value) in enumerate(made, 1):
        found = next((answer for answer in answers if answer[1] == value), None)
        if found is not None:
            answers.remove(found)
        yield Run(target, number, at, found[0] if found else None)


def _rework(milestones: Milestones, target: Target, regulation: Regulation) -> Iterator[Run]:
    """Each item of an agreed list of rework, until its own date or until the work is presented anew (SIN-11)."""
    number = 0
    for index, m in enumerate(milestones):
        if m.fact is Fact.REWORK:
            number += 1
            presented = _resolved(milestones[index + 1 :], regulation)
            yield Run(target, number, m.at, presented, promised=(m.at, m.instant))


_COURSES = {
    ClockName.REGISTRATION: _registration,
    ClockName.REACTION: _reaction,
    ClockName.UPDATE: _update,
    ClockName.RESOLUTION: _resolution,
    ClockName.ACCEPTANCE: _acceptance,
    ClockName.COMPLAINT: _complaint,
    ClockName.REWORK: _rework,
}
