"""Open time of a calendar: add it, count it, find the next opening. Answers are UTC, whole seconds."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from core.worktime.calendar import Calendar
from core.worktime.days import DAY
from core.worktime.instants import EPOCH, epoch
from core.worktime.meter import meter
from core.worktime.rates import OPEN_TIME

_at = datetime.fromtimestamp


class OpenTime:
    """Arithmetic in the open hours of one calendar (rules.md 1.6, 1.7).

    Every instant given must have a zone (ValueError); parts of a second are dropped. Questions about a time
    that never comes raise ``NeverOpens``. All instances for one calendar share one table.
    """

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self._meter = meter(calendar, OPEN_TIME)
        self._reach = self._meter.reach

    def add(self, start: datetime, seconds: int) -> datetime:
        """The earliest instant at which ``seconds`` of open time have passed; for 0 the next opening."""
        if seconds < 0:
            raise ValueError(f"open time is added forwards, not {seconds} s")
        # ``epoch`` and ``instant`` written out: two calls are a sixth of what an answer costs.
        try:
            passed = start - EPOCH
            since = passed.days * DAY + passed.seconds
        except TypeError:
            since = epoch(start)  # which says what is wrong
        return _at(self._reach(since, seconds), UTC)

    def between(self, start: datetime, end: datetime) -> int:
        """Open seconds in [start, end); 0 when the end lies before the start."""
        since, until = epoch(start), epoch(end)
        return self._meter.measure(until) - self._meter.measure(since) if since < until else 0

    def is_open(self, at: datetime) -> bool:
        """True in [open, close)."""
        return self._meter.running(epoch(at))

    def next_opening(self, at: datetime) -> datetime:
        """The instant itself when it is open, else the next opening."""
        return self.add(at, 0)


def open_between(calendar: Calendar, start: datetime, end: datetime) -> int:
    """Open seconds of a calendar in [start, end); 0 when the end lies before the start."""
    return open_time(calendar).between(start, end)


@lru_cache(maxsize=256)
def open_time(calendar: Calendar) -> OpenTime:
    """The open time of a calendar, kept between calls."""
    return OpenTime(calendar)
