"""The workflow as a Mermaid drawing, made from the table itself."""

from __future__ import annotations

from core.regulation.model import Regulation


def mermaid(regulation: Regulation) -> str:
    """A ``stateDiagram-v2`` of all states and moves."""
    lines = ["stateDiagram-v2"]
    lines += [f"    {state.id}: {state.title_for_staff}" for state in regulation.states]
    lines += [f"    [*] --> {state.id}" for state in regulation.states if state.start]
    for move in regulation.moves:
        who = ", ".join(move.by) + (f", after {move.after}" if move.after else "")
        for origin in move.from_:
            target = origin if origin in move.keeps else move.to
            if origin != target:
                lines.append(f"    {origin} --> {target}: {move.action} ({who})")
    lines += [f"    {state.id} --> [*]" for state in regulation.states if state.final]
    return "\n".join(lines) + "\n"
