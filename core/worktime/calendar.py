"""An organisation's calendar: in which zone, in which hours, on which dates it works (rules.md section 1)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.worktime.days import (
    HOUR,
    Day,
    DayKind,
    Interval,
    closing_earlier,
    interval,
    split_at_midnight,
    union,
)
from core.worktime.sources import HolidaySource, YearFacts

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ONE_DAY = timedelta(days=1)
_NOTHING = YearFacts(decreed=True, closed={}, swapped={}, official=frozenset(), short=frozenset())


@dataclass(frozen=True, slots=True)
class DatedException:
    """What the organisation itself says about one date: exactly these hours, none to close it."""

    intervals: tuple[Interval, ...] = ()
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working time of an organisation. A value: equal calendars are one calendar, also for the kept tables.

    ``zone`` is an IANA name; a bare offset is refused, since it knows neither clock changes nor decrees that
    move a city to another offset. ``week`` maps a weekday (0 = Monday) to intervals in seconds from local
    midnight. ``exceptions`` beat ``holidays``, which beat the week (rules.md 1.3); both are matched by local
    date. ``shorten`` closes pre-holiday days an hour earlier.
    Raises ValueError for a zone or hours that cannot be.
    """

    zone: str
    week: Mapping[int, Sequence[Interval]]
    holidays: HolidaySource | None = None
    exceptions: Mapping[date, DatedException] = field(default_factory=dict)
    shorten: bool = False
    tz: ZoneInfo = field(init=False, repr=False, compare=False)
    _own: tuple[tuple[Interval, ...], ...] = field(init=False, repr=False, compare=False)
    _tails: tuple[tuple[Interval, ...], ...] = field(init=False, repr=False, compare=False)
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if strangers := set(self.week) - set(range(7)):
            raise ValueError(f"weekdays are 0 (Monday) to 6, not {sorted(strangers)}")
        week = {weekday: tuple(map(tuple, hours)) for weekday, hours in sorted(self.week.items())}
        halves = [split_at_midnight(self.week.get(weekday, ())) for weekday in range(7)]
        for known in self.exceptions.values():
            split_at_midnight(known.intervals)
        kept = {
            "tz": zone_named(self.zone),
            "week": MappingProxyType(week),
            "exceptions": MappingProxyType(dict(self.exceptions)),
            "_own": tuple(own for own, _ in halves),
            "_tails": tuple(tail for _, tail in halves),
            "_hash": hash((self.zone, tuple(week.items()), self.shorten, frozenset(self.exceptions))),
        }
        for name, value in kept.items():
            object.__setattr__(self, name, value)

    def __hash__(self) -> int:
        return self._hash

    @classmethod
    def build(
        cls,
        zone: str,
        week: Mapping[str, Sequence[Sequence[str]]],
        *,
        holidays: HolidaySource | None = None,
        exceptions: Mapping[date, Sequence[Sequence[str]]] | None = None,
        shorten: bool = False,
    ) -> Calendar:
        """Write a calendar as people do: ``{"mon": [("09:00", "13:00"), ("14:00", "18:00")]}``."""
        if strangers := set(week) - set(WEEKDAYS):
            raise ValueError(f"weekdays are {', '.join(WEEKDAYS)}, not {sorted(strangers)}")
        return cls(
            zone,
            {WEEKDAYS.index(name): _intervals(hours) for name, hours in week.items()},
            holidays,
            {day: DatedException(_intervals(hours)) for day, hours in (exceptions or {}).items()},
            shorten,
        )

    def day(self, day: date) -> Day:
        """Everything the calendar says about one local date."""
        facts = self._facts(day.year)
        official = day in facts.official
        stated = self.exceptions.get(day)
        if stated is not None:
            own, _ = split_at_midnight(stated.intervals)
            return Day(day, own, DayKind.EXCEPTION, stated.name, own, official=official)
        tail = self._exception_tail(day)
        if (rest := facts.closed.get(day)) is not None:
            return Day(day, tail, rest.kind, rest.name or None, tail, moved_from=rest.moved_from, official=official)
        weekday = self._weekday(day)
        hours = union((*self._tails[self._weekday(day - ONE_DAY)], *self._own[weekday], *tail))
        if not self._own[weekday]:
            return Day(day, hours, DayKind.WEEKEND, None, hours, official=official)
        short = self.shorten and day in facts.short
        return Day(
            day,
            closing_earlier(hours, HOUR) if short else hours,
            DayKind.WORKING,
            planned=hours,
            shortened=short,
            swapped_with=facts.swapped.get(day),
            official=official,
        )

    def is_working_day(self, day: date) -> bool:
        """True when the date counts as a working day here."""
        return self.day(day).working

    def preliminary(self, day: date) -> bool:
        """True when nobody has decreed the date's year yet: its days off may still move (rules.md 1.4)."""
        return not self._facts(day.year).decreed

    def _facts(self, year: int) -> YearFacts:
        return _NOTHING if self.holidays is None else self.holidays.year(year)

    def _weekday(self, day: date) -> int:
        """The weekday whose hours the date has: on a working Saturday that of the day it was swapped with."""
        swapped = self._facts(day.year).swapped.get(day)
        # Somebody who rests on Mondays and works on Saturdays loses nothing by a swap with a Monday.
        if swapped is not None and self._own[swapped.weekday()]:
            return swapped.weekday()
        return day.weekday()

    def _exception_tail(self, day: date) -> tuple[Interval, ...]:
        before = self.exceptions.get(day - ONE_DAY)
        return split_at_midnight(before.intervals)[1] if before is not None else ()


def zone_named(name: str) -> ZoneInfo:
    """The IANA zone of this name; ValueError for strangers and for offsets (``+03:00``, ``Etc/GMT-6``)."""
    if re.search(r"[+-]\d", name):
        raise ValueError(f"{name!r} is an offset, not a zone: name a city, such as Asia/Yekaterinburg")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"{name!r} is not an IANA time zone") from error


def _intervals(hours: Sequence[Sequence[str]]) -> tuple[Interval, ...]:
    return tuple(interval(opens, closes) for opens, closes in hours)
