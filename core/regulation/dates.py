"""Read an instant as staff type it: ``25.12.2026``, ``25.12 18:00``, in the desk's own zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.errors import Missing
from core.regulation.model import Regulation

FARTHEST = 10
"""Years ahead; what lies farther is a slip of the finger, and no calendar is worth computing up to there."""

AHEAD = (1, 2, 3, 7, 14, 30)
FARTHEST_OPEN = 31
"""Days; a desk that is closed for a whole month is closed for good."""

_DATE = re.compile(
    r"^(?P<day>\d{1,2})\.(?P<month>\d{1,2})(?:\.(?P<year>\d{4}|\d{2}))?(?:\s+(?P<hour>\d{1,2}):(?P<minute>\d{2}))?(?:\s+|$)"
)
_LEADING = re.compile(r"^\d{2}\.\d{2}(?:\.\d{2,4})?(?:\s|$)")


def read(text: str, regulation: Regulation, now: datetime, *, opening: bool) -> tuple[datetime, str]:
    """The instant (UTC) at the beginning of ``text``, and what follows it.

    Without a time it is the opening or the closing of that day; without a year the next such date.
    Raises Missing("needs_until") when there is no date and Missing("bad_date") when there is no such day, or a far one.
    """
    match = _DATE.match(text.strip())
    if match is None:
        raise Missing("needs_until" if not text.strip() else "bad_date", field="until", given=text[:40])
    zone = ZoneInfo(regulation.calendar.zone)
    today = now.astimezone(zone)
    year = int(match["year"] or today.year)
    try:
        local = datetime(year if year > 99 else 2000 + year, int(match["month"]), int(match["day"]), tzinfo=zone)
        if not match["year"] and local.date() < today.date():
            local = local.replace(year=local.year + 1)
        if local.year > today.year + FARTHEST:
            raise ValueError
        if match["hour"]:
            local = datetime.combine(local, time(int(match["hour"]), int(match["minute"])), zone)
        else:
            local += timedelta(seconds=_edge(regulation, local, opening=opening))
    except ValueError:
        raise Missing("bad_date", field="until", given=match[0].strip()) from None
    return local.astimezone(UTC), text.strip()[match.end() :].strip()


def leading(text: str, regulation: Regulation, now: datetime) -> tuple[datetime | None, str]:
    """The closing instant (UTC) of a date like ``25.12`` in front of a text, and the text; None when there is none.

    Both digits of day and month must stand there: «1.5 часа» is no date. Raises Missing like ``read``.
    """
    if not _LEADING.match(text.strip()):
        return None, text.strip()
    return read(text, regulation, now, opening=False)


def ahead(regulation: Regulation, now: datetime) -> list[date]:
    """Days that staff usually put a request off to: the next working day, and those three days to a month ahead."""
    today = now.astimezone(ZoneInfo(regulation.calendar.zone)).date()
    return list(dict.fromkeys(_open(regulation, today + timedelta(days=days)) for days in AHEAD))


def _open(regulation: Regulation, day: date) -> date:
    """The day itself, or the next one on which the desk works."""
    for later in range(FARTHEST_OPEN):
        if regulation.working_time.day(day + timedelta(days=later)).intervals:
            return day + timedelta(days=later)
    return day


def _edge(regulation: Regulation, local: datetime, *, opening: bool) -> int:
    """Seconds from midnight at which the desk opens or closes on that day; on a closed day, as on any other."""
    intervals = regulation.working_time.day(local.date()).intervals
    if not intervals:
        intervals = next(hours for hours in regulation.calendar.week.values() if hours)
    return intervals[0][0] if opening else intervals[-1][1]
