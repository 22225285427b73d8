"""What the regulation makes of a ticket's facts: when each clock is due, and which timers must stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from core.deadlines.milestones import Fact, Milestones
from core.deadlines.runs import Run, runs
from core.deadlines.timers import Deed, Timer
from core.regulation.model import ClockName, Escalation, Regulation
from core.worktime import deadline, moment, postpone, spent


@dataclass(frozen=True, slots=True)
class Reading:
    """A course of a clock as it reads: ``due`` is None while it stands still without a known end."""

    run: Run
    due: datetime | None
    preliminary: bool

    @property
    def clock(self) -> ClockName:
        return self.run.target.clock

    @property
    def running(self) -> bool:
        return self.run.running

    def breached(self, now: datetime) -> bool:
        """On time means event <= due, one stored instant."""
        return self.due is not None and (self.run.stopped or now) > self.due


def read(run: Run, regulation: Regulation) -> Reading:
    """Compute when a course of a clock is due."""
    calendar, dates = regulation.working_time, regulation.calendar_of(run.target)
    if run.promised is not None:
        promised_at, promise = run.promised
        due = postpone(promise, run.target.term, calendar, run.pauses, since=promised_at)
        return Reading(run, due, (dates or calendar).preliminary(promise.astimezone(calendar.tz).date()))
    found = deadline(run.target.term, calendar, run.started, run.pauses, dates=dates)
    return Reading(run, found.at, found.preliminary)


def readings(milestones: Milestones, regulation: Regulation) -> list[Reading]:
    """Every course of every clock of a ticket, in the regulation's order."""
    return [read(run, regulation) for run in runs(milestones, regulation)]


def current(milestones: Milestones, regulation: Regulation) -> dict[ClockName, Reading]:
    """The latest course of each clock."""
    return {reading.clock: reading for reading in readings(milestones, regulation)}


def course(milestones: Milestones, regulation: Regulation, run: str) -> Reading | None:
    """The course of a clock under this key; None when the facts or the regulation no longer have it."""
    return next((reading for reading in readings(milestones, regulation) if reading.run.key == run), None)


def used_seconds(reading: Reading, regulation: Regulation, now: datetime) -> int:
    """Seconds of its own time that a course has taken, pauses left out; it takes no more once it is stopped."""
    return _spent(reading.run, regulation, reading.run.started, now)


def late_seconds(reading: Reading, regulation: Regulation, now: datetime) -> int:
    """Seconds of its own time by which a course is over its due, pauses left out (rules.md 3.4)."""
    return 0 if reading.due is None else _spent(reading.run, regulation, reading.due, now)


def _spent(run: Run, regulation: Regulation, since: datetime, now: datetime) -> int:
    calendar, dates = regulation.working_time, regulation.calendar_of(run.target)
    return spent(run.target.term, calendar, since, run.stopped or now, run.pauses, dates=dates)


def escalation_key(run: str, rule: Escalation) -> str:
    """The key of the timer that rings this rule for this course of a clock."""
    return f"{run}@{rule.at}:{rule.to}"


def timers(milestones: Milestones, regulation: Regulation) -> Iterator[Timer]:
    """The timers that must stand after these facts."""
    for reading in readings(milestones, regulation):
        if reading.run.stopped is None and reading.due is not None:
            yield from _of_run(reading, regulation, _state(milestones))
    yield from _end_of_state(milestones, regulation)


def _state(milestones: Milestones) -> str:
    return next((m.value for m in reversed(milestones) if m.fact is Fact.STATE), "")


def _of_run(reading: Reading, regulation: Regulation, state: str) -> Iterator[Timer]:
    run, target = reading.run, reading.run.target
    for escalation in regulation.escalations:
        if target.clock in escalation.clocks:
            due = _at(reading, escalation.at, regulation)
            if due is not None:
                yield Timer(escalation_key(run.key, escalation), due, Deed.ESCALATE, run.key, escalation.at)
    if target.remind_at is not None:
        due = _at(reading, target.remind_at, regulation)
        if due is not None:
            yield Timer(f"{run.key}@remind", due, Deed.REMIND, run.key, target.remind_at)
    for move in regulation.moves:
        if move.after == target.clock and state in move.from_ and reading.due is not None:
            yield Timer(f"{run.key}@{move.action}", reading.due, Deed.MOVE, run.key, 100, move.action)


def _at(reading: Reading, percent: int, regulation: Regulation) -> datetime | None:
    """The instant at which this share of the term is used up; for a promised term, of the time to the promise."""
    if percent == 100:
        return reading.due
    run, calendar = reading.run, regulation.working_time
    if run.promised is None:
        share, dates = Fraction(percent, 100), regulation.calendar_of(run.target)
        return moment(run.target.term, calendar, run.started, share, run.pauses, dates=dates)
    since, promise = run.promised
    used = spent(run.target.term, calendar, since, promise) * percent // 100
    if not used:  # the whole of it passes while the desk is closed: nothing to warn of before it is due
        return reading.due
    return postpone(since, run.target.term, calendar, run.pauses, used, since=since)


def _end_of_state(milestones: Milestones, regulation: Regulation) -> Iterator[Timer]:
    """A postponement with a date ends by itself at that date."""
    last = next((index for index, m in reversed(list(enumerate(milestones))) if m.fact is Fact.STATE), None)
    if last is None:
        return
    until = next((m for m in milestones[last:] if m.fact is Fact.UNTIL), None)
    for move in regulation.moves:
        if until and move.action == "resume" and milestones[last].value in move.from_ and "system" in move.by:
            yield Timer(f"{milestones[last].value}@{until.value}", until.instant, Deed.MOVE, action=move.action)
