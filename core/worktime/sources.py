"""What a country says about a year: which dates rest, which Saturdays work, which days end early."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from core.worktime.days import DayKind


@dataclass(frozen=True, slots=True)
class Closed:
    """A date without work: a holiday, or a day off that was moved here (``moved_from``, where known)."""

    kind: DayKind
    name: str
    moved_from: date | None = None


@dataclass(frozen=True, slots=True)
class YearFacts:
    """The special dates of one year.

    ``decreed`` is False while the government's decree for the year is not in the data: the facts then follow
    the basic rule and every deadline that uses them is preliminary (rules.md 1.4). ``swapped`` maps a working
    Saturday to the weekday whose hours it takes. ``official`` are the public holidays themselves. ``short``
    are the dates that lose their last hour if they are worked and the organisation shortens such days.
    """

    decreed: bool
    closed: Mapping[date, Closed]
    swapped: Mapping[date, date]
    official: frozenset[date]
    short: frozenset[date]


class HolidaySource(Protocol):
    """Anything that knows the special dates of a year."""

    def year(self, year: int) -> YearFacts:
        """The facts of a calendar year; asked often, so the answer should be kept."""


@dataclass(frozen=True, slots=True)
class ListedHolidays:
    """Holidays that are written down date by date, for countries without a source of their own.

    ``years`` are the years that the list covers; None means that it covers every year.
    """

    closed: Mapping[date, str]
    swapped: Mapping[date, date] = field(default_factory=dict)
    short: Collection[date] = ()
    years: Collection[int] | None = None

    @classmethod
    def of(cls, *dates: date) -> ListedHolidays:
        """Holidays without names."""
        return cls(dict.fromkeys(dates, ""))

    def year(self, year: int) -> YearFacts:
        named = {day: name for day, name in self.closed.items() if day.year == year}
        return YearFacts(
            decreed=self.years is None or year in self.years,
            closed={day: Closed(DayKind.HOLIDAY, name) for day, name in named.items()},
            swapped={day: weekday for day, weekday in self.swapped.items() if day.year == year},
            official=frozenset(named),
            short=frozenset(day for day in self.short if day.year == year),
        )
