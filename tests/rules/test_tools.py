"""The developers' own tools: the list of clauses and the list of texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import clauses, texts

RULES = {"PLR-4": "Tickets are paid or free", "SAV-2": "Working day", "SAV-10": "Everything is documented"}


def test_clauses_are_listed_by_organisation_with_those_that_nobody_shows() -> None:
    table = clauses.table({"SAV-10": ["a", "b"], "SAV-99": ["c"]}, RULES)
    assert table.splitlines() == [
        "PLR: 0 of 1 clauses are shown",
        "SAV: 1 of 2 clauses are shown",
        "  SAV-10    2  Everything is documented",
        "",
        "2 clauses that no passing test shows:",
        "  PLR-4   Tickets are paid or free",
        "  SAV-2   Working day",
        "not in the ledger: SAV-99",
    ]


def test_without_a_ledger_the_tests_own_clauses_are_listed() -> None:
    assert clauses.table({"SAV-10": ["a"]}, {}).splitlines() == [
        "SAV: 1 of 1 clauses are shown",
        "  SAV-10    1",
    ]


def test_the_tool_reads_what_a_test_run_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "shown.json"
    file.write_text(json.dumps({"SAV-10": ["tests/x.py::test"]}), encoding="utf-8")
    assert clauses.main([str(file)]) == 0
    assert "SAV-10" in capsys.readouterr().out
    assert clauses.main([]) == clauses.main([str(tmp_path / "absent.json")]) == 2
    assert "usage:" in capsys.readouterr().err


def test_texts_are_found_in_every_form_that_the_code_uses(capsys: pytest.CaptureFixture[str]) -> None:
    found = texts.of_the_code()
    assert {"Take", "File a request", "Added to request No. {number}."} <= found.keys()
    assert ("{n} working hour", "{n} working hours") in found
    assert not any(place.startswith("bot/standin") for places in found.values() for place in places)
    assert texts.main() == 0
    assert capsys.readouterr().out == "0 texts of the code are not in locales/ru\n"
