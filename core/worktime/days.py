"""What one local date looks like: its opening hours, what kind of day it is and what to call it.

Hours are intervals in seconds from local midnight, ``[open, close)``; 86400 stands for 24:00.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Interval = tuple[int, int]
LocalDate = date

DAY = 86_400
HOUR = 3_600

_CLOCK_FACE = re.compile(r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?")


class DayKind(StrEnum):
    """Why a date is open or closed; the strongest reason that applies (rules.md 1.3)."""

    WORKING = "working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    DAY_OFF = "day_off"
    EXCEPTION = "exception"


@dataclass(frozen=True, slots=True)
class Day:
    """One local date of a calendar.

    ``planned`` are the hours before a pre-holiday day lost its last hour; elsewhere they equal ``intervals``.
    ``swapped_with`` names the weekday whose hours a working Saturday took, ``moved_from`` the day whose rest
    a transferred day off carries. ``official`` marks the non-working holidays of art. 112 of the Labour Code
    themselves, also when they fall on a weekend or when the organisation works on them.
    """

    date: LocalDate
    intervals: tuple[Interval, ...]
    kind: DayKind
    name: str | None = None
    planned: tuple[Interval, ...] = ()
    shortened: bool = False
    swapped_with: LocalDate | None = None
    moved_from: LocalDate | None = None
    official: bool = False

    @property
    def working(self) -> bool:
        """True when the date counts as a working day.

        The tail of a night shift that began the evening before opens a few hours of a weekend or a holiday
        without making it a working day.
        """
        return self.kind is DayKind.WORKING or (self.kind is DayKind.EXCEPTION and bool(self.intervals))

    @property
    def closing(self) -> int:
        """Seconds from local midnight to the end of work; 24:00 when the date has no hours (art. 194)."""
        return self.intervals[-1][1] if self.intervals else DAY


def interval(opens: str, closes: str) -> Interval:
    """Read ``("09:00", "18:00")``; "24:00" is a closing time. Raises ValueError for anything else."""
    return _seconds(opens), _seconds(closes)


def split_at_midnight(hours: Sequence[Interval]) -> tuple[tuple[Interval, ...], tuple[Interval, ...]]:
    """Split hours into the part on their own date and the tail after the next midnight.

    An end that is not after its start runs past midnight. Raises ValueError for a time outside the day.
    """
    own: list[Interval] = []
    tail: list[Interval] = []
    for opens, closes in hours:
        if not (0 <= opens < DAY and 0 <= closes <= DAY):
            raise ValueError(f"opening hours {opens}-{closes} s lie outside 0-{DAY} s of a local day")
        if closes > opens:
            own.append((opens, closes))
        else:
            own.append((opens, DAY))
            tail.append((0, closes))
    return union(own), union(tail)


def union(hours: Iterable[Interval]) -> tuple[Interval, ...]:
    """The same open time as separate intervals in order; empty ones vanish."""
    merged: list[Interval] = []
    for opens, closes in sorted(hours):
        if opens >= closes:
            continue
        if merged and opens <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], closes))
        else:
            merged.append((opens, closes))
    return tuple(merged)


def closing_earlier(hours: Sequence[Interval], seconds: int) -> tuple[Interval, ...]:
    """Close ``seconds`` before the usual end of the day, whatever breaks the day has."""
    if not hours:
        return ()
    end = hours[-1][1] - seconds
    return union((opens, min(closes, end)) for opens, closes in hours)


def _seconds(text: str) -> int:
    face = _CLOCK_FACE.fullmatch(text.strip())
    hour, minute, second = (int(part or 0) for part in face.groups()) if face else (99, 0, 0)
    if minute > 59 or second > 59 or hour * HOUR + minute * 60 + second > DAY:
        raise ValueError(f"{text!r} is not a time of day between 00:00 and 24:00")
    return hour * HOUR + minute * 60 + second
