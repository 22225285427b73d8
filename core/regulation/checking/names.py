"""Checks of names and texts: unique, not empty, known where they are referred to, one default of a kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from pydantic import BaseModel

from core.regulation.checking.problem import Problem, listed
from core.regulation.model import Regulation


class _Named(Protocol):
    @property
    def id(self) -> str: ...


TEXTS = {"title", "desk", "version", "description", "text", "advice", "to", "zone_name"}
"""Keys that people read: they must say something."""


def identifiers_are_unique(regulation: Regulation) -> Iterator[Problem]:
    for table in ("states", "priorities", "plans", "categories", "fields", "reasons", "channels"):
        ids = _ids(getattr(regulation, table))
        for index, name in enumerate(ids):
            if name in ids[:index]:
                yield Problem((table, index, "id"), f"«{name}» уже есть выше")


def texts_say_something(regulation: Regulation) -> Iterator[Problem]:
    """A required text of white space only would be shown to people as nothing."""
    yield from _empty((), regulation)


def _empty(place: tuple[str | int, ...], part: BaseModel) -> Iterator[Problem]:
    for key, field in type(part).model_fields.items():
        value, here = getattr(part, key), (*place, key)
        if key in TEXTS and field.is_required() and isinstance(value, str) and not value.strip():
            yield Problem(here, "текст пуст: его читают люди")
        for path, inner in _parts(value, here):
            yield from _empty(path, inner)


def _parts(value: object, place: tuple[str | int, ...]) -> Iterable[tuple[tuple[str | int, ...], BaseModel]]:
    if isinstance(value, BaseModel):
        yield place, value
    elif isinstance(value, Mapping):
        yield from (((*place, name), inner) for name, inner in value.items() if isinstance(inner, BaseModel))
    elif isinstance(value, tuple):
        yield from (((*place, n), inner) for n, inner in enumerate(value) if isinstance(inner, BaseModel))


def one_start_one_default(regulation: Regulation) -> Iterator[Problem]:
    starts = [state.id for state in regulation.states if state.start]
    if len(starts) != 1:
        yield Problem(("states",), f"нужно ровно одно начальное состояние (start = true), сейчас {len(starts)}")
    for table, noun in (("priorities", "приоритет"), ("plans", "тариф"), ("categories", "категория")):
        defaults = [part.id for part in getattr(regulation, table) if part.default]
        if len(defaults) > 1:
            word = "одна" if noun == "категория" else "один"
            yield Problem((table,), f"{noun} по умолчанию {word}, сейчас: {', '.join(defaults)}")


def names_are_known(regulation: Regulation) -> Iterator[Problem]:
    """Every name stands for something that the file describes."""
    states, clocks = _ids(regulation.states), tuple(dict.fromkeys(target.clock for target in regulation.targets))
    actions = tuple(dict.fromkeys(move.action for move in regulation.moves))
    for index, move in enumerate(regulation.moves):
        for key, names in (("from", move.from_), ("to", (move.to,)), ("keeps", move.keeps)):
            yield from _unknown(("moves", index, key), names, states, "состояния")
        if move.after and move.after not in clocks:
            yield Problem(("moves", index, "after"), f"срок «{move.after}» нигде не задан")
    for index, target in enumerate(regulation.targets):
        for key, names, known, noun in (
            ("pauses_in", target.pauses_in or (), states, "состояния"),
            ("runs_in", target.runs_in or (), states, "состояния"),
            ("priorities", target.priorities, _ids(regulation.priorities), "приоритета"),
            ("plans", target.plans, _ids(regulation.plans), "тарифа"),
            ("categories", target.categories, _ids(regulation.categories), "категории"),
            ("dates", (target.dates,) if target.dates else (), tuple(regulation.calendars), "календаря"),
        ):
            yield from _unknown(("targets", index, key), names, known, noun)
    for index, field in enumerate(regulation.fields):
        yield from _unknown(("fields", index, "categories"), field.categories, _ids(regulation.categories), "категории")
    for index, escalation in enumerate(regulation.escalations):
        for clock in escalation.clocks:
            if clock not in clocks:
                yield Problem(("escalations", index, "clocks"), f"срок «{clock}» нигде не задан")
    for index, reason in enumerate(regulation.reasons):
        yield from _unknown(("reasons", index, "actions"), reason.actions, actions, "действия")


def _unknown(path: tuple[str | int, ...], names: Iterable[str], known: Sequence[str], noun: str) -> Iterator[Problem]:
    for name in names:
        if name not in known:
            yield Problem(path, f"нет {noun} «{name}»; {listed(known)}")


def _ids(parts: Iterable[_Named]) -> tuple[str, ...]:
    return tuple(part.id for part in parts)
