"""What must hold between the parts of a regulation; each check yields every problem it finds."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise, product
from zoneinfo import ZoneInfo

from core.regulation.model import Level, Regulation
from core.worktime import Interval, zone_named
from core.worktime.days import DAY


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A place in the file and what is wrong there."""

    path: tuple[str | int, ...]
    what: str

    def __str__(self) -> str:
        return f"{'.'.join(str(part) for part in self.path)}: {self.what}"


Check = Callable[[Regulation], Iterator[Problem]]


def check(regulation: Regulation, *, between: bool = True) -> list[Problem]:
    """All problems of the regulation; an empty list means that it can be executed.

    ``between=False`` leaves out what its parts say about each other.
    """
    checks = (*OF_A_PART, *BETWEEN_PARTS) if between else OF_A_PART
    return [problem for find in checks for problem in find(regulation)]


def zone_is_a_city(regulation: Regulation) -> Iterator[Problem]:
    zone = regulation.calendar.zone
    try:
        zone_named(zone)
    except ValueError:
        yield Problem(
            ("calendar", "zone"),
            f"«{zone}» не зона: назовите город, например Europe/Moscow; смещения (+03:00, Etc/GMT-3) не годятся",
        )


def identifiers_are_unique(regulation: Regulation) -> Iterator[Problem]:
    tables: dict[str, Sequence[str]] = {
        "states": [state.id for state in regulation.states],
        "priorities": [priority.id for priority in regulation.priorities],
        "fields": [field.id for field in regulation.fields],
        "reasons": [reason.id for reason in regulation.reasons],
        "channels": [channel.id for channel in regulation.channels],
    }
    for table, ids in tables.items():
        for index, name in enumerate(ids):
            if name in ids[:index]:
                yield Problem((table, index, "id"), f"«{name}» уже есть выше")


def one_start_one_default(regulation: Regulation) -> Iterator[Problem]:
    starts = [state.id for state in regulation.states if state.start]
    if len(starts) != 1:
        yield Problem(("states",), f"нужно ровно одно начальное состояние (start = true), сейчас {len(starts)}")
    defaults = [priority.id for priority in regulation.priorities if priority.default]
    if len(defaults) > 1:
        yield Problem(("priorities",), f"приоритет по умолчанию один, сейчас: {', '.join(defaults)}")


def names_are_known(regulation: Regulation) -> Iterator[Problem]:
    states = {state.id for state in regulation.states}
    priorities = {priority.id for priority in regulation.priorities}
    known = f"есть: {', '.join(state.id for state in regulation.states)}"
    for index, move in enumerate(regulation.moves):
        for key, names in (("from", move.from_), ("to", (move.to,)), ("keeps", move.keeps)):
            for name in names:
                if name not in states:
                    yield Problem(("moves", index, key), f"нет состояния «{name}»; {known}")
        if move.after and not any(target.clock == move.after for target in regulation.targets):
            yield Problem(("moves", index, "after"), f"срок «{move.after}» нигде не задан")
    for index, target in enumerate(regulation.targets):
        for name in target.pauses_in or ():
            if name not in states:
                yield Problem(("targets", index, "pauses_in"), f"нет состояния «{name}»; {known}")
        for name in target.priorities:
            if name not in priorities:
                yield Problem(("targets", index, "priorities"), f"нет приоритета «{name}»")
    for index, escalation in enumerate(regulation.escalations):
        for clock in escalation.clocks:
            if not any(target.clock == clock for target in regulation.targets):
                yield Problem(("escalations", index, "clocks"), f"срок «{clock}» нигде не задан")
    actions = tuple(dict.fromkeys(move.action for move in regulation.moves))
    for index, reason in enumerate(regulation.reasons):
        for name in reason.actions:
            if name not in actions:
                what = f"нет действия «{name}»; есть: {', '.join(actions)}"
                yield Problem(("reasons", index, "actions"), what)


def states_are_reached_and_left(regulation: Regulation) -> Iterator[Problem]:
    starts = {state.id for state in regulation.states if state.start}
    reached = starts | {move.to for move in regulation.moves}
    left = {name for move in regulation.moves for name in move.from_ if name != move.to and name not in move.keeps}
    for index, state in enumerate(regulation.states):
        if starts and state.id not in reached:
            yield Problem(
                ("states", index, "id"),
                f"в состояние «{state.id}» нельзя попасть: ни один переход туда не ведёт",
            )
        if not state.final and state.id not in left:
            yield Problem(
                ("states", index, "id"),
                f"из состояния «{state.id}» нет выхода; конечное отмечается final = true",
            )
        if state.final and state.id in left:
            yield Problem(("states", index, "final"), f"состояние «{state.id}» конечное, но из него есть переход")


def number_has_a_counter(regulation: Regulation) -> Iterator[Problem]:
    try:
        names = {name.partition(".")[0] for _, name, _, _ in string.Formatter().parse(regulation.number.format) if name}
        regulation.number.format.format(year=2026, counter=1)
    except (ValueError, KeyError, IndexError):
        yield Problem(("number", "format"), "допустимы только {year} и {counter}, например {year}-{counter:04}")
        return
    if "counter" not in names:
        yield Problem(("number", "format"), "в номере нет {counter}: номера повторялись бы")


def offset_agrees_with_zone(regulation: Regulation) -> str | None:
    """A sentence when the stated offset is not the zone's; the zone wins (rules.md 1.5)."""
    rules = regulation.calendar
    offset = datetime(2026, 1, 1, tzinfo=UTC).astimezone(ZoneInfo(rules.zone)).strftime("%z")
    actual = f"{offset[:3]}:{offset[3:]}"
    if actual == rules.stated_offset:
        return None
    return f"в тексте регламента указано UTC{rules.stated_offset}, а в зоне {rules.zone} — UTC{actual}; верим зоне"


def overlapping_hours(regulation: Regulation) -> Iterator[Problem]:
    calendar = regulation.calendar
    days: list[tuple[tuple[str | int, ...], Sequence[Interval]]] = [
        (("calendar", "week", day), hours) for day, hours in calendar.week.items()
    ]
    days += [(("calendar", "exceptions", n, "hours"), rule.hours) for n, rule in enumerate(calendar.exceptions)]
    for path, hours in days:
        if any(following < (end if end > start else DAY) for (start, end), (following, _) in pairwise(sorted(hours))):
            yield Problem(path, "промежутки рабочего времени перекрываются")


def a_date_is_excepted_once(regulation: Regulation) -> Iterator[Problem]:
    dates = [rule.date for rule in regulation.calendar.exceptions]
    for index, day in enumerate(dates):
        if day in dates[:index]:
            yield Problem(("calendar", "exceptions", index, "date"), f"дата {day:%d.%m.%Y} уже есть выше")


def levels(regulation: Regulation) -> Iterator[Level]:
    """Every level that a ticket may have."""
    plans = [plan.id for plan in regulation.plans] or [""]
    categories = [category.id for category in regulation.categories] or [""]
    for priority, plan, category in product(regulation.priorities, plans, categories):
        yield Level(priority.id, plan, category)


def one_term_a_clock(regulation: Regulation) -> Iterator[Problem]:
    """A priority with two terms of one clock would leave open which of them holds."""
    for index, target in enumerate(regulation.targets):
        before = [other for other in regulation.targets[:index] if other.clock == target.clock]
        for level in levels(regulation):
            if target.applies_to(level) and any(other.applies_to(level) for other in before):
                named = ", ".join(f"«{name}»" for name in (level.priority, level.plan, level.category) if name)
                yield Problem(("targets", index, "clock"), f"срок «{target.clock}» для {named} уже задан выше")
                break


def one_move_an_action(regulation: Regulation) -> Iterator[Problem]:
    for index, move in enumerate(regulation.moves):
        taken = {state for other in regulation.moves[:index] if other.action == move.action for state in other.from_}
        for state in move.from_:
            if state in taken:
                yield Problem(("moves", index, "from"), f"переход «{move.action}» из «{state}» уже есть выше")


OF_A_PART: tuple[Check, ...] = (
    zone_is_a_city,
    identifiers_are_unique,
    number_has_a_counter,
    overlapping_hours,
    a_date_is_excepted_once,
)
BETWEEN_PARTS: tuple[Check, ...] = (
    one_start_one_default,
    names_are_known,
    states_are_reached_and_left,
    one_term_a_clock,
    one_move_an_action,
)
