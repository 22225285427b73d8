"""The engine: how much of a clock's own time lies before an instant, and when an amount of it is used up.

A table of running sums is built year by year on demand and searched by bisection, so the cost of an answer
does not grow with the horizon (rules.md 1.7). One table form serves every clock: working hours are rates
1/0/0. Everything here is in whole seconds since 1970 and in own time times ``scale``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date
from fractions import Fraction
from functools import lru_cache
from math import ceil
from typing import NamedTuple, Protocol

from core.errors import ReglamentError
from core.worktime.calendar import Calendar
from core.worktime.instants import ONE_DAY, local_date, midnight, openings
from core.worktime.rates import Rates

IDLE_YEARS = 10


class NeverOpens(ReglamentError):
    """The calendar has no such time any more: no open hours in ten years after its last dated exception."""


class OwnTime(Protocol):
    """The own time of a clock: a measure that never decreases."""

    @property
    def scale(self) -> int:
        """Units of ``measure`` in a second of own time."""

    def measure(self, at: int) -> int:
        """Own time from a fixed but arbitrary origin to the instant; only differences mean something."""

    def reach(self, start: int, amount: int | Fraction) -> int:
        """The earliest instant at which ``amount`` of own time has passed since ``start``, rounded up.

        For 0 it is the next instant at which the clock runs. Raises NeverOpens.
        """


class Elapsed:
    """Round the clock: own time is time."""

    scale = 1

    def measure(self, at: int) -> int:
        return at

    def reach(self, start: int, amount: int | Fraction) -> int:
        return start + ceil(amount)


class Stretch(NamedTuple):
    """Time of one rate, [begin, end)."""

    begin: int
    end: int
    rate: int


@dataclass(frozen=True, slots=True)
class _Table:
    """Stretches of one rate: ``edges[i]`` begins the i-th, ``spent[i]`` is the measure there.

    Covers the local years ``first``-``last``, the instants ``edges[0]``-``end``; ``total`` is the measure at
    ``end``; ``idle`` counts the last years in which nothing was spent. Replaced whole, never changed.
    """

    first: int
    last: int
    edges: list[int]
    rates: list[int]
    spent: list[int]
    end: int
    total: int
    idle: int


class Meter:
    """The own time of a clock that runs at the given rates in a calendar."""

    def __init__(self, calendar: Calendar, rates: Rates) -> None:
        self.scale = rates.scale
        self._calendar = calendar
        self._rates = rates.whole()
        self._quiet_after = max((day.year for day in calendar.exceptions), default=MINYEAR)
        self._table: _Table | None = None

    def measure(self, at: int) -> int:
        table = self._table
        if table is None or not table.edges[0] <= at < table.end:
            table = self._covering(at)
        i = bisect_right(table.edges, at) - 1
        return table.spent[i] + (at - table.edges[i]) * table.rates[i]

    def running(self, at: int) -> bool:
        """True when the clock's own time passes at the instant; a closing time is already closed."""
        table = self._covering(at)
        return table.rates[bisect_right(table.edges, at) - 1] > 0

    def stretches(self) -> list[Stretch]:
        """All stretches that had to be looked at so far, in order and without a gap."""
        table = self._table
        if table is None:
            return []
        return list(map(Stretch, table.edges, [*table.edges[1:], table.end], table.rates))

    def reach(self, start: int, amount: int | Fraction) -> int:
        table = self._table
        if table is None or not table.edges[0] <= start < table.end:
            table = self._covering(start)
        edges, rates, spent = table.edges, table.rates, table.spent
        i = bisect_right(edges, start) - 1
        need = spent[i] + (start - edges[i]) * rates[i] + amount
        if amount:
            while need > table.total:
                table = self._later(table)
                edges, rates, spent = table.edges, table.rates, table.spent
            # The first of equal sums: what ends with the day is due at closing time, not next morning.
            # Short terms end in this stretch or in the next: look there before searching the table.
            if i + 2 < len(spent) and need <= spent[i + 2]:
                i += need > spent[i + 1]
            else:
                i = bisect_left(spent, need, i + 1) - 1
        else:
            while need >= table.total:
                table = self._later(table)
            i = bisect_right(table.spent, need) - 1
        # Rounded up: the floor of the negative.
        return table.edges[i] - (table.spent[i] - need) // table.rates[i]

    def _covering(self, at: int) -> _Table:
        """The table, grown to the year of the instant."""
        table = self._table
        if table is None:
            table = self._year(min(max(local_date(at, self._calendar.tz).year, MINYEAR + 1), MAXYEAR - 1))
        while at < table.edges[0]:
            earlier = self._year(table.first - 1)
            table = _joined(_shifted(earlier, table.spent[0] - earlier.total), table)
        while at >= table.end:
            table = self._longer(table)
        self._table = table
        return table

    def _later(self, table: _Table) -> _Table:
        """The table with one more year of open time to find; NeverOpens when there is no hope of any."""
        if table.idle >= IDLE_YEARS and table.last >= self._quiet_after:
            raise NeverOpens(f"no open time in the {IDLE_YEARS} years up to {table.last} ({self._calendar.zone})")
        self._table = self._longer(table)
        return self._table

    def _longer(self, table: _Table) -> _Table:
        return _joined(table, _shifted(self._year(table.last + 1), table.total))

    def _year(self, year: int) -> _Table:
        """The stretches of one local year; its measure starts from 0."""
        if not MINYEAR < year < MAXYEAR:
            raise NeverOpens(f"no open time within the years a date can have ({self._calendar.zone})")
        calendar, zone = self._calendar, self._calendar.tz
        working, off, holiday = self._rates
        edges: list[int] = []
        rates: list[int] = []

        def add(edge: int, rate: int) -> None:
            if not rates or rates[-1] != rate:
                edges.append(edge)
                rates.append(rate)

        day = date(year, 1, 1)
        while day.year == year:
            facts = calendar.day(day)
            closed = holiday if facts.official else off
            free, end = midnight(day, zone), midnight(day + ONE_DAY, zone)
            for opens, closes in openings(facts, zone):
                if free < opens:
                    add(free, closed)
                add(opens, working)
                free = closes
            if free < end:
                add(free, closed)
            day += ONE_DAY
        end = midnight(day, zone)
        spent, total = [], 0
        for edge, rate, following in zip(edges, rates, [*edges[1:], end], strict=True):
            spent.append(total)
            total += (following - edge) * rate
        return _Table(year, year, edges, rates, spent, end, total, idle=0 if total else 1)


def _shifted(table: _Table, by: int) -> _Table:
    """The same stretches measured from another origin."""
    return replace(table, spent=[spent + by for spent in table.spent], total=table.total + by)


def _joined(early: _Table, late: _Table) -> _Table:
    """Two neighbouring tables of one origin as one."""
    return _Table(
        early.first,
        late.last,
        early.edges + late.edges,
        early.rates + late.rates,
        early.spent + late.spent,
        late.end,
        late.total,
        late.idle + early.idle if late.idle > late.last - late.first else late.idle,
    )


@lru_cache(maxsize=256)
def meter(calendar: Calendar, rates: Rates) -> Meter:
    """The one meter of a calendar and its rates; its table is kept for every ticket that asks."""
    return Meter(calendar, rates)
