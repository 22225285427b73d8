"""The working time of a regulation, as its file states it: zone, week, holidays, exceptions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from datetime import date as date_type
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from core.worktime import Calendar, DatedException, Interval, RussianHolidays, YearFile

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


class DayOffRule(BaseModel):
    """A day off that the year's decree names: the date it was moved ``from``, or a name of its own."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    date: date
    from_: Annotated[date_type | None, Field(alias="from")] = None
    name: str = ""


class WorkingDayRule(BaseModel):
    """A working Saturday that the year's decree names, with the weekday whose hours it takes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    date: date
    instead_of: date_type


class YearRule(BaseModel):
    """The government's decree for a year, typed in by the organisation; stronger than the package (rules.md 1.3).

    It states the whole decree: the package's transfers of that year are forgotten, the holidays of art. 112 stay.
    ``short`` replaces the computed shortened days when it is given.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    year: Annotated[int, Field(ge=1992, le=2200, strict=True)]
    days_off: tuple[DayOffRule, ...] = ()
    working: tuple[WorkingDayRule, ...] = ()
    short: tuple[date_type, ...] | None = None

    @model_validator(mode="after")
    def _of_one_year(self) -> YearRule:
        dates = [*(off.date for off in self.days_off), *(day.date for day in self.working), *(self.short or ())]
        for day in dates:
            if day.year != self.year:
                raise ValueError(f"{day:%d.%m.%Y} не относится к {self.year} году")
        return self

    def build(self) -> YearFile:
        """The year as the engine takes it."""
        return YearFile(
            self.year,
            days_off={rule.date: rule.from_ or rule.name for rule in self.days_off},
            working={rule.date: rule.instead_of for rule in self.working},
            short=None if self.short is None else frozenset(self.short),
        )


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
    years: tuple[YearRule, ...] = ()
    clause: Annotated[str, Field(pattern=r"^[A-Z]{2,8}-\d{1,3}$")]

    @field_validator("week")
    @classmethod
    def _some_hours(cls, week: Mapping[str, tuple[Interval, ...]]) -> Mapping[str, tuple[Interval, ...]]:
        if not any(week.values()):
            raise ValueError("в неделе нет ни одного рабочего часа")
        return week

    @model_validator(mode="after")
    def _years_of_russia(self) -> CalendarRules:
        if self.years and self.holidays != "RU":
            raise ValueError('годы (years) уточняют праздники России: нужно holidays = "RU"')
        named = [rule.year for rule in self.years]
        if len(set(named)) < len(named):
            raise ValueError("один и тот же год (years) назван дважды")
        return self

    def build(self) -> Calendar:
        """The calendar that computes; ValueError when the zone is not one."""
        return Calendar(
            zone=self.zone,
            week={WEEKDAYS.index(day): hours for day, hours in self.week.items()},
            holidays=RussianHolidays(tuple(rule.build() for rule in self.years)) if self.holidays == "RU" else None,
            exceptions={rule.date: DatedException(rule.hours, rule.name) for rule in self.exceptions},
            shorten=self.shorten,
        )
