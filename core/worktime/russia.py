"""The working year of Russia: holidays of art. 112 of the Labour Code, transfers, working Saturdays.

The dates and their names come from the ``holidays`` package; what it lacks (shortened days, the basic rule
for a year without a decree, an organisation's own year file) is added here. See rules.md 1.2-1.4 and
docs/decisions/year-without-a-decree.md.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from typing import TYPE_CHECKING

from core.worktime.days import DayKind
from core.worktime.sources import Closed, HolidaySource, YearFacts

if TYPE_CHECKING:
    from holidays.countries.russia import Russia

ONE_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class YearFile:
    """A government decree as the organisation has typed it in, stronger than the package (rules.md 1.3).

    It states the whole decree of its year, so the package's transfers of that year are forgotten; the
    holidays of art. 112 stay. ``days_off`` maps a day off to the date it was moved from, or to its name;
    ``working`` maps a working Saturday to the weekday whose hours it takes; ``holidays`` are further
    non-working days, as a region has them; ``short`` replaces the computed pre-holiday days when it is given.
    Raises ValueError when a date belongs to another year.
    """

    year: int
    days_off: Mapping[date, date | str] = field(default_factory=dict)
    working: Mapping[date, date] = field(default_factory=dict)
    holidays: Mapping[date, str] = field(default_factory=dict)
    short: frozenset[date] | None = None

    def __post_init__(self) -> None:
        for day in (*self.days_off, *self.working, *self.holidays, *(self.short or ())):
            if day.year != self.year:
                raise ValueError(f"the year file of {self.year} names {day}, a date of another year")


@dataclass(frozen=True, slots=True)
class RussianHolidays:
    """The holiday source of Russia; ``extra`` are the organisation's year files."""

    extra: Sequence[YearFile] = ()
    _years: dict[int, YearFacts] = field(default_factory=dict, init=False, repr=False, compare=False)

    def year(self, year: int) -> YearFacts:
        if year not in self._years:
            self._years[year] = self._facts(year)
        return self._years[year]

    def _facts(self, year: int) -> YearFacts:
        official = _official(year)
        closed = {day: Closed(DayKind.HOLIDAY, name) for day, name in official.items()}
        own = next((file for file in self.extra if file.year == year), None)
        if own is not None:
            closed |= {day: _day_off(origin) for day, origin in own.days_off.items()}
            closed |= {day: Closed(DayKind.HOLIDAY, name) for day, name in own.holidays.items()}
            swapped = dict(own.working)
        else:
            closed |= dict(_rest_moved_by_law(year))
            closed |= dict(_library_days_off(year))
            swapped = dict(_library_working_saturdays(year))
        short = own.short if own is not None else None
        return YearFacts(
            decreed=own is not None or _decreed(year),
            closed=closed,
            swapped=swapped,
            official=frozenset(official),
            short=_short(year, swapped) if short is None else short,
        )


def norm_hours(year: int, week: int = 40, source: HolidaySource | None = None) -> Fraction:
    """The year's norm of working time in hours for a week of ``week`` hours over five days.

    A shortened day loses one hour whatever the week (the order in force since 2009); 1972 for 2026.
    """
    facts = (source or RussianHolidays()).year(year)
    ordinary = {day for day in _dates(year) if _weekday(day) and day not in facts.closed}
    worked = ordinary | set(facts.swapped)
    return Fraction(week, 5) * len(worked) - len(worked & facts.short)


@cache
def _library(year: int) -> Russia:
    return _package()(language="ru", years=year)


@cache
def _package() -> type[Russia]:
    """The package's calendar of Russia, imported on first use and alone: the folder that it lies in would bring the
    calendars of all 250 countries with it, 7.5 MB that a desk never reads."""
    folder = "holidays.countries"
    if folder in sys.modules:
        return import_module(f"{folder}.russia").Russia  # type: ignore[no-any-return]
    spec = find_spec(folder)
    assert spec is not None
    sys.modules[folder] = module_from_spec(spec)
    try:
        return import_module(f"{folder}.russia").Russia  # type: ignore[no-any-return]
    finally:
        del sys.modules[folder]  # whoever wants all of them gets all of them


@cache
def _official(year: int) -> dict[date, str]:
    """The holidays of art. 112 themselves (14 since 2013), without the days off that follow from them."""
    library = _library(year)
    moved = {*_transfers(year), *_observed(year)}
    return {day: name for day, name in library.items() if day not in moved}


def _decreed(year: int) -> bool:
    library = _library(year)
    return year in library.special_public_holidays or year in library.special_public_holidays_observed


def _transfers(year: int) -> dict[date, date]:
    """Day off → the date whose rest was moved to it, as the decree of the year lists them."""
    rows = _rows(_library(year).special_public_holidays, year)
    return {
        date(year, month, day): date(origin_year[0] if origin_year else year, from_month, from_day)
        for month, day, from_month, from_day, *origin_year in rows
    }


def _observed(year: int) -> set[date]:
    """Days off that art. 112 itself moves, without a decree, from a weekend holiday."""
    rows = _rows(_library(year).special_public_holidays_observed, year)
    return {date(year, month, day) for month, day, _ in rows}


def _rows(table: Mapping[int, tuple[object, ...]], year: int) -> tuple[tuple[int, ...], ...]:
    # The package writes a year's only row without the outer brackets.
    rows = table.get(year, ())
    return rows if not rows or isinstance(rows[0], tuple) else (rows,)  # type: ignore[return-value]


def _library_days_off(year: int) -> Iterator[tuple[date, Closed]]:
    library, transfers = _library(year), _transfers(year)
    for day in sorted({*transfers, *_observed(year)}):
        # A day off that was moved on once more is gone from the package's list.
        if day in library:
            yield day, Closed(DayKind.DAY_OFF, library[day], transfers.get(day))


def _library_working_saturdays(year: int) -> Iterator[tuple[date, date]]:
    # A decree may also swap a December Saturday with a January day of its own year.
    for decree in (year, year + 1):
        for day_off, worked in _transfers(decree).items():
            if worked.year == year and not _weekday(worked) and worked not in _official(year):
                yield worked, day_off


def _rest_moved_by_law(year: int) -> Iterator[tuple[date, Closed]]:
    """Art. 112, part 2: a weekend lost to a holiday moves to the next working day after it.

    Not in January, whose two weekend days the government moves, nor where the decree moved it elsewhere. The
    package lists these days for years with a decree only, and lacks 2014-03-10.
    """
    official, transfers = _official(year), _transfers(year)
    taken = {*official, *transfers}
    for holiday, name in sorted(official.items()):
        if _weekday(holiday) or holiday.month == 1 or holiday in transfers.values():
            continue
        day = holiday + ONE_DAY
        while day in taken or not _weekday(day):
            day += ONE_DAY
        taken.add(day)
        yield day, Closed(DayKind.DAY_OFF, _library(day.year).observed_label % name, holiday)


def _short(year: int, swapped: Mapping[date, date]) -> frozenset[date]:
    """Art. 95: the date before a holiday of art. 112, or the working Saturday swapped with such a date."""
    return frozenset(day for day in _dates(year) if _before_holiday(day) or _before_holiday(swapped.get(day, day)))


def _before_holiday(day: date) -> bool:
    following = day + ONE_DAY
    return following in _official(following.year)


def _day_off(origin: date | str) -> Closed:
    if isinstance(origin, str):
        return Closed(DayKind.DAY_OFF, origin)
    library = _library(origin.year)
    label = library.substituted_label % origin.strftime(library.substituted_date_format)
    return Closed(DayKind.DAY_OFF, label, origin)


def _weekday(day: date) -> bool:
    return day.weekday() < SATURDAY


def _dates(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += ONE_DAY
