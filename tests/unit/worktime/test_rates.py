"""One budget, spent at another rate in each kind of time (PLR-8, rules.md section 2)."""

from __future__ import annotations

from fractions import Fraction

import pytest

from core.worktime import Calendar, DatedException, Rates, Term, Unit, deadline, left, moment, spent
from tests.unit.worktime.cast import IMMEDIATE, PLARSON, URGENT, moscow, on

HOUR = 3600
URGENT_HOUR = Term(1, Unit.TWO_RATES, URGENT)
AT_ONCE = Term(Fraction(1, 4), Unit.TWO_RATES, IMMEDIATE)


@pytest.mark.clause("PLR-8")
@pytest.mark.parametrize(
    ("term", "start", "due"),
    [
        (URGENT_HOUR, "2026-03-05 11:00", "2026-03-05 12:00"),
        (URGENT_HOUR, "2026-03-05 21:00", "2026-03-06 00:00"),
        (URGENT_HOUR, "2026-03-05 18:50", "2026-03-05 21:30"),  # 1/6 used by closing time
        (URGENT_HOUR, "2026-03-06 09:00", "2026-03-06 10:40"),  # 1/3 used by opening time
        (URGENT_HOUR, "2026-01-09 12:00", "2026-01-09 15:00"),  # a transferred day off is not a holiday
        (URGENT_HOUR, "2026-06-11 17:30", "2026-06-11 19:30"),  # the hour cut from a short day is off
        (AT_ONCE, "2026-03-05 12:00", "2026-03-05 12:15"),
        (AT_ONCE, "2026-03-07 12:00", "2026-03-07 13:00"),
    ],
)
def test_reaction_by_the_hour_of_arrival(term: Term, start: str, due: str) -> None:
    assert deadline(term, PLARSON, moscow(start)).at == moscow(due)


@pytest.mark.clause("PLR-10")
@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-06-12 12:00", "2026-06-13 03:00"),  # nothing on 12 June, then Saturday at a third
        ("2026-03-07 23:00", "2026-03-09 02:00"),  # Sunday, 8 March is a holiday too; the 9th is a day off
        ("2026-05-08 18:00", "2026-05-08 21:00"),
        ("2026-12-31 22:00", "2027-01-09 01:00"),
    ],
)
def test_on_official_holidays_no_work_is_done(start: str, due: str) -> None:
    assert deadline(URGENT_HOUR, PLARSON, moscow(start)).at == moscow(due)


def test_hours_opened_by_an_exception_on_a_holiday_are_working() -> None:
    opened = Calendar(
        "Europe/Moscow",
        PLARSON.week,
        PLARSON.holidays,
        {on("2026-06-12"): DatedException(((12 * HOUR, 12 * HOUR + 1800),))},
    )
    assert deadline(URGENT_HOUR, opened, moscow("2026-06-12 08:00")).at == moscow("2026-06-13 01:30")


def test_the_budget_is_exact_and_only_the_due_is_rounded_up() -> None:
    # An hour at 7/9 off hours lasts 4628 and 4/7 seconds.
    term, start = Term(1, Unit.TWO_RATES, Rates(1, Fraction(7, 9), 0)), moscow("2026-03-05 20:00")
    assert deadline(term, PLARSON, start).at == moscow("2026-03-05 21:17:09")
    assert spent(term, PLARSON, start, moscow("2026-03-05 21:17:08")) == 3599
    assert left(term, PLARSON, start, moscow("2026-03-05 21:17:08")) == 1


def test_what_is_used_and_what_remains() -> None:
    start = moscow("2026-03-05 18:50")
    assert spent(URGENT_HOUR, PLARSON, start, moscow("2026-03-05 19:00")) == 600
    assert left(URGENT_HOUR, PLARSON, start, moscow("2026-03-05 20:00")) == 3600 - 600 - 1200
    assert moment(URGENT_HOUR, PLARSON, start, Fraction(1, 2)) == moscow("2026-03-05 20:00")
    assert moment(URGENT_HOUR, PLARSON, start, Fraction(3, 2)) == moscow("2026-03-05 23:00")


@pytest.mark.parametrize("rates", [(0, 0, 0), (1, -1, 0)])
def test_rates_that_cannot_be(rates: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="rates"):
        Rates(*rates)
