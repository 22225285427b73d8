"""What the regulation makes of a ticket's facts: when each clock is due, and which timers must stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from core.deadlines.milestones import Fact, Milestones
from core.deadlines.runs import Run, runs
from core.deadlines.timers import Deed, Timer
from core.regulation.model import ClockName, Regulation
from core.worktime import deadline, moment, open_between, postpone, spent


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
    calendar = regulation.working_time
    if run.promised is not None:
        promised_at, promise = run.promised
        due = postpone(promise, run.target.term, calendar, run.pauses, since=promised_at)
        return Reading(run, due, calendar.preliminary(promise.date()))
    found = deadline(run.target.term, calendar, run.started, run.pauses)
    return Reading(run, found.at, found.preliminary)


def readings(milestones: Milestones, regulation: Regulation) -> list[Reading]:
    """Every course of every clock of a ticket, in the regulation's order."""
    return [read(run, regulation) for run in runs(milestones, regulation)]


def current(milestones: Milestones, regulation: Regulation) -> dict[ClockName, Reading]:
    """The latest course of each clock."""
    return {reading.clock: reading for reading in readings(milestones, regulation)}


def used_seconds(reading: Reading, regulation: Regulation, now: datetime) -> int:
    """Seconds of its own time that a course has taken, pauses left out; it takes no more once it is stopped."""
    run = reading.run
    return spent(run.target.term, regulation.working_time, run.started, run.stopped or now, run.pauses)


def late_seconds(reading: Reading, regulation: Regulation, now: datetime) -> int:
    """Seconds of its own time by which a course is over its due, pauses left out (rules.md 3.4)."""
    run = reading.run
    if reading.due is None:
        return 0
    return spent(run.target.term, regulation.working_time, reading.due, run.stopped or now, run.pauses)


def timers(milestones: Milestones, regulation: Regulation) -> Iterator[Timer]:
    """The timers that must stand after these facts."""
    for reading in readings(milestones, regulation):
        if reading.run.stopped is None and reading.due is not None:
            yield from _of_run(reading, regulation)
    yield from _end_of_state(milestones, regulation)


def _of_run(reading: Reading, regulation: Regulation) -> Iterator[Timer]:
    run, target = reading.run, reading.run.target
    for escalation in regulation.escalations:
        if target.clock in escalation.clocks:
            due = _at(reading, escalation.at, regulation)
            if due is not None:
                key = f"{run.key}@{escalation.at}:{escalation.to}"
                yield Timer(key, due, Deed.ESCALATE, run.key, escalation.at)
    if target.remind_at is not None:
        due = _at(reading, target.remind_at, regulation)
        if due is not None:
            yield Timer(f"{run.key}@remind", due, Deed.REMIND, run.key, target.remind_at)
    for move in regulation.moves:
        if move.after == target.clock and reading.due is not None:
            yield Timer(f"{run.key}@{move.action}", reading.due, Deed.MOVE, run.key, 100, move.action)


def _at(reading: Reading, percent: int, regulation: Regulation) -> datetime | None:
    """The instant at which this share of the term is used up; for a promised term, of the time to the promise."""
    if percent == 100:
        return reading.due
    run = reading.run
    if run.promised is not None:
        if reading.due is None:
            return None
        calendar, since = regulation.working_time, run.promised[0]
        used = open_between(calendar, since, reading.due) * percent // 100
        return postpone(since, run.target.term, calendar, seconds=used)
    return moment(run.target.term, regulation.working_time, run.started, Fraction(percent, 100), run.pauses)


def _end_of_state(milestones: Milestones, regulation: Regulation) -> Iterator[Timer]:
    """A postponement with a date ends by itself at that date."""
    last = next((index for index, m in reversed(list(enumerate(milestones))) if m.fact is Fact.STATE), None)
    if last is None:
        return
    until = next((m for m in milestones[last:] if m.fact is Fact.UNTIL), None)
    for move in regulation.moves:
        if until and move.action == "resume" and milestones[last].value in move.from_ and "system" in move.by:
            yield Timer(f"{milestones[last].value}@{until.value}", until.instant, Deed.MOVE, action=move.action)
