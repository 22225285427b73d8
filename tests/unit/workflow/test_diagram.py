"""The drawings in docs are made from the tables; a changed regulation without a new drawing fails here."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.regulation.parse import load, presets
from core.workflow.diagram import mermaid

DOCS = Path(__file__).parents[3] / "docs"


@pytest.mark.parametrize("name", presets())
def test_the_drawing_in_docs_is_the_table(name: str) -> None:
    page = (DOCS / f"workflow-{name}.md").read_text(encoding="utf-8")
    drawn = page.partition("```mermaid\n")[2].partition("```")[0]
    how = f"reglament regulation diagram {name} > and put it between the ``` of docs/workflow-{name}.md"
    assert drawn == mermaid(load(name).regulation), f"draw it anew: {how}"


@pytest.mark.parametrize("name", presets())
def test_every_change_of_state_is_drawn_once(name: str) -> None:
    regulation = load(name).regulation
    lines = mermaid(regulation).splitlines()
    arrows = {line.split(": ")[0].strip(): line.split(": ")[1].split("<br/>") for line in lines if ": " in line}
    drawn = {(way, label) for way, labels in arrows.items() if " --> " in way for label in labels}
    assert {(way, label.split(" (")[0]) for way, label in drawn} == {
        (f"{origin} --> {move.to}", move.action)
        for move in regulation.moves
        for origin in move.from_
        if origin not in move.keeps and origin != move.to
    }
    assert len([line for line in lines if line.startswith("    [*] --> ")]) == 1
    assert {line.split()[0] for line in lines if line.endswith("--> [*]")} == {
        s.id for s in regulation.states if s.final
    }


@pytest.mark.clause("SAV-12")
def test_moves_between_the_same_two_states_share_an_arrow() -> None:
    lines = mermaid(load("saveit").regulation).splitlines()
    assert lines[0] == "stateDiagram-v2"
    assert "    [*] --> registered" in lines
    assert "    completed --> closed: confirm (customer)<br/>expire (system, after acceptance)" in lines
    assert "    completed --> in_work: disagree (customer)" in lines
