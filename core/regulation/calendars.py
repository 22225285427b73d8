"""The working time of a regulation, as its file states it: zone, week, holidays, exceptions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from core.worktime import Calendar, DatedException, Interval, RussianHolidays

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOURS = re.compile(r"^([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$")


def read_hours(text: object) -> object:
    """``"09:00-18:00"`` as seconds from local midnight; an end not after its start runs past midnight."""
    match = _HOURS.match(text) if isinstance(text, str) else None
    if match is None:
        raise ValueError(f"часы «{text}» не поняты: напишите, например, «09:00-18:00»")
    hour, minute, end_hour, end_minute = (int(group) for group in match.groups())
    start, end = hour * 3600 + minute * 60, end_hour * 3600 + end_minute * 60
    if start >= 86400 or end > 86400:
        raise ValueError(f"часы «{text}»: сутки кончаются в 24:00")
    return (start, end)


Hours = Annotated[Interval, BeforeValidator(read_hours)]


class ExceptionRule(BaseModel):
    """A date on which the organisation keeps other hours; stronger than any holiday."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    date: date
    hours: tuple[Hours, ...]
    name: str = ""


class CalendarRules(BaseModel):
    """Zone, weekly hours, holiday source and dated exceptions (rules.md section 1)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    zone: str
    zone_name: str
    stated_offset: Annotated[str, Field(pattern=r"^[+-]\d\d:\d\d$")]
    holidays: Literal["RU", "none"] = "none"
    shorten: Annotated[bool, Field(strict=True)] = False
    week: Mapping[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], tuple[Hours, ...]]
    exceptions: tuple[ExceptionRule, ...] = ()
    clause: Annotated[str, Field(pattern=r"^[A-Z]{2,8}-\d{1,3}$")]

    @field_validator("week")
    @classmethod
    def _some_hours(cls, week: Mapping[str, tuple[Interval, ...]]) -> Mapping[str, tuple[Interval, ...]]:
        if not any(week.values()):
            raise ValueError("в неделе нет ни одного рабочего часа")
        return week

    def build(self) -> Calendar:
        """The calendar that computes; ValueError when the zone is not one."""
        return Calendar(
            zone=self.zone,
            week={WEEKDAYS.index(day): hours for day, hours in self.week.items()},
            holidays=RussianHolidays() if self.holidays == "RU" else None,
            exceptions={rule.date: DatedException(rule.hours, rule.name) for rule in self.exceptions},
            shorten=self.shorten,
        )
