"""Open time at its edges: closing times, clock changes, calendars that never open (rules.md 1.6)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.worktime import (
    Calendar,
    DatedException,
    NeverOpens,
    OpenTime,
    Term,
    Unit,
    explain,
    open_between,
    open_time,
    work_dates,
)
from tests.unit.worktime.cast import EVERY_DAY, SAVEIT, moscow, on

HOUR = 3600
hours = OpenTime(SAVEIT)


@pytest.mark.parametrize(
    ("start", "seconds", "end"),
    [
        ("2026-03-05 17:00", HOUR, "2026-03-05 18:00"),  # what ends with the day is due at closing time
        ("2026-03-05 17:00", HOUR + 1, "2026-03-06 09:00:01"),
        ("2026-03-05 18:00", 0, "2026-03-06 09:00"),
        ("2026-03-05 17:59:59", 0, "2026-03-05 17:59:59"),
        ("2026-03-06 18:00", HOUR, "2026-03-10 10:00"),
        ("2026-12-30 17:30", HOUR, "2027-01-11 09:30"),
    ],
)
def test_adding(start: str, seconds: int, end: str) -> None:
    assert hours.add(moscow(start), seconds) == moscow(end)


def test_open_is_from_opening_to_just_before_closing() -> None:
    times = ("08:59:59", "09:00", "17:59:59", "18:00")
    assert [hours.is_open(moscow(f"2026-03-05 {time}")) for time in times] == [False, True, True, False]
    assert hours.next_opening(moscow("2026-03-06 18:00")) == moscow("2026-03-10 09:00")


def test_counting_backwards_is_nothing() -> None:
    assert hours.between(moscow("2026-03-06 12:00"), moscow("2026-03-05 12:00")) == 0
    with pytest.raises(ValueError, match="forwards"):
        hours.add(moscow("2026-03-06 12:00"), -1)


def test_answers_are_utc_whole_seconds_and_questions_need_a_zone() -> None:
    answer = hours.add(moscow("2026-03-05 12:00:00.900"), 60)
    assert (answer.tzinfo, answer) == (UTC, moscow("2026-03-05 12:01"))
    with pytest.raises(ValueError, match="no time zone"):
        hours.add(datetime(2026, 3, 5, 12, 0), 60)  # noqa: DTZ001 - the very mistake


def test_a_year_before_the_first_question_joins_the_same_table() -> None:
    calendar = Calendar("Europe/Moscow", SAVEIT.week, SAVEIT.holidays, shorten=True)
    fresh = OpenTime(Calendar("Europe/Moscow", calendar.week, calendar.holidays, {on("1999-01-04"): DatedException()}))
    late = fresh.between(moscow("2026-03-05 09:00"), moscow("2026-03-06 18:00"))
    whole = fresh.between(moscow("2023-03-06 09:00"), moscow("2026-03-06 18:00"))
    before = fresh.between(moscow("2023-03-06 09:00"), moscow("2026-03-05 09:00"))
    assert (late, whole) == (18 * HOUR, before + late)


def test_equal_calendars_share_one_table() -> None:
    again = Calendar("Europe/Moscow", SAVEIT.week, SAVEIT.holidays, shorten=True)
    assert open_time(again) is open_time(SAVEIT)
    assert open_between(again, moscow("2026-03-05 17:00"), moscow("2026-03-06 10:00")) == 2 * HOUR


@pytest.mark.parametrize(
    "calendar",
    [
        Calendar("UTC", {}),
        Calendar("UTC", {0: []}),
        Calendar("UTC", {}, exceptions={on("2026-03-02"): DatedException(((0, HOUR),))}),
    ],
)
def test_a_calendar_that_never_opens_again_says_so(calendar: Calendar) -> None:
    start = datetime(2026, 3, 3, tzinfo=UTC)
    with pytest.raises(NeverOpens, match="UTC"):
        OpenTime(calendar).add(start, 1)
    with pytest.raises(NeverOpens, match="UTC"):
        OpenTime(calendar).next_opening(start)
    with pytest.raises(NeverOpens, match="UTC"):
        work_dates(calendar).after(start.date(), 1)


def test_a_lone_opening_far_ahead_is_found() -> None:
    far = Calendar("UTC", {}, exceptions={on("2050-03-02"): DatedException(((0, HOUR),))})
    start = datetime(2026, 3, 3, tzinfo=UTC)
    assert OpenTime(far).add(start, HOUR) == datetime(2050, 3, 2, 1, tzinfo=UTC)
    assert work_dates(far).after(start.date(), 1) == on("2050-03-02")


@pytest.mark.parametrize(
    ("zone", "interval", "date", "seconds"),
    [
        ("Europe/Berlin", ("00:00", "24:00"), "2026-03-29", 23 * HOUR),
        ("Europe/Berlin", ("00:00", "24:00"), "2026-10-25", 25 * HOUR),
        ("Europe/Berlin", ("02:30", "04:00"), "2026-03-29", HOUR // 2),  # opens at 03:30 summer time
        ("Europe/Berlin", ("01:00", "02:30"), "2026-03-29", 3 * HOUR // 2),  # closes at 03:30 summer time
        ("Europe/Berlin", ("02:15", "02:45"), "2026-03-29", HOUR // 2),
        ("Europe/Berlin", ("02:30", "03:00"), "2026-03-29", 0),  # shifted past its own closing
        ("Europe/Berlin", ("02:30", "04:00"), "2026-10-25", 5 * HOUR // 2),  # from the first 02:30
        ("Europe/Berlin", ("01:00", "02:30"), "2026-10-25", 3 * HOUR // 2),  # to the first 02:30
        ("America/Sao_Paulo", ("00:00", "02:00"), "2018-11-04", HOUR),  # midnight itself is missing
        ("America/Sao_Paulo", ("22:00", "24:00"), "2018-02-17", 3 * HOUR),  # 23:00 comes twice
        ("Australia/Lord_Howe", ("00:00", "24:00"), "2026-10-04", 47 * HOUR // 2),
        ("Pacific/Apia", ("09:00", "18:00"), "2011-12-30", 0),  # a date that never was
        ("Pacific/Apia", ("09:00", "18:00"), "2011-12-31", 9 * HOUR),
    ],
)
def test_nights_of_clock_changes(zone: str, interval: tuple[str, str], date: str, seconds: int) -> None:
    calendar = Calendar.build(zone, {EVERY_DAY[on(date).weekday()]: [interval]})
    noon = datetime.fromisoformat(f"{date}T12:00").replace(tzinfo=ZoneInfo(zone))
    assert open_between(calendar, noon - timedelta(days=2), noon + timedelta(days=2)) == seconds


def test_neighbouring_intervals_do_not_count_twice_when_one_shifts_into_the_other() -> None:
    calendar = Calendar.build("Europe/Berlin", {"sun": [("01:00", "02:45"), ("03:00", "04:00")]})
    since, until = datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 3, 29, 12, tzinfo=UTC)
    assert open_between(calendar, since, until) == 2 * HOUR
    spans = explain(Term(2, Unit.WORKING_HOURS), calendar, since).spans
    counted = [(span.seconds, span.end - span.start) for span in spans if span.seconds]
    assert counted == [(105 * 60, timedelta(minutes=105)), (15 * 60, timedelta(minutes=15))]
