"""Terms and dates as people write them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from core.errors import Missing
from core.regulation import dates
from core.regulation.checks import offset_agrees_with_zone
from core.regulation.parse import load
from core.regulation.terms import read_term
from core.worktime import Term, Unit

SAVEIT = load("saveit").regulation
MOSCOW = ZoneInfo("Europe/Moscow")
NOW = datetime(2026, 3, 5, 15, 0, tzinfo=MOSCOW)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("30 минут", Term(30, Unit.MINUTES)),
        ("15 рабочих минут", Term(15, Unit.WORKING_MINUTES)),
        ("1 час", Term(1, Unit.HOURS)),
        ("24 часа", Term(24, Unit.HOURS)),
        ("48 рабочих часов", Term(48, Unit.WORKING_HOURS)),
        ("1 рабочий день", Term(1, Unit.WORKING_DAYS)),
        ("3 дня", Term(3, Unit.DAYS)),
        ("7 рабочих дней", Term(7, Unit.WORKING_DAYS)),
        ("1 неделя", Term(1, Unit.WEEKS)),
        ("2 месяца", Term(2, Unit.MONTHS)),
        ("  4  Рабочих  Часа ", Term(4, Unit.WORKING_HOURS)),
        ("4 working hours", Term(4, Unit.WORKING_HOURS)),
        ("10 working days", Term(10, Unit.WORKING_DAYS)),
        ("1 month", Term(1, Unit.MONTHS)),
    ],
)
def test_a_term_in_words(text: str, term: Term) -> None:
    assert read_term(text) == term
    assert read_term(term) is term


@pytest.mark.parametrize(
    "text", ["", "час", "4", "-1 час", "1,5 часа", "2 рабочих недели", "4 рабочих", "часа 4", "0 дней"]
)
def test_what_is_no_term(text: str) -> None:
    with pytest.raises(ValueError, match="срок «"):
        read_term(text)


@pytest.mark.parametrize(
    ("text", "opening", "at", "rest"),
    [
        ("25.12.2026", True, "2026-12-25 09:00", ""),
        ("25.12.2026", False, "2026-12-25 18:00", ""),
        ("25.12.26 18:30 ждём выпуск", True, "2026-12-25 18:30", "ждём выпуск"),
        ("6.3 нужно время", False, "2026-03-06 18:00", "нужно время"),
        ("05.03 18:00", False, "2026-03-05 18:00", ""),
        ("04.03", True, "2027-03-04 09:00", ""),  # passed: next year's
        ("08.05", False, "2026-05-08 17:00", ""),  # an hour shorter
        ("08.03.2026", True, "2026-03-08 09:00", ""),  # a closed day has the hours of any other
        ("29.02.2028", True, "2028-02-29 09:00", ""),
    ],
)
def test_a_date_as_staff_type_it(text: str, opening: bool, at: str, rest: str) -> None:
    read = dates.read(text, SAVEIT, NOW, opening=opening)
    assert read == (datetime.fromisoformat(at).replace(tzinfo=MOSCOW), rest)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "needs_until"),
        ("   ", "needs_until"),
        ("завтра", "bad_date"),
        ("2026-12-25", "bad_date"),
        ("31.02.2026", "bad_date"),
        ("25.13.2026", "bad_date"),
        ("25.12.2026 25:00", "bad_date"),
        ("25.12.2026ждём", "bad_date"),
        ("29.02", "bad_date"),  # 2026 has none
        ("0.0", "bad_date"),
        ("25.12.9999", "bad_date"),  # nobody waits so long
    ],
)
def test_what_is_no_date(text: str, code: str) -> None:
    with pytest.raises(Missing) as caught:
        dates.read(text, SAVEIT, NOW, opening=True)
    assert caught.value.code == code


def test_an_offset_that_the_city_left_long_ago_is_told_and_the_city_wins() -> None:
    stated = SAVEIT.calendar.model_copy(update={"zone": "Asia/Yekaterinburg", "stated_offset": "+06:00"})
    assert offset_agrees_with_zone(SAVEIT.model_copy(update={"calendar": stated})) == (
        "в тексте регламента указано UTC+06:00, а в зоне Asia/Yekaterinburg — UTC+05:00; верим зоне"
    )
    assert offset_agrees_with_zone(SAVEIT) is None
