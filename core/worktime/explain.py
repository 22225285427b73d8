"""Why a term is due when it is: the engine's own walk, span by span, facts and no text (rules.md 3.8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction

from core.worktime.calendar import Calendar
from core.worktime.course import ELAPSED, Course, course, plain
from core.worktime.days import Day
from core.worktime.deadline import Due, due
from core.worktime.instants import ONE_DAY, at_local, epoch, instant, local_date, midnight, openings
from core.worktime.pauses import Pause, Stop, stops
from core.worktime.spans import LocalDate, Reason, Span
from core.worktime.terms import Term


@dataclass(frozen=True, slots=True)
class Explanation:
    """The walk from ``start`` to the due: ``spans`` tile that time without a gap.

    The spans' ``seconds`` sum exactly to the target; for a term of dates their ``day`` numbers run to its
    number of days instead. ``base`` is the due as it was without pauses. While a pause keeps the due open,
    the walk ends where that pause began.
    """

    term: Term
    start: datetime
    base: datetime
    due: Due
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    date: LocalDate
    start: int
    end: int
    reason: Reason
    name: str | None = None
    day: int | None = None


def explain(
    term: Term,
    calendar: Calendar,
    start: datetime,
    pauses: Sequence[Pause] = (),
    *,
    dates: Calendar | None = None,
) -> Explanation:
    """Walk a term from its start to its due. Arguments and errors are those of ``deadline``."""
    line = course(term, calendar, start, dates)
    halts = stops(pauses, line.counts_from)
    answer = due(line, halts)
    end = next(begins for begins, ends in halts if ends is None) if answer.at is None else epoch(answer.at)
    if term.by_dates:
        walk = [*_counted_dates(line, min(line.base, end)), *_made_up(line, end)]
    else:
        walk = [*_own_time(line, line.start, end)]
    spans = tuple(_weighed(line, _halted(walk, halts)))
    return Explanation(term, instant(line.start), instant(line.base), answer, spans)


def _own_time(line: Course, since: int, end: int) -> Iterator[_Piece]:
    """Time as a clock of hours sees it, cut to [since, end)."""
    for day in _dates(line.calendar, since, end):
        whole = [_Piece(day, *_bounds(line.calendar, day), Reason.COUNTED)]
        for piece in whole if line.own is ELAPSED else _hours(line.calendar, line.calendar.day(day)):
            yield from _cut(piece, since, end)


def _hours(calendar: Calendar, day: Day) -> Iterator[_Piece]:
    """A date from midnight to midnight: what is open, and why the rest is not."""
    free, end = _bounds(calendar, day.date)
    opened = openings(day, calendar.tz)
    for opens, closes in opened:
        first = opens == opened[0][0]
        yield _Piece(day.date, free, opens, *_closed(day, Reason.NIGHT if first else Reason.LUNCH))
        yield _Piece(day.date, opens, closes, Reason.COUNTED)
        free = closes
    if day.shortened:
        full = at_local(day.date, day.planned[-1][1], calendar.tz)
        yield _Piece(day.date, free, full, Reason.SHORT_DAY)
        free = full
    yield _Piece(day.date, free, end, *_closed(day, Reason.NIGHT))


def _closed(day: Day, within_work: Reason) -> tuple[Reason, str | None]:
    if day.working:
        return within_work, None
    # The four kinds of closed days have reasons of the same names.
    return Reason(day.kind), day.name


def _counted_dates(line: Course, end: int) -> Iterator[_Piece]:
    """Dates as the Civil Code counts them: not the first, then one by one to the last."""
    number = 0
    for date_ in _dates(line.calendar, line.start, end):
        day = line.dates.day(date_)
        name: str | None = None
        if date_ <= line.event:
            reason = Reason.EVENT_DAY
        elif line.nominal is not None and date_ > line.nominal:
            reason, name = (Reason.MOVED, None) if day.working else _closed(day, Reason.NIGHT)
        elif line.term.open_time and not day.working:
            reason, name = _closed(day, Reason.NIGHT)
        else:
            number, reason = number + 1, Reason.COUNTED
        piece = _Piece(date_, *_bounds(line.calendar, date_), reason, name)
        yield from _cut(replace(piece, day=number if reason is Reason.COUNTED else None), line.start, end)


def _made_up(line: Course, end: int) -> Iterator[_Piece]:
    for piece in _own_time(line, line.base, end):
        yield replace(piece, reason=Reason.MADE_UP) if piece.reason is Reason.COUNTED else piece


def _halted(walk: Iterable[_Piece], halts: Sequence[Stop]) -> Iterator[_Piece]:
    """The walk with its pauses cut out; a pause keeps the number of the day it falls into."""
    for piece in walk:
        free = piece.start
        for begins, ends in halts:
            start, stop = max(free, begins), piece.end if ends is None else min(piece.end, ends)
            if start < stop:
                yield from _cut(piece, free, start)
                yield replace(piece, start=start, end=stop, reason=Reason.PAUSE, name=None)
                free = stop
        yield from _cut(piece, free, piece.end)


def _weighed(line: Course, walk: Iterable[_Piece]) -> Iterator[Span]:
    """The walk as spans. The last one of a due that was rounded up gets only what was left to count."""
    remaining = Fraction(line.total) / line.own.scale
    for piece in walk:
        counts = not line.term.by_dates or piece.start >= line.base
        own = Fraction(0)
        if counts and piece.reason is not Reason.PAUSE:
            own = Fraction(line.own.measure(piece.end) - line.own.measure(piece.start), line.own.scale)
            if not line.term.by_dates:
                own = min(own, remaining)
                remaining -= own
        early = piece.reason is Reason.NIGHT and piece.start == line.start and _opens_later(line.calendar, piece)
        yield Span(
            piece.date,
            piece.date,
            instant(piece.start),
            instant(piece.end),
            Reason.BEFORE_OPENING if early else piece.reason,
            plain(own),
            piece.day,
            piece.name,
        )


def _opens_later(calendar: Calendar, piece: _Piece) -> bool:
    """True when the date of the piece still has open time after it begins."""
    return any(opens > piece.start for opens, _ in openings(calendar.day(piece.date), calendar.tz))


def _cut(piece: _Piece, since: int, end: int) -> Iterator[_Piece]:
    start, stop = max(piece.start, since), min(piece.end, end)
    if start < stop:
        yield replace(piece, start=start, end=stop)


def _bounds(calendar: Calendar, day: date) -> tuple[int, int]:
    return midnight(day, calendar.tz), midnight(day + ONE_DAY, calendar.tz)


def _dates(calendar: Calendar, since: int, end: int) -> Iterator[date]:
    day = local_date(since, calendar.tz)
    while midnight(day, calendar.tz) < end:
        yield day
        day += ONE_DAY
