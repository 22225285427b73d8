"""Instants: whole seconds since 1970 inside the engine, aware UTC datetimes at its edge."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from core.worktime.days import DAY, Day

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ONE_DAY = timedelta(days=1)


def epoch(instant: datetime) -> int:
    """Whole seconds since 1970; parts of a second are dropped. ValueError without a zone."""
    try:
        passed = instant - EPOCH
    except TypeError:
        raise ValueError(f"{instant} has no time zone") from None
    return passed.days * DAY + passed.seconds


def instant(seconds: int) -> datetime:
    """The UTC datetime of whole seconds since 1970."""
    return datetime.fromtimestamp(seconds, UTC)


def local_date(seconds: int, zone: tzinfo) -> date:
    """The local date of an instant; 00:00 belongs to the new day."""
    return datetime.fromtimestamp(seconds, zone).date()


def at_local(day: date, seconds: int, zone: tzinfo) -> int:
    """The instant of a wall-clock time, in seconds from local midnight (86400 is 24:00).

    A time that a clock change skips shifts forward by the change; one that comes twice is the first
    (rules.md 1.6), which is what ``fold=0`` means.
    """
    if seconds == DAY:
        day, seconds = day + ONE_DAY, 0
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return epoch(datetime.combine(day, time(hour, minute, second), zone))


def midnight(day: date, zone: tzinfo) -> int:
    """The instant at which the local date begins."""
    return at_local(day, 0, zone)


def openings(day: Day, zone: tzinfo) -> list[tuple[int, int]]:
    """The open time of a date as instants, in order, apart from each other and inside the date.

    A shifted opening may pass its own closing or the next opening on the night of a clock change, and a zone
    may skip a whole date: what is left of the interval counts.
    """
    free, end = midnight(day.date, zone), midnight(day.date + ONE_DAY, zone)
    found = []
    for opens, closes in day.intervals:
        start = max(free, at_local(day.date, opens, zone))
        stop = min(end, at_local(day.date, closes, zone))
        if start < stop:
            found.append((start, stop))
            free = stop
    return found
