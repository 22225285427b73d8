"""A second, slow opinion: walk minute by minute and look at the wall clock's rules each time. No sums, no bisect.

It reads the raw pieces of a calendar (weekly hours, exceptions, closed dates), not what the engine makes of them,
and knows no source but a list. Everything it is given lies on whole minutes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from core.worktime import Calendar, DatedException, Interval, ListedHolidays, Pause, Rates

MINUTE = timedelta(minutes=1)
ONE_DAY = timedelta(days=1)
MIDNIGHT = 86_400


@dataclass(frozen=True)
class Plan:
    """The raw pieces of a calendar. ``working`` maps a worked date to the weekday whose hours it takes."""

    zone: str
    week: Mapping[int, Sequence[Interval]]
    closed: frozenset[date]
    exceptions: Mapping[date, tuple[Interval, ...]]
    working: Mapping[date, date]
    short: frozenset[date]

    def calendar(self) -> Calendar:
        return Calendar(
            self.zone,
            self.week,
            ListedHolidays(dict.fromkeys(self.closed, ""), self.working, self.short),
            {day: DatedException(hours) for day, hours in self.exceptions.items()},
            shorten=True,
        )

    def instant(self, day: date, seconds: int) -> datetime:
        if seconds == MIDNIGHT:
            day, seconds = day + ONE_DAY, 0
        wall = datetime.combine(day, time(seconds // 3600, seconds % 3600 // 60, seconds % 60), ZoneInfo(self.zone))
        return wall.astimezone(UTC)

    def date_of(self, at: datetime) -> date:
        day = at.astimezone(ZoneInfo(self.zone)).date() - ONE_DAY
        while not self.instant(day, 0) <= at < self.instant(day, MIDNIGHT):
            day += ONE_DAY
        return day

    def weekday(self, day: date) -> int:
        swapped = self.working.get(day)
        return swapped.weekday() if swapped and self.week.get(swapped.weekday()) else day.weekday()

    def hours(self, day: date) -> list[Interval]:
        if day in self.exceptions:
            return [(a, b if b > a else MIDNIGHT) for a, b in self.exceptions[day]]
        tail = [(0, b) for a, b in self.exceptions.get(day - ONE_DAY, ()) if b <= a]
        if day in self.closed:
            return tail
        own = self.week.get(self.weekday(day), ())
        found = [(a, b if b > a else MIDNIGHT) for a, b in own] + tail
        found += [(0, b) for a, b in self.week.get(self.weekday(day - ONE_DAY), ()) if b <= a]
        if day in self.short and own:
            end = max(b for _, b in found) - 3600
            found = [(a, min(b, end)) for a, b in found]
        return found

    def is_open(self, at: datetime) -> bool:
        day = self.date_of(at)
        return any(self.instant(day, a) <= at < self.instant(day, b) for a, b in self.hours(day) if a < b)

    def rate(self, at: datetime, rates: Rates) -> Fraction:
        if self.is_open(at):
            return Fraction(rates.working)
        return Fraction(rates.holiday if self.date_of(at) in self.closed else rates.off)


def walked(
    plan: Plan, rates: Rates, start: datetime, budget: Fraction, pauses: Sequence[Pause], limit: int
) -> datetime | None:
    """The earliest instant at which ``budget`` seconds are spent; None when ``limit`` minutes do not do."""
    at, spent = start, Fraction(0)
    for _ in range(limit):
        paused = any(p.start <= at and (p.end is None or at < p.end) for p in pauses)
        speed = Fraction(0) if paused else plan.rate(at, rates)
        if speed * 60 >= budget - spent:
            return at + timedelta(seconds=-int((spent - budget) // speed))
        spent += speed * 60
        at += MINUTE
    return None


def counted(plan: Plan, start: datetime, end: datetime) -> int:
    """Open seconds in [start, end)."""
    minutes = int((end - start) / MINUTE)
    return 60 * sum(plan.is_open(start + n * MINUTE) for n in range(minutes))
