"""How one term runs from one instant: by which own time, and where it ends when nothing pauses it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from core.worktime.calendar import Calendar
from core.worktime.days import DAY
from core.worktime.instants import ONE_DAY, at_local, epoch, instant, local_date, midnight
from core.worktime.meter import Elapsed, OwnTime, meter
from core.worktime.rates import OPEN_TIME
from core.worktime.terms import Term, Unit, months_later
from core.worktime.workdates import work_dates

ELAPSED = Elapsed()


@dataclass(frozen=True, slots=True)
class Course:
    """A term in a calendar, started. Instants are whole seconds since 1970.

    ``own`` is the clock's own time, ``total`` how much of it (times ``own.scale``) lies between ``start`` and
    ``base``, the due without pauses. For a term that counts dates, ``last`` is the date on which it ends and
    ``nominal`` the one before art. 193 moved it; ``dates`` is the calendar that decided.
    """

    term: Term
    calendar: Calendar
    dates: Calendar
    start: int
    own: OwnTime
    total: int | Fraction
    base: int
    nominal: date | None = None
    last: date | None = None

    @property
    def event(self) -> date:
        """The local date of the start, which a term of days does not count (art. 191)."""
        return local_date(self.start, self.calendar.tz)

    @property
    def counts_from(self) -> int:
        """From when on time counts, and a pause can take some: a term of dates leaves out the day of its event."""
        return midnight(self.event + ONE_DAY, self.calendar.tz) if self.term.by_dates else self.start

    def share(self, share: Fraction) -> tuple[int, int | Fraction, int]:
        """Where that part of the own time is used up: an anchor, own time from it, the instant these make.

        What counts dates ends with a date, so beyond its end it goes on from there.
        """
        if share == 1:
            return (self.base, 0, self.base) if self.term.by_dates else (self.start, self.total, self.base)
        if not self.term.by_dates:
            amount = plain(self.total * share)
            return self.start, amount, self.own.reach(self.start, amount)
        if share < 1:
            amount = plain(self.total * share)
            return self.start, amount, min(self.base, self.own.reach(self.start, amount))
        amount = plain(self.total * (share - 1))
        return self.base, amount, self.own.reach(self.base, amount)

    def preliminary(self, until: int) -> bool:
        """True when a year without a decree has a say in what happens up to ``until`` (rules.md 1.4)."""
        if self.nominal is not None and self.last is not None:
            first = self.event if self.term.open_time else self.nominal
            if _undecreed(self.dates, first.year, self.last.year):
                return True
        if self.own is ELAPSED:
            return False
        return _undecreed(self.calendar, self.event.year, local_date(until, self.calendar.tz).year)


def course(term: Term, calendar: Calendar, start: datetime, dates: Calendar | None = None) -> Course:
    """Start a term.

    ``dates`` decides which dates are working days (NET-7, and the Russian calendar for a round-the-clock
    desk); zone, open time and closing time are always those of ``calendar``. Raises NeverOpens when the
    calendar has no time for it, ValueError for a start without a zone.
    """
    since, decides = epoch(start), dates or calendar
    event = local_date(since, calendar.tz)
    if term.unit is Unit.WORKING_DAYS:
        last = work_dates(decides).after(event, term.whole)
        base, own = at_local(last, calendar.day(last).closing, calendar.tz), meter(calendar, OPEN_TIME)
        total = own.measure(base) - own.measure(since)
        return Course(term, calendar, decides, since, own, total, base, nominal=last, last=last)
    if term.by_dates:
        nominal = term.last_date(event)
        last = work_dates(decides).on_or_after(nominal)
        base = at_local(last, DAY, calendar.tz)
        return Course(term, calendar, decides, since, ELAPSED, base - since, base, nominal, last)
    if term.unit is Unit.MONTHS:
        local = instant(since).astimezone(calendar.tz)
        base = epoch(datetime.combine(months_later(event, term.whole), local.time(), calendar.tz))
        return Course(term, calendar, decides, since, ELAPSED, base - since, base)
    clock = own_time(term, calendar)
    amount = plain(term.seconds * clock.scale)
    return Course(term, calendar, decides, since, clock, amount, clock.reach(since, amount))


def own_time(term: Term, calendar: Calendar) -> OwnTime:
    """The time that a clock of this term sees passing."""
    if term.rates is not None:
        return meter(calendar, term.rates)
    return meter(calendar, OPEN_TIME) if term.open_time else ELAPSED


def plain(amount: Fraction) -> int | Fraction:
    """The number as an int when it is whole: ints are bisected ten times as fast."""
    return amount.numerator if amount.denominator == 1 else amount


def _undecreed(calendar: Calendar, first: int, last: int) -> bool:
    return any(calendar.preliminary(date(year, 12, 31)) for year in range(first, last + 1))
