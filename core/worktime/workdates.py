"""Working dates in order: the N-th one after a date, without walking there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import MAXYEAR, date
from functools import lru_cache

from core.worktime.calendar import Calendar
from core.worktime.instants import ONE_DAY
from core.worktime.meter import IDLE_YEARS, NeverOpens


class WorkDates:
    """The dates that a calendar counts as working days, listed year by year on demand."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._quiet_after = max((day.year for day in calendar.exceptions), default=0)
        self._years: dict[int, list[date]] = {}

    def after(self, day: date, count: int) -> date:
        """The ``count``-th working day after the date, from 1; raises NeverOpens when there is none."""
        dates = self._year(day.year)
        return self._nth(day.year, bisect_right(dates, day) + count - 1)

    def on_or_after(self, day: date) -> date:
        """The date itself when it is a working day, else the next one."""
        return self._nth(day.year, bisect_left(self._year(day.year), day))

    def _nth(self, year: int, index: int) -> date:
        idle = 0
        while index >= len(dates := self._year(year)):
            idle = 0 if dates else idle + 1
            if year + 1 >= MAXYEAR or (idle > IDLE_YEARS and year >= self._quiet_after):
                raise NeverOpens(f"no working day in the {IDLE_YEARS} years up to {year} ({self._calendar.zone})")
            index -= len(dates)
            year += 1
        return dates[index]

    def _year(self, year: int) -> list[date]:
        if year not in self._years:
            day, found = date(year, 1, 1), []
            while day.year == year:
                if self._calendar.is_working_day(day):
                    found.append(day)
                day += ONE_DAY
            self._years[year] = found
        return self._years[year]


@lru_cache(maxsize=256)
def work_dates(calendar: Calendar) -> WorkDates:
    """The working dates of a calendar, kept between calls."""
    return WorkDates(calendar)
