"""Checks of calendars: the regulation's own and the named ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from core.regulation.calendars import WEEKDAYS, CalendarRules
from core.regulation.checking.problem import Problem
from core.regulation.model import Regulation
from core.worktime import Interval, zone_named
from core.worktime.days import DAY

Place = tuple[str | int, ...]
OVERLAP = "промежутки рабочего времени перекрываются"


def calendars(regulation: Regulation) -> Iterator[tuple[Place, CalendarRules]]:
    """Every calendar of the file and where it stands."""
    yield ("calendar",), regulation.calendar
    for name, rules in regulation.calendars.items():
        yield ("calendars", name), rules


def zone_is_a_city(regulation: Regulation) -> Iterator[Problem]:
    for place, rules in calendars(regulation):
        try:
            zone_named(rules.zone)
        except ValueError:
            yield Problem(
                (*place, "zone"),
                f"«{rules.zone}» не зона: назовите город, например Europe/Moscow; "
                "смещения (+03:00, Etc/GMT-3) не годятся",
            )


def overlapping_hours(regulation: Regulation) -> Iterator[Problem]:
    for place, rules in calendars(regulation):
        days: list[tuple[Place, Sequence[Interval]]] = [
            ((*place, "week", day), hours) for day, hours in rules.week.items()
        ]
        days += [((*place, "exceptions", n, "hours"), rule.hours) for n, rule in enumerate(rules.exceptions)]
        yield from (Problem(path, OVERLAP) for path, hours in days if _overlap(hours))
        by_day: dict[str, Sequence[Interval]] = dict(rules.week.items())
        week = [by_day.get(day, ()) for day in WEEKDAYS]
        for number, hours in enumerate(week):
            runs_until = max((end for start, end in week[number - 1] if end <= start), default=0)
            if any(start < runs_until for start, _ in hours):
                yield Problem((*place, "week", WEEKDAYS[number]), f"{OVERLAP}: накануне работают за полночь")


def _overlap(hours: Sequence[Interval]) -> bool:
    return any(following < (end if end > start else DAY) for (start, end), (following, _) in pairwise(sorted(hours)))


def a_date_is_excepted_once(regulation: Regulation) -> Iterator[Problem]:
    for place, rules in calendars(regulation):
        dates = [rule.date for rule in rules.exceptions]
        for index, day in enumerate(dates):
            if day in dates[:index]:
                yield Problem((*place, "exceptions", index, "date"), f"дата {day:%d.%m.%Y} уже есть выше")
