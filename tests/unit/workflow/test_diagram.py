"""The drawing in docs is made from the table; a changed regulation without a new drawing fails here."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.regulation.parse import load
from core.workflow.diagram import mermaid

DOCS = Path(__file__).parents[3] / "docs"
HOW = "reglament regulation diagram saveit > and put it between the ``` of docs/workflow-saveit.md"


def test_the_drawing_in_docs_is_the_table() -> None:
    page = (DOCS / "workflow-saveit.md").read_text(encoding="utf-8")
    drawn = page.partition("```mermaid\n")[2].partition("```")[0]
    assert drawn == mermaid(load("saveit").regulation), f"draw it anew: {HOW}"


@pytest.mark.clause("SAV-12")
def test_every_move_is_drawn_once_and_a_kept_state_is_not() -> None:
    regulation = load("saveit").regulation
    lines = mermaid(regulation).splitlines()
    assert lines[0] == "stateDiagram-v2"
    assert "    [*] --> registered" in lines
    assert "    completed --> closed: expire (system, after acceptance)" in lines
    assert "    completed --> in_work: disagree (customer)" in lines
    assert {line for line in lines if line.endswith("--> [*]")} == {"    closed --> [*]", "    refused --> [*]"}
    arrows = [line for line in lines if " --> " in line and ": " in line]
    assert len(arrows) == len(set(arrows))
    assert not any("waiting --> waiting" in line or ("take" in line and "waiting -->" in line) for line in arrows)
