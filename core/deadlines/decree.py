"""Years whose working calendar the government has not decreed, or the data does not have yet (rules.md 1.4)."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from core.regulation.model import Regulation

WARNED_FROM = (10, 15)
"""Month and day, in the desk's zone, from which on a next year without a decree is worth a warning."""


def undecreed(regulation: Regulation, year: int) -> bool:
    """True when a calendar that the regulation counts by rests on the basic rule in that year."""
    calendars = [regulation.working_time]
    calendars += [named for target in regulation.targets if (named := regulation.calendar_of(target))]
    return any(calendar.preliminary(date(year, 12, 31)) for calendar in calendars)


def awaited(regulation: Regulation, now: datetime) -> list[int]:
    """The years of which staff should know by now that their calendar is missing: this one, in autumn the next."""
    today = now.astimezone(ZoneInfo(regulation.calendar.zone)).date()
    years = [today.year, today.year + 1] if (today.month, today.day) >= WARNED_FROM else [today.year]
    return [year for year in years if undecreed(regulation, year)]
