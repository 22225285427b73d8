"""Open time of a calendar: add it, count it, find the next opening. Answers are UTC, whole seconds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import UTC, datetime
from functools import lru_cache

from core.worktime.calendar import Calendar
from core.worktime.days import DAY
from core.worktime.instants import EPOCH, epoch, instant
from core.worktime.meter import Stretch, meter
from core.worktime.rates import OPEN_TIME

_at = datetime.fromtimestamp


class OpenTime:
    """Arithmetic in the open hours of one calendar (rules.md 1.6, 1.7).

    Every instant given must have a zone (ValueError); parts of a second are dropped. Questions about a time
    that never comes raise ``NeverOpens``. All instances for one calendar share one meter.
    """

    __slots__ = ("_closes", "_first", "_known", "_lag", "_meter", "_opens", "_sums", "calendar")

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self._meter = meter(calendar, OPEN_TIME)
        self._learn([])

    def add(self, start: datetime, seconds: int) -> datetime:
        """The earliest instant at which ``seconds`` of open time have passed; for 0 the next opening.

        The most asked question of the house, so its helpers are written out here: a call is a tenth of an answer.
        """
        if seconds < 0:
            raise ValueError(f"open time is added forwards, not {seconds} s")
        try:
            passed = start - EPOCH
            day = passed.days
            since = day * DAY + passed.seconds
            closes = self._closes
            i = self._first[day]
            while closes[i] <= since:
                i += 1
            opens = self._opens[i]
            end = (since if since > opens else opens) + seconds
            if end <= closes[i]:
                return _at(end, UTC)
            # In open time from here on; the first of equal sums: what ends with the day is due at closing time.
            end -= self._lag[i]
            sums = self._sums
            i += 1
            if end > sums[i]:
                i = bisect_left(sums, end, i + 1)
            return _at(end + self._lag[i], UTC)
        except (TypeError, KeyError, IndexError):
            return self._ask(start, seconds)

    def _ask(self, start: datetime, seconds: int) -> datetime:
        """The meter's own answer, where the stretches known so far do not reach; then learn those it had to find."""
        answer = self._meter.reach(epoch(start), seconds)
        found = self._meter.stretches()
        if len(found) != self._known:
            self._learn(found)
        return instant(answer)

    def _learn(self, stretches: list[Stretch]) -> None:
        """Keep the open stretches as ``add`` needs them.

        ``_sums[i]`` is the open time up to the closing of the i-th, ``_lag[i]`` what must be added to open time to
        have an instant in it, ``_first[day]`` the first that closes after that day of UTC has begun.
        """
        spent, open_ones = 0, [stretch for stretch in stretches if stretch.rate]
        self._known = len(stretches)
        self._opens = [stretch.begin for stretch in open_ones]
        self._closes = [stretch.end for stretch in open_ones]
        self._sums = [spent := spent + stretch.end - stretch.begin for stretch in open_ones]
        self._lag = [close - total for close, total in zip(self._closes, self._sums, strict=True)]
        days = range(-(-stretches[0].begin // DAY), stretches[-1].end // DAY) if stretches else range(0)
        self._first = {day: bisect_right(self._closes, day * DAY) for day in days}

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
