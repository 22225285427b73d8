"""The door to this room: when a term is due, how much of it is used, when a part of it will be.

Every function takes the term, the calendar that counts it, the instant it started and its pauses, and is
pure: asking again after a pause, a new priority or new holiday data simply gives the new answer (rules.md
3.2). ``dates`` names another calendar that decides which dates are working days (NET-7). Instants need a zone
(ValueError) and come back in UTC, whole seconds; ``NeverOpens`` is raised when a calendar has no time for a
term.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from math import ceil

from core.worktime.calendar import Calendar
from core.worktime.course import Course, course, own_time
from core.worktime.instants import epoch, instant
from core.worktime.pauses import Pause, Stop, pushed, stops
from core.worktime.terms import Term


@dataclass(frozen=True, slots=True)
class Due:
    """When a term is due; ``at`` is None while a pause keeps that open.

    ``preliminary`` tells that the answer rests on a year without a government decree (rules.md 1.4).
    """

    at: datetime | None
    preliminary: bool = False


def deadline(
    term: Term,
    calendar: Calendar,
    start: datetime,
    pauses: Sequence[Pause] = (),
    *,
    dates: Calendar | None = None,
) -> Due:
    """The earliest instant at which the term is used up.

    A pause that begins before the due pushes it by the clock's own time inside the pause: open time for
    working units, elapsed time for the others, weighted time for two rates.
    """
    line = course(term, calendar, start, dates)
    return due(line, stops(pauses, line.counts_from))


def due(line: Course, halts: Sequence[Stop]) -> Due:
    """The due of a term that has been started and whose pauses are in order."""
    at = pushed(line.own, *line.share(Fraction(1)), halts)
    return Due(None if at is None else instant(at), line.preliminary(line.base if at is None else at))


def spent(
    term: Term,
    calendar: Calendar,
    start: datetime,
    until: datetime,
    pauses: Sequence[Pause] = (),
    *,
    dates: Calendar | None = None,
) -> int:
    """Seconds of the clock's own time used in [start, until), pauses left out; goes on after the due.

    Own time is open time for working units, elapsed time for calendar units. For two rates it is seconds of
    the budget, rounded down. 0 before the start.
    """
    line = course(term, calendar, start, dates)
    return _used(line, until, pauses) // line.own.scale


def left(
    term: Term,
    calendar: Calendar,
    start: datetime,
    until: datetime,
    pauses: Sequence[Pause] = (),
    *,
    dates: Calendar | None = None,
) -> int:
    """Seconds of own time that remain, rounded up; below zero by how much the term is exceeded.

    For a term that counts dates the whole is the own time between its start and its due.
    """
    line = course(term, calendar, start, dates)
    return ceil((line.total - _used(line, until, pauses)) / Fraction(line.own.scale))


def moment(
    term: Term,
    calendar: Calendar,
    start: datetime,
    share: Fraction,
    pauses: Sequence[Pause] = (),
    *,
    dates: Calendar | None = None,
) -> datetime | None:
    """The instant at which ``share`` of the term's own time is used: 3/4 for a warning, 3/2 for an
    escalation.

    Always an instant at which the clock runs or has just stopped, so a working-hours clock never rings at
    night. 1 is the due itself. None while a pause keeps it open. Raises ValueError for a negative share.
    """
    if share < 0:
        raise ValueError(f"a share of a term is 0 or more, not {share}")
    line = course(term, calendar, start, dates)
    at = pushed(line.own, *line.share(Fraction(share)), stops(pauses, line.counts_from))
    return None if at is None else instant(at)


def postpone(
    at: datetime,
    term: Term,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    seconds: int = 0,
    *,
    since: datetime | None = None,
) -> datetime | None:
    """Push an instant that people agreed on (SAV-18) as the clock of ``term`` would be pushed.

    It moves by ``seconds`` of the clock's own time, then by that of every pause that begins before it; what a
    pause took before ``since`` does not count. None while such a pause is open.
    """
    own, anchor = own_time(term, calendar), epoch(at)
    amount = seconds * own.scale
    moved = own.reach(anchor, amount) if amount else anchor
    later = pushed(own, anchor, amount, moved, stops(pauses, None if since is None else epoch(since)))
    return None if later is None else instant(later)


def _used(line: Course, until: datetime, pauses: Sequence[Pause]) -> int:
    end = epoch(until)
    if end <= line.start:
        return 0
    measure = line.own.measure
    used = measure(end) - measure(line.start)
    for begins, ends in stops(pauses, line.counts_from):
        if begins < end:
            used -= measure(end if ends is None else min(ends, end)) - measure(begins)
    return used
