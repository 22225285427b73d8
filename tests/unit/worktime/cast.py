"""The desks of the stories, as their regulations state them, and short ways to write an instant."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from core.worktime import Calendar, Rates, RussianHolidays

RUSSIA = RussianHolidays()
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
EVERY_DAY = (*WEEKDAYS, "sat", "sun")


def desk(zone: str, opens: str, closes: str, *, shorten: bool) -> Calendar:
    return Calendar.build(zone, {name: [(opens, closes)] for name in WEEKDAYS}, holidays=RUSSIA, shorten=shorten)


SAVEIT = desk("Europe/Moscow", "09:00", "18:00", shorten=True)
SINTEZ = desk("Asia/Yekaterinburg", "09:00", "18:00", shorten=True)
PLARSON = desk("Europe/Moscow", "10:00", "19:00", shorten=True)
ALLEANZA = desk("Europe/Moscow", "07:00", "17:00", shorten=True)
NETPOINT = Calendar.build("Europe/Moscow", {name: [("08:00", "24:00")] for name in EVERY_DAY})
INSALES = Calendar.build("Europe/Moscow", {name: [("00:00", "24:00")] for name in EVERY_DAY})
RUSSIAN_DATES = desk("Europe/Moscow", "00:00", "24:00", shorten=False)
WITH_LUNCH = Calendar.build(
    "Europe/Moscow",
    {name: [("09:00", "13:00"), ("14:00", "18:00")] for name in WEEKDAYS},
    holidays=RUSSIA,
    shorten=True,
)

URGENT = Rates(1, Fraction(1, 3), 0)
IMMEDIATE = Rates(1, Fraction(1, 4), 0)


def moscow(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Moscow"))


def chelyabinsk(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Yekaterinburg"))


def on(text: str) -> date:
    return date.fromisoformat(text)
