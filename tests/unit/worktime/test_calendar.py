"""What a calendar accepts and what it says about a date (rules.md 1.1, 1.3, 1.5)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.worktime import Calendar, DatedException, DayKind, ListedHolidays, interval
from tests.unit.worktime.cast import NETPOINT, RUSSIA, SAVEIT, WEEKDAYS, on

HOUR = 3600


@pytest.mark.parametrize("zone", ["+03:00", "UTC+6", "Etc/GMT-6", "GMT+0", "Europe/Chelyabinsk", "", "../etc/passwd"])
def test_a_zone_is_a_city_and_not_an_offset(zone: str) -> None:
    with pytest.raises(ValueError, match="zone"):
        Calendar(zone, {})


@pytest.mark.parametrize("zone", ["UTC", "Asia/Yekaterinburg", "America/Port-au-Prince"])
def test_cities_are_zones(zone: str) -> None:
    assert Calendar(zone, {}).tz.key == zone


@pytest.mark.parametrize("hours", [(-1, HOUR), (0, 86_401), (86_400, 86_400)])
def test_hours_outside_the_day_are_refused(hours: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="outside"):
        Calendar("UTC", {0: [hours]})
    with pytest.raises(ValueError, match="outside"):
        Calendar("UTC", {}, exceptions={on("2026-03-02"): DatedException((hours,))})


def test_weekdays_that_do_not_exist_are_refused() -> None:
    with pytest.raises(ValueError, match="7"):
        Calendar("UTC", {7: []})
    with pytest.raises(ValueError, match="lundi"):
        Calendar.build("UTC", {"lundi": []})


@pytest.mark.parametrize("text", ["25:00", "24:01", "09:60", "9", "half past nine"])
def test_a_time_of_day_that_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="time of day"):
        interval(text, "18:00")


@pytest.mark.clause("NET-1")
def test_a_day_may_end_at_midnight_and_have_no_holidays() -> None:
    new_year = NETPOINT.day(on("2027-01-01"))
    assert (new_year.intervals, new_year.kind) == (((8 * HOUR, 24 * HOUR),), DayKind.WORKING)


def test_a_night_shift_is_split_at_midnight_before_dates_are_matched() -> None:
    nights = Calendar.build(
        "Europe/Moscow", {name: [("22:00", "06:00")] for name in WEEKDAYS}, holidays=ListedHolidays.of(on("2026-03-04"))
    )
    monday, tuesday, closed, thursday, saturday = (nights.day(on(f"2026-03-0{day}")) for day in (2, 3, 4, 5, 7))
    evening, morning = (22 * HOUR, 24 * HOUR), (0, 6 * HOUR)
    assert monday.intervals == (evening,)
    assert tuesday.intervals == (morning, evening)
    assert closed.intervals == ()
    assert thursday.intervals == (morning, evening)
    assert saturday.intervals == (morning,)
    assert not saturday.working


def test_the_night_of_a_dated_exception_runs_into_a_holiday_but_not_into_another_exception() -> None:
    night = DatedException(((20 * HOUR, 4 * HOUR),), "переезд")
    calendar = Calendar("Europe/Moscow", SAVEIT.week, RUSSIA, {on("2026-06-11"): night})
    assert calendar.day(on("2026-06-12")).intervals == ((0, 4 * HOUR),)
    assert not calendar.is_working_day(on("2026-06-12"))
    closed = Calendar(
        "Europe/Moscow", SAVEIT.week, RUSSIA, {on("2026-06-11"): night, on("2026-06-12"): DatedException()}
    )
    assert closed.day(on("2026-06-12")).intervals == ()


def test_an_exception_opens_a_holiday_and_closes_a_working_day() -> None:
    calendar = Calendar(
        "Europe/Moscow",
        SAVEIT.week,
        RUSSIA,
        {on("2026-06-12"): DatedException(((10 * HOUR, 12 * HOUR),), "дежурство"), on("2026-06-11"): DatedException()},
        shorten=True,
    )
    opened, closed = calendar.day(on("2026-06-12")), calendar.day(on("2026-06-11"))
    assert (opened.kind, opened.name, opened.working, opened.official) == (DayKind.EXCEPTION, "дежурство", True, True)
    assert (closed.kind, closed.working, closed.shortened) == (DayKind.EXCEPTION, False, False)


def test_a_shortened_day_closes_an_hour_earlier_whatever_its_breaks() -> None:
    week = {3: [(9 * HOUR, 17 * HOUR), (int(17.5 * HOUR), 18 * HOUR)]}
    day = Calendar("Europe/Moscow", week, RUSSIA, shorten=True).day(on("2026-06-11"))
    assert day.intervals == ((9 * HOUR, 17 * HOUR),)
    assert Calendar("Europe/Moscow", week, RUSSIA).day(on("2026-06-11")).intervals == tuple(week[3])


def test_hours_that_touch_or_overlap_are_one_stretch() -> None:
    week = {0: [(13 * HOUR, 18 * HOUR), (9 * HOUR, 13 * HOUR)], 1: [(9 * HOUR, 15 * HOUR), (10 * HOUR, 12 * HOUR)]}
    calendar = Calendar("UTC", week)
    assert calendar.day(on("2026-03-02")).intervals == ((9 * HOUR, 18 * HOUR),)
    assert calendar.day(on("2026-03-03")).intervals == ((9 * HOUR, 15 * HOUR),)


def test_equal_calendars_are_one() -> None:
    def again(exceptions: dict[str, DatedException]) -> Calendar:
        dated = {on(day): exception for day, exception in exceptions.items()}
        return Calendar("Europe/Moscow", {0: [(9 * HOUR, 18 * HOUR)]}, RUSSIA, dated)

    closed = {"2026-03-02": DatedException()}
    assert again(closed) == again(closed)
    assert hash(again(closed)) == hash(again(closed))
    assert again(closed) != again({})


def test_a_calendar_does_not_change_with_what_it_was_built_from() -> None:
    week = {0: [(9 * HOUR, 18 * HOUR)]}
    calendar = Calendar("Europe/Moscow", week)
    week[1] = [(0, HOUR)]
    assert not calendar.is_working_day(on("2026-03-02") + timedelta(days=1))
