"""A term as a regulation states it: so many of such a unit (rules.md section 2)."""

from __future__ import annotations

import calendar as almanac
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from core.worktime.rates import Rates


class Unit(StrEnum):
    """What is counted.

    ``minutes`` and ``hours`` elapse round the clock; the ``working_`` ones pass in open time. Days, weeks and
    months follow art. 191-194 of the Civil Code; working days do so to the closing time of the N-th one.
    ``two_rates`` is a budget in hours of working time that other kinds of time spend at other rates.
    """

    WORKING_MINUTES = "working_minutes"
    WORKING_HOURS = "working_hours"
    MINUTES = "minutes"
    HOURS = "hours"
    WORKING_DAYS = "working_days"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    TWO_RATES = "two_rates"


_SECONDS = {
    Unit.WORKING_MINUTES: 60,
    Unit.WORKING_HOURS: 3_600,
    Unit.MINUTES: 60,
    Unit.HOURS: 3_600,
    Unit.DAYS: 86_400,
    Unit.WEEKS: 7 * 86_400,
    Unit.TWO_RATES: 3_600,
}
_DATED = frozenset({Unit.DAYS, Unit.WEEKS, Unit.MONTHS})


@dataclass(frozen=True, slots=True, repr=False)
class Term:
    """An amount of a unit.

    ``rates`` belong to ``two_rates`` and to it alone. ``civil=False`` makes days, weeks and months plain
    elapsed time: days and weeks to the second, months to the same local time of day; it says nothing about
    other units.
    Raises ValueError for a negative amount and for part of a day, week or month, which the Civil
    Code does not know.
    """

    amount: Fraction | int
    unit: Unit
    rates: Rates | None = None
    civil: bool = True

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError(f"a term is 0 or more, not {self.amount}")
        object.__setattr__(self, "amount", Fraction(self.amount))
        object.__setattr__(self, "unit", Unit(self.unit))
        if (self.rates is not None) != (self.unit is Unit.TWO_RATES):
            raise ValueError(f"rates go with {Unit.TWO_RATES} and only with it: {self!r}")
        if (self.by_dates or self.unit is Unit.MONTHS) and (self.amount < 1 or self.whole != self.amount):
            raise ValueError(f"{self.unit} are counted whole, from 1 on: {self!r}")

    def __repr__(self) -> str:
        notes = [f" at {self.rates}"] if self.rates else []
        notes += [", elapsed"] if self.unit in _DATED and not self.civil else []
        return f"Term({self.amount} {self.unit}{''.join(notes)})"

    @property
    def by_dates(self) -> bool:
        """True when the term counts dates (art. 191-194), so that it ends with a day and not within one."""
        return self.unit is Unit.WORKING_DAYS or (self.unit in _DATED and self.civil)

    @property
    def open_time(self) -> bool:
        """True when the clock stands still while the desk is closed."""
        return self.unit in (Unit.WORKING_MINUTES, Unit.WORKING_HOURS, Unit.WORKING_DAYS)

    @property
    def whole(self) -> int:
        """The amount without a fraction, for units that are counted whole."""
        return int(self.amount)

    @property
    def seconds(self) -> Fraction:
        """The clock's own time in seconds; KeyError for working days and months, whose length depends."""
        return Fraction(self.amount * _SECONDS[self.unit])

    def last_date(self, event: date) -> date:
        """The last date of a term of days, weeks or months, before art. 193 moves it (art. 191, 192)."""
        if self.unit is Unit.MONTHS:
            return months_later(event, self.whole)
        return event + timedelta(days=self.whole * (7 if self.unit is Unit.WEEKS else 1))


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day if it has no such day (art. 192)."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, almanac.monthrange(year, month)[1]))
