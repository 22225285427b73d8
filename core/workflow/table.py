"""Everything about changes of state: which moves the regulation has, who may make them, what each requires."""

from __future__ import annotations

from collections.abc import Sequence

from core.errors import IllegalMove, Missing, NotAllowed
from core.regulation.model import Move, Regulation, Role, State

HAPPENED = ("agreement", "approval", "invoice")
"""Needs that nothing sent along with an action fulfils: they must have happened before."""


def find(regulation: Regulation, action: str, state: str) -> Move | None:
    """The move that ``action`` makes from ``state``; None when the table has none such."""
    return next((move for move in regulation.moves if move.action == action and state in move.from_), None)


def possible(regulation: Regulation, state: str, role: Role) -> tuple[str, ...]:
    """Actions open to ``role`` in ``state``, in the regulation's order."""
    return tuple(dict.fromkeys(m.action for m in regulation.moves if state in m.from_ and role in m.by))


def move(regulation: Regulation, action: str, state: str, role: Role, given: Sequence[str] = ()) -> State:
    """The state after ``action`` of ``role``; ``given`` names what came along (text, reason, until) or has happened.

    Raises IllegalMove (with what is possible instead), NotAllowed (with whose move it is) or Missing (with what is
    possible instead when no words would help); nothing is changed by a refusal.
    """
    found = find(regulation, action, state)
    if found is None:
        raise IllegalMove(
            "illegal_move",
            action=action,
            state=regulation.state(state).title_for_staff,
            possible=possible(regulation, state, role),
        )
    if role not in found.by:
        raise NotAllowed("not_allowed", action=action, by=found.by)
    for need in found.requires:
        if need not in given:
            others = tuple(other for other in possible(regulation, state, role) if other != action)
            instead = {"possible": others} if need in HAPPENED else {}
            raise Missing(f"needs_{need}", field=need, action=action, **instead)
    return regulation.state(state if state in found.keeps else found.to)
