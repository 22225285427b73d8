"""The period of a report: a named one or two dates, in the desk's own days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from core.errors import Missing
from core.regulation.model import Regulation

LONGEST = timedelta(days=366)
"""What is asked for beyond that is asked for year by year."""

_DATE = r"(\d{1,2})\.(\d{1,2})(?:\.(\d{4}|\d{2}))?"
_DATES = re.compile(rf"^{_DATE}(?:\s*[-–—]\s*|\s+){_DATE}$")
_DAY = re.compile(rf"^{_DATE}$")


class Named(StrEnum):
    """Periods that have a name."""

    TODAY = "today"
    WEEK = "week"
    LAST_WEEK = "last_week"
    MONTH = "month"
    LAST_MONTH = "last_month"


@dataclass(frozen=True, slots=True)
class Period:
    """From midnight to midnight in the desk's zone; ``until`` does not belong to it."""

    since: datetime
    until: datetime

    def has(self, at: datetime | None) -> bool:
        return at is not None and self.since <= at < self.until

    def weeks(self) -> list[tuple[date, date]]:
        """First and last day of each of its weeks, cut to the period; the last one may still lie ahead."""
        found, first, end = [], self.since.date(), (self.until - timedelta(microseconds=1)).date()
        while first <= end:
            last = min(first + timedelta(days=6 - first.weekday()), end)
            found.append((first, last))
            first = last + timedelta(days=1)
        return found

    def week_of(self, day: date) -> date:
        """The first day of the week that a day of the period lies in, as ``weeks`` has it."""
        return max(day - timedelta(days=day.weekday()), self.since.date())


def named(name: Named, regulation: Regulation, now: datetime) -> Period:
    """The period of this name around now; a week begins on Monday."""
    zone = ZoneInfo(regulation.calendar.zone)
    today = now.astimezone(zone).date()
    monday, first = today - timedelta(days=today.weekday()), today.replace(day=1)
    match name:
        case Named.TODAY:
            days = today, today + timedelta(days=1)
        case Named.WEEK:
            days = monday, monday + timedelta(days=7)
        case Named.LAST_WEEK:
            days = monday - timedelta(days=7), monday
        case Named.MONTH:
            days = first, (first + timedelta(days=32)).replace(day=1)
        case Named.LAST_MONTH:
            days = (first - timedelta(days=1)).replace(day=1), first
    return _between(*days, zone)


def read(text: str, regulation: Regulation, now: datetime) -> Period:
    """``01.03.2026 31.03.2026``, both days included, or one day. Without a year it is the last such date.

    Raises Missing("bad_report_period") for anything else, a period that begins later than today, is upside down or
    longer than a year.
    """
    zone = ZoneInfo(regulation.calendar.zone)
    today = now.astimezone(zone).date()
    both, one = _DATES.match(text.strip()), _DAY.match(text.strip())
    try:
        if both:
            first, last = _day(today, both[1], both[2], both[3]), _day(today, both[4], both[5], both[6])
        elif one:
            first = last = _day(today, one[1], one[2], one[3])
        else:
            raise ValueError
        if not first <= last or first > today or last - first > LONGEST:
            raise ValueError
    except (ValueError, OverflowError):
        raise Missing("bad_report_period", field="period", given=text.strip()[:40]) from None
    return _between(first, last + timedelta(days=1), zone)


def _day(today: date, day: str, month: str, year: str | None) -> date:
    if year:
        return date(int(year) if len(year) == 4 else 2000 + int(year), int(month), int(day))
    found = date(today.year, int(month), int(day))
    return found if found <= today else found.replace(year=today.year - 1)


def _between(first: date, after: date, zone: ZoneInfo) -> Period:
    return Period(datetime.combine(first, time(), zone), datetime.combine(after, time(), zone))
