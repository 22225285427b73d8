"""Terms as the regulations state them, and when they are due (rules.md section 2)."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

import pytest

from core.worktime import (
    Calendar,
    DatedException,
    Due,
    ListedHolidays,
    Rates,
    Term,
    Unit,
    deadline,
    left,
    moment,
    spent,
)
from tests.unit.worktime.cast import (
    ALLEANZA,
    EVERY_DAY,
    INSALES,
    NETPOINT,
    PLARSON,
    RUSSIA,
    RUSSIAN_DATES,
    SAVEIT,
    SINTEZ,
    chelyabinsk,
    moscow,
    on,
)

HOUR = 3600

DUES = [
    # clause, desk, term, start, due
    ("SAV-17", SAVEIT, Term(4, Unit.WORKING_HOURS), "2026-03-05 17:30", "2026-03-06 12:30"),
    ("SAV-17", SAVEIT, Term(4, Unit.WORKING_HOURS), "2026-03-06 16:00", "2026-03-10 11:00"),  # over 8 March
    ("SAV-17", SAVEIT, Term(4, Unit.WORKING_HOURS), "2027-02-19 17:00", "2027-02-20 12:00"),  # a working Saturday
    ("SAV-17", SAVEIT, Term(8, Unit.WORKING_HOURS), "2026-04-30 10:00", "2026-05-04 10:00"),  # a short day
    ("SAV-17", SAVEIT, Term(8, Unit.WORKING_HOURS), "2027-02-20 00:00", "2027-02-20 17:00"),
    ("SAV-17", SAVEIT, Term(5, Unit.WORKING_DAYS), "2026-06-08 10:00", "2026-06-16 18:00"),
    ("SAV-17", SAVEIT, Term(5, Unit.WORKING_DAYS), "2026-06-04 10:00", "2026-06-11 17:00"),  # ends on a short day
    ("SAV-17", SAVEIT, Term(10, Unit.WORKING_DAYS), "2026-12-25 10:00", "2027-01-19 18:00"),
    ("SAV-16", SAVEIT, Term(3, Unit.WORKING_HOURS), "2026-03-06 15:00", "2026-03-06 18:00"),
    ("SAV-13", SAVEIT, Term(24, Unit.HOURS), "2026-03-06 15:00:07", "2026-03-07 15:00:07"),
    ("SIN-10", SINTEZ, Term(3, Unit.DAYS), "2026-03-02 15:00", "2026-03-06 00:00"),
    ("SIN-10", SINTEZ, Term(3, Unit.DAYS), "2026-03-04 15:00", "2026-03-11 00:00"),  # 7 March is a Saturday
    ("PLR-12", PLARSON, Term(3, Unit.WORKING_DAYS), "2026-03-04 09:00", "2026-03-10 19:00"),
    ("PLR-14", PLARSON, Term(1, Unit.WEEKS), "2026-06-08 23:59:59", "2026-06-16 00:00"),
    ("PLR-14", PLARSON, Term(1, Unit.WEEKS), "2026-06-09 00:00", "2026-06-17 00:00"),  # midnight is the new day
    ("PLR-14", PLARSON, Term(1, Unit.WEEKS), "2026-06-05 12:00", "2026-06-16 00:00"),  # 12 June moves to the 15th
    ("PLR-10", PLARSON, Term(3, Unit.WORKING_HOURS), "2026-03-05 23:00", "2026-03-06 13:00"),
    ("ALL-6", ALLEANZA, Term(2, Unit.WORKING_HOURS), "2024-11-02 15:00", "2024-11-05 08:00"),  # a short Saturday
    ("INS-1", INSALES, Term(36, Unit.HOURS), "2026-05-01 20:00", "2026-05-03 08:00"),
    ("MGF-1", INSALES, Term(24, Unit.HOURS), "2026-12-31 23:00", "2027-01-01 23:00"),
    ("NET-1", NETPOINT, Term(90, Unit.WORKING_MINUTES), "2026-05-09 23:00", "2026-05-10 08:30"),
]


@pytest.mark.parametrize(
    ("desk", "term", "start", "due"),
    [pytest.param(*row, marks=pytest.mark.clause(clause), id=f"{clause} {row[2]}") for clause, *row in DUES],
)
def test_when_a_term_is_due(desk: Calendar, term: Term, start: str, due: str) -> None:
    here = chelyabinsk if desk is SINTEZ else moscow
    assert deadline(term, desk, here(start)) == Due(here(due))


@pytest.mark.clause("SIN-9")
def test_forty_eight_hours_of_a_desk_in_chelyabinsk_are_working_hours() -> None:
    due = deadline(Term(48, Unit.WORKING_HOURS), SINTEZ, moscow("2026-03-02 07:00"))
    assert due.at == chelyabinsk("2026-03-10 12:00")


@pytest.mark.clause("NET-7")
def test_seven_russian_working_days_end_at_the_providers_own_closing_time() -> None:
    term = Term(7, Unit.WORKING_DAYS)
    due = deadline(term, NETPOINT, moscow("2026-06-05 20:00"), dates=RUSSIAN_DATES)
    assert due == Due(moscow("2026-06-18 00:00"))
    assert deadline(term, NETPOINT, moscow("2026-06-05 20:00")) == Due(moscow("2026-06-13 00:00"))


def test_a_day_that_counts_while_the_desk_is_closed_ends_at_midnight() -> None:
    closed = Calendar("Europe/Moscow", NETPOINT.week, exceptions={on("2026-06-17"): DatedException()})
    due = deadline(Term(7, Unit.WORKING_DAYS), closed, moscow("2026-06-05 20:00"), dates=RUSSIAN_DATES)
    assert due.at == moscow("2026-06-18 00:00")


def test_warnings_of_a_desk_that_stays_closed_throughout_come_no_later_than_the_due() -> None:
    closed = {on(f"2026-06-0{day}"): DatedException() for day in (6, 7, 8, 9)}
    calendar = Calendar("Europe/Moscow", NETPOINT.week, exceptions=closed)
    term, start = Term(1, Unit.WORKING_DAYS), moscow("2026-06-06 10:00")
    assert moment(term, calendar, start, Fraction(1, 2), dates=RUSSIAN_DATES) == moscow("2026-06-09 00:00")


def test_a_round_the_clock_desk_rests_by_the_russian_calendar() -> None:
    term = Term(3, Unit.DAYS)
    assert deadline(term, INSALES, moscow("2026-03-04 15:00")).at == moscow("2026-03-08 00:00")
    assert deadline(term, INSALES, moscow("2026-03-04 15:00"), dates=RUSSIAN_DATES).at == moscow("2026-03-11 00:00")


def test_a_working_saturday_does_not_move_the_end_of_a_term() -> None:
    assert deadline(Term(1, Unit.DAYS), PLARSON, moscow("2024-11-01 12:00")).at == moscow("2024-11-03 00:00")


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        ("2026-01-30 12:00", 1, "2026-03-03 00:00"),  # 28 February is the last day, a Saturday
        ("2026-08-31 12:00", 1, "2026-10-01 00:00"),
        ("2026-11-30 12:00", 14, "2028-02-01 00:00"),
    ],
)
def test_months(start: str, months: int, due: str) -> None:
    assert deadline(Term(months, Unit.MONTHS), SAVEIT, moscow(start)).at == moscow(due)


@pytest.mark.parametrize(
    ("term", "due"),
    [
        (Term(3, Unit.DAYS, civil=False), "2026-03-07 15:00"),
        (Term(1, Unit.WEEKS, civil=False), "2026-03-11 15:00"),
        (Term(1, Unit.MONTHS, civil=False), "2026-04-04 15:00"),
    ],
)
def test_a_regulation_may_let_days_simply_elapse(term: Term, due: str) -> None:
    assert deadline(term, SAVEIT, moscow("2026-03-04 15:00")) == Due(moscow(due))


def test_a_part_of_an_hour_is_exact_and_a_part_of_a_second_rounds_up() -> None:
    start = moscow("2026-03-04 15:00")
    assert deadline(Term(Fraction(5, 2), Unit.WORKING_HOURS), SAVEIT, start).at == moscow("2026-03-04 17:30")
    assert deadline(Term(Fraction(1, 7), Unit.MINUTES), SAVEIT, start).at == moscow("2026-03-04 15:00:09")


def test_nothing_to_wait_for_is_due_at_the_next_opening() -> None:
    start = moscow("2026-03-06 18:00")
    assert deadline(Term(0, Unit.WORKING_HOURS), SAVEIT, start).at == moscow("2026-03-10 09:00")
    assert deadline(Term(0, Unit.HOURS), SAVEIT, start).at == start


@pytest.mark.parametrize(
    ("term", "start", "preliminary"),
    [
        (Term(4, Unit.WORKING_HOURS), "2027-12-30 12:00", False),
        (Term(9, Unit.WORKING_HOURS), "2027-12-30 12:00", True),
        (Term(48, Unit.HOURS), "2027-12-30 12:00", False),
        (Term(2, Unit.WORKING_DAYS), "2027-12-30 12:00", True),
        (Term(1, Unit.DAYS), "2027-12-30 12:00", True),  # 31 December rests, so January decides
        (Term(1, Unit.DAYS), "2027-12-29 12:00", False),
        (Term(1, Unit.TWO_RATES, Rates(1, Fraction(1, 3))), "2028-01-05 12:00", True),
    ],
)
def test_a_year_without_a_decree_makes_a_term_preliminary(term: Term, start: str, preliminary: bool) -> None:
    assert deadline(term, SAVEIT, moscow(start)).preliminary is preliminary


def test_a_list_of_holidays_may_cover_some_years_only() -> None:
    listed = ListedHolidays({on("2026-01-01"): "New Year"}, years=(2026,))
    calendar = Calendar("Europe/Moscow", SAVEIT.week, listed)
    assert [calendar.preliminary(on(day)) for day in ("2026-05-01", "2027-05-01")] == [False, True]
    assert calendar.day(on("2026-01-01")).name == "New Year"
    # The end of a month is judged by the year in which it ends; working days by all that are walked through.
    start = moscow("2025-12-15 12:00")
    assert not deadline(Term(1, Unit.MONTHS), calendar, start).preliminary
    assert deadline(Term(20, Unit.WORKING_DAYS), calendar, start).preliminary


def test_half_of_a_working_term_is_used_in_working_time() -> None:
    term, start = Term(4, Unit.WORKING_HOURS), moscow("2026-03-06 16:30")
    shares = (Fraction(0), Fraction(3, 8), Fraction(1, 2), Fraction(1), Fraction(5, 4))
    rings = [moment(term, SAVEIT, start, share) for share in shares]
    assert rings == [
        moscow(text)
        for text in (
            "2026-03-06 16:30",
            "2026-03-06 18:00",
            "2026-03-10 09:30",
            "2026-03-10 11:30",
            "2026-03-10 12:30",
        )
    ]
    with pytest.raises(ValueError, match="share"):
        moment(term, SAVEIT, start, Fraction(-1, 2))


def test_shares_of_working_days_are_open_time_and_go_on_after_the_due() -> None:
    # Two days from Thursday noon: 6 h of Thursday, 9 h of Friday, 9 h of Tuesday.
    term, start = Term(2, Unit.WORKING_DAYS), moscow("2026-03-05 12:00")
    shares = (Fraction(1, 4), Fraction(1, 2), Fraction(1), Fraction(3, 2))
    texts = ("2026-03-05 18:00", "2026-03-06 15:00", "2026-03-10 18:00", "2026-03-12 12:00")
    assert [moment(term, SAVEIT, start, share) for share in shares] == [moscow(text) for text in texts]
    assert spent(term, SAVEIT, start, moscow("2026-03-08 12:00")) == 15 * HOUR
    assert left(term, SAVEIT, start, moscow("2026-03-08 12:00")) == 9 * HOUR
    assert left(term, SAVEIT, start, moscow("2026-03-11 11:00")) == -2 * HOUR


def test_shares_of_calendar_days_are_elapsed_time() -> None:
    term, start = Term(1, Unit.WEEKS), moscow("2026-06-01 00:00")
    assert moment(term, SAVEIT, start, Fraction(1, 2)) == moscow("2026-06-05 00:00")
    assert moment(term, SAVEIT, start, Fraction(2)) == moscow("2026-06-17 00:00")
    assert spent(term, SAVEIT, start, moscow("2026-06-02 00:00")) == 24 * HOUR
    assert spent(term, SAVEIT, start, moscow("2026-05-02 00:00")) == 0


@pytest.mark.parametrize(
    ("amount", "unit", "rates"),
    [
        (-1, Unit.HOURS, None),
        (0, Unit.WORKING_DAYS, None),
        (Fraction(3, 2), Unit.DAYS, None),
        (Fraction(1, 2), Unit.MONTHS, None),
        (1, Unit.HOURS, Rates()),
        (1, Unit.TWO_RATES, None),
    ],
)
def test_terms_that_cannot_be(amount: Fraction | int, unit: Unit, rates: Rates | None) -> None:
    with pytest.raises(ValueError, match=r"term|whole|rates"):
        Term(amount, unit, rates)


def test_a_term_shows_itself_as_it_is_said() -> None:
    shown = [
        repr(Term(4, Unit.WORKING_HOURS)),
        repr(Term(3, Unit.DAYS, civil=False)),
        repr(Term(Fraction(1, 4), Unit.TWO_RATES, Rates(1, Fraction(1, 4), 0))),
    ]
    assert shown == [
        "Term(4 working_hours)",
        "Term(3 days, elapsed)",
        "Term(1/4 two_rates at 1/(1/4)/0)",
    ]


def test_a_term_starts_somewhere_on_earth() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        deadline(Term(1, Unit.DAYS), SAVEIT, datetime(2026, 3, 5, 12))  # noqa: DTZ001 - the very mistake


def test_the_holidays_of_one_desk_are_not_those_of_another() -> None:
    every_day = Calendar.build("Europe/Moscow", {name: [("09:00", "18:00")] for name in EVERY_DAY}, holidays=RUSSIA)
    start = moscow("2026-05-08 17:00")
    assert deadline(Term(2, Unit.WORKING_HOURS), every_day, start).at == moscow("2026-05-10 10:00")
