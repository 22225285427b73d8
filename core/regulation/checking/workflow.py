"""Checks of states and moves: everything can be reached, left and brought to an end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.regulation.checking.problem import Problem
from core.regulation.model import Regulation

Edges = set[tuple[str, str]]


def edges(regulation: Regulation) -> Edges:
    """From which state to which another one the moves lead."""
    return {
        (origin, move.to)
        for move in regulation.moves
        for origin in move.from_
        if origin not in move.keeps and origin != move.to
    }


def states_are_reached_and_left(regulation: Regulation) -> Iterator[Problem]:
    ways = edges(regulation)
    starts = {state.id for state in regulation.states if state.start}
    entered, left = starts | {to for _, to in ways}, {origin for origin, _ in ways}
    orphans = [state.id for state in regulation.states if starts and state.id not in entered]
    stuck = [state.id for state in regulation.states if not state.final and state.id not in left]
    ends = {state.id for state in regulation.states if state.final}
    known = {state.id for state in regulation.states}
    plain = orphans or stuck or any(not {origin, to} <= known for origin, to in ways)  # no need to look any deeper
    island = set() if plain or not starts else _outside(regulation, starts, ways)
    endless = set() if plain or not ends else _outside(regulation, ends, {(to, origin) for origin, to in ways})
    for index, state in enumerate(regulation.states):
        path = ("states", index, "id")
        if state.id in orphans:
            yield Problem(path, f"в состояние «{state.id}» нельзя попасть: ни один переход туда не ведёт")
        if state.id in island:
            yield Problem(path, f"в состояние «{state.id}» нельзя попасть из начального")
        if state.id in stuck:
            yield Problem(path, f"из состояния «{state.id}» нет выхода; конечное отмечается final = true")
        if state.id in endless:
            yield Problem(path, f"из состояния «{state.id}» нельзя дойти до конечного")
        if state.final and state.id in left:
            yield Problem(("states", index, "final"), f"состояние «{state.id}» конечное, но из него есть переход")
    if not ends and not stuck:
        yield Problem(("states",), "нет конечного состояния (final = true): обращение не кончится никогда")


def _outside(regulation: Regulation, seeds: Iterable[str], ways: Edges) -> set[str]:
    """The states that cannot be reached from ``seeds``."""
    reached: set[str] = set()
    front = set(seeds)
    while front:
        reached |= front
        front = {to for origin, to in ways if origin in front} - reached
    return {state.id for state in regulation.states} - reached


def a_closed_state_is_resolved(regulation: Regulation) -> Iterator[Problem]:
    """Otherwise the term of resolution would go on running with nobody able to write."""
    for index, state in enumerate(regulation.states):
        key = "final" if state.final else "read_only"
        if state.closed and not state.resolved:
            what = f"в состоянии «{state.id}» писать нельзя, а работа не закончена: добавьте resolved = true"
            yield Problem(("states", index, key), what)
        if state.final and state.read_only:
            what = "final уже значит, что писать нельзя: read_only здесь лишний"
            yield Problem(("states", index, "read_only"), what)


def a_postponed_state_has_a_date(regulation: Regulation) -> Iterator[Problem]:
    dated = {state.id for state in regulation.states if state.waits_for == "date"}
    for index, move in enumerate(regulation.moves):
        if move.to in dated and "until" not in move.requires:
            what = f"состояние «{move.to}» ждёт даты: добавьте «until» в requires"
            yield Problem(("moves", index, "to"), what)


def one_move_an_action(regulation: Regulation) -> Iterator[Problem]:
    for index, move in enumerate(regulation.moves):
        taken = {state for other in regulation.moves[:index] if other.action == move.action for state in other.from_}
        for state in move.from_:
            if state in taken:
                yield Problem(("moves", index, "from"), f"переход «{move.action}» из «{state}» уже есть выше")
        for state in move.keeps:
            if state not in move.from_:
                yield Problem(("moves", index, "keeps"), f"«{state}» нет среди состояний этого перехода (from)")
        if move.after and "system" not in move.by:
            yield Problem(("moves", index, "by"), "переход по сроку (after) делает сама программа: добавьте «system»")


def a_refusal_has_reasons(regulation: Regulation) -> Iterator[Problem]:
    """Staff refuse on listed grounds only."""
    for index, move in enumerate(regulation.moves):
        if move.action == "refuse" and not regulation.reasons_for("refuse"):
            yield Problem(("moves", index, "action"), "отказать нельзя: в [[reasons]] нет ни одной причины отказа")
