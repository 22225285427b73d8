"""Who may import whom (house.md section 2): the contracts of pyproject.toml are kept."""

from __future__ import annotations

import subprocess
import sys

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.rules.tree import ROOT


def test_the_import_rules_are_kept(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    kept = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == EXIT_STATUS_SUCCESS
    assert kept, capsys.readouterr().out


LIGHT = ("core.desk", "storage.work", "storage.schema", "app.cli", "locales")


@pytest.mark.parametrize("module", LIGHT)
def test_only_the_telegram_front_loads_telegrams_library(module: str) -> None:
    """It costs seconds and much memory; rules, rows and the command line do without it."""
    check = f"import sys, {module}; sys.exit('aiogram' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], cwd=ROOT, check=False).returncode == 0


def test_the_rules_load_no_database_and_no_network() -> None:
    check = "import sys, core.desk; sys.exit(any(name in sys.modules for name in ('sqlalchemy', 'aiohttp', 'alembic')))"
    assert subprocess.run([sys.executable, "-c", check], cwd=ROOT, check=False).returncode == 0
