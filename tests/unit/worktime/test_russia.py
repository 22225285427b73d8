"""The working year of Russia (rules.md 1.2-1.4)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from core.worktime import Calendar, DatedException, DayKind, RussianHolidays, YearFile, norm_hours
from tests.unit.worktime.cast import RUSSIA, SAVEIT, on
from tests.unit.worktime.shared import absent, vectors

published = vectors("ru_calendar.json") or {}

# Norms of the 40-hour week as published for these years.
NORMS = {
    2015: 1971,
    2016: 1974,
    2017: 1973,
    2018: 1970,
    2019: 1970,
    2020: 1979,
    2021: 1972,
    2022: 1973,
    2023: 1973,
    2024: 1979,
    2025: 1972,
    2026: 1972,
    2027: 1972,
}


def dates_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.skipif(not published, reason=absent("ru_calendar.json"))
@pytest.mark.parametrize("year", published or ["none"])
def test_a_published_production_calendar(year: str) -> None:
    facts, dates, stated = RUSSIA.year(int(year)), dates_of(int(year)), published[year]
    ours: dict[str, Any] = {
        "holidays": [str(day) for day in dates if day in facts.closed and day.weekday() < 5],
        "working_weekends": [str(day) for day in dates if day in facts.swapped],
        "short_days": [str(day) for day in dates if SAVEIT.day(day).shortened],
        "norm_hours_40": norm_hours(int(year)),
    }
    assert ours == stated


@pytest.mark.parametrize(("year", "hours"), NORMS.items())
def test_the_norm_of_a_year(year: int, hours: int) -> None:
    assert norm_hours(year) == hours


def test_the_norm_of_a_shorter_week_still_loses_whole_hours() -> None:
    # 2026: 247 days, 4 of them shortened.
    assert norm_hours(2026, 36) * 10 == 247 * 72 - 40


@pytest.mark.parametrize("year", range(2015, 2028))
def test_the_package_agrees_on_every_working_day(year: int) -> None:
    from holidays.countries.russia import Russia

    package = Russia(language="ru", years=[year, year + 1])  # type: ignore[no-untyped-call]
    differing = [day for day in dates_of(year) if package.is_working_day(day) != SAVEIT.is_working_day(day)]
    assert differing == []


@pytest.mark.clause("ALL-1")
@pytest.mark.parametrize(
    ("day", "kind", "name"),
    [
        ("2026-06-12", DayKind.HOLIDAY, "День России"),
        ("2026-05-09", DayKind.HOLIDAY, "День Победы"),
        ("2026-01-09", DayKind.DAY_OFF, "Выходной (перенесено с 03.01.2026)"),
        ("2026-03-09", DayKind.DAY_OFF, "Международный женский день (выходной)"),
        ("2026-03-07", DayKind.WEEKEND, None),
        ("2026-03-06", DayKind.WORKING, None),
        ("2027-02-20", DayKind.WORKING, None),
        ("2027-02-22", DayKind.DAY_OFF, "Выходной (перенесено с 20.02.2027)"),
    ],
)
def test_what_a_date_is_called(day: str, kind: DayKind, name: str | None) -> None:
    found = SAVEIT.day(on(day))
    assert (found.kind, found.name) == (kind, name)


@pytest.mark.clause("SAV-2")
@pytest.mark.parametrize(
    ("day", "closes"),
    [
        ("2024-11-02", 17),  # a working Saturday swapped with the eve of May Day
        ("2024-04-27", 18),  # a working Saturday swapped with an ordinary Monday
        ("2027-02-20", 17),
        ("2026-02-20", 18),  # the next date is a Saturday, not the holiday
        ("2026-03-06", 18),
        ("2026-12-30", 18),  # the next date is a day off, not a holiday
        ("2026-04-30", 17),
        ("2026-05-08", 17),
        ("2026-11-03", 17),
    ],
)
def test_when_the_day_before_a_holiday_ends(day: str, closes: int) -> None:
    assert SAVEIT.day(on(day)).intervals == ((9 * 3600, closes * 3600),)


def test_a_working_saturday_takes_the_hours_of_its_weekday() -> None:
    week = {weekday: [(9 * 3600, (12 + weekday) * 3600)] for weekday in range(5)}
    calendar = Calendar("Europe/Moscow", week, RUSSIA)
    # 2024-11-02 was swapped with Tuesday, 30 April; 2024-04-27 and 2024-12-28 with Mondays.
    tuesday, monday = ((9 * 3600, 13 * 3600),), ((9 * 3600, 12 * 3600),)
    assert calendar.day(on("2024-11-02")).intervals == tuesday
    assert calendar.day(on("2024-11-02")).swapped_with == on("2024-04-30")
    assert [calendar.day(on(day)).intervals for day in ("2024-04-27", "2024-12-28")] == [monday, monday]


def test_a_desk_that_rests_on_mondays_keeps_its_own_saturday() -> None:
    calendar = Calendar("Europe/Moscow", {5: [(10 * 3600, 14 * 3600)]}, RUSSIA)
    assert calendar.day(on("2024-04-27")).intervals == ((10 * 3600, 14 * 3600),)


def test_fourteen_official_days_whatever_weekday_they_fall_on() -> None:
    assert [len(RUSSIA.year(year).official) for year in (2024, 2026, 2027, 2030)] == [14, 14, 14, 14]
    assert SAVEIT.day(on("2026-03-08")).official
    assert not SAVEIT.day(on("2026-03-09")).official


def test_a_year_without_a_decree_is_preliminary_and_follows_the_law() -> None:
    assert [SAVEIT.preliminary(date(year, 6, 1)) for year in (2026, 2027, 2028)] == [False, False, True]
    # Saturday, 4 November 2028: art. 112 itself moves its rest to Monday; January waits for the government.
    monday = SAVEIT.day(on("2028-11-06"))
    assert (monday.kind, monday.moved_from) == (DayKind.DAY_OFF, on("2028-11-04"))
    assert SAVEIT.is_working_day(on("2028-01-10"))


def test_a_year_file_is_stronger_than_the_package_and_weaker_than_an_exception() -> None:
    decree = YearFile(
        2028,
        days_off={on("2028-01-10"): on("2028-01-01"), on("2028-05-08"): "мост"},
        working={on("2028-05-06"): on("2028-05-08")},
        holidays={on("2028-08-30"): "День республики"},
    )
    plain = Calendar("Europe/Moscow", SAVEIT.week, RussianHolidays([decree]), shorten=True)
    assert not plain.preliminary(on("2028-06-01"))
    assert [plain.day(on(day)).name for day in ("2028-01-10", "2028-05-08", "2028-08-30")] == [
        "Выходной (перенесено с 01.01.2028)",
        "мост",
        "День республики",
    ]
    # The file states the whole decree, so nothing moves beside it; a Saturday before 9 May closes early.
    assert plain.is_working_day(on("2028-11-06"))
    assert plain.day(on("2028-05-06")).shortened
    opened = DatedException(((10 * 3600, 12 * 3600),), "инвентаризация")
    strong = Calendar("Europe/Moscow", SAVEIT.week, plain.holidays, {on("2028-05-08"): opened})
    assert strong.day(on("2028-05-08")).intervals == opened.intervals
    assert strong.day(on("2028-05-08")).name == "инвентаризация"


def test_a_year_file_may_name_its_short_days_itself() -> None:
    calendar = Calendar(
        "Europe/Moscow",
        SAVEIT.week,
        RussianHolidays([YearFile(2028, short=frozenset({on("2028-03-01")}))]),
        shorten=True,
    )
    assert [day for day in dates_of(2028) if calendar.day(day).shortened] == [on("2028-03-01")]


def test_a_year_file_with_a_date_of_another_year_is_refused() -> None:
    with pytest.raises(ValueError, match="2027-12-31"):
        YearFile(2028, days_off={on("2027-12-31"): on("2028-01-01")})
