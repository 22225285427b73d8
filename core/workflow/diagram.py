"""The workflow as a Mermaid drawing, made from the table itself."""

from __future__ import annotations

from core.regulation.model import Move, Regulation


def mermaid(regulation: Regulation) -> str:
    """A ``stateDiagram-v2`` of all states and moves; moves between the same two states share an arrow.

    An action that keeps its state, and one that leads back to it, change nothing and are not drawn.
    """
    arrows: dict[tuple[str, str], list[str]] = {}
    for move in regulation.moves:
        for origin in move.from_:
            if origin not in (*move.keeps, move.to):
                arrows.setdefault((origin, move.to), []).append(_label(move))
    lines = ["stateDiagram-v2"]
    lines += [f"    {state.id}: {state.title_for_staff}" for state in regulation.states]
    lines += [f"    [*] --> {state.id}" for state in regulation.states if state.start]
    lines += [f"    {origin} --> {to}: {'<br/>'.join(labels)}" for (origin, to), labels in arrows.items()]
    lines += [f"    {state.id} --> [*]" for state in regulation.states if state.final]
    return "\n".join(lines) + "\n"


def _label(move: Move) -> str:
    return f"{move.action} ({', '.join(move.by)}{f', after {move.after}' if move.after else ''})"
