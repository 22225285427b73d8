"""What holds for every file: docstrings, no machine's paths, settings that are explained, locked versions."""

from __future__ import annotations

import ast
import re
import tomllib

import pytest

from app.settings import Settings
from tests import clauses
from tests.rules.tree import PRODUCT, ROOT, files, name, parsed

TEXT = (".py", ".toml", ".md", ".txt", ".lock", ".po", ".html", ".js", ".css", ".json", ".ini", ".cfg", ".yml", "")


def test_the_first_line_of_a_file_says_what_it_is_for() -> None:
    modules = [(name(path), parsed(path)) for path in files(".py", under=PRODUCT)]
    assert len(modules) > 100
    assert [file for file, tree in modules if tree.body and not ast.get_docstring(tree)] == []


MACHINE = re.compile(r"/(?:work|root|home/\w+|Users/\w+|tmp/venv)/")
INDEX = re.compile(r"(?:pypi|pythonhosted)\.(?:org|io)|/simple\b|--index-url|artifactory|nexus", re.I)


def test_no_file_mentions_a_machine_or_an_index_of_packages() -> None:
    found = []
    for path in files(*TEXT):
        if path.suffix not in TEXT or path == ROOT / "tests" / "rules" / "test_tree.py":
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="ignore").splitlines(), start=1):
            if MACHINE.search(line) or (INDEX.search(line) and "no-emit-index-url" not in line):
                found.append(f"{name(path)}:{number}: {line.strip()[:100]}")
    assert found == []


LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_the_lock_file_has_a_hash_for_every_package_and_no_address() -> None:
    packages = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", LOCK, re.M)
    assert len(packages) > 30
    blocks = re.split(r"^(?=[A-Za-z0-9._-]+==)", LOCK, flags=re.M)[1:]
    assert [block.split("==")[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert "://" not in LOCK
    assert not re.search(r"^--?(i|index-url|extra-index-url|find-links|trusted-host)\b", LOCK, re.M)


def test_the_lock_file_holds_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[\[<>=!~ ]", line)[0].lower() for line in wanted}
    locked = {found.lower() for found in re.findall(r"^([A-Za-z0-9._-]+)==", LOCK, re.M)}
    assert names - locked == set()


def test_the_example_of_settings_lists_exactly_the_settings() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    listed = re.findall(r"^#?\s?([A-Z][A-Z0-9_]*)=", text, re.M)
    assert sorted(listed) == sorted(Settings.model_fields)


MARKED = re.compile(r"mark\.clause\(([^)]*)\)")


def test_clauses_that_tests_show_are_in_the_ledger() -> None:
    known = clauses.ledger()
    if not known:
        pytest.skip(clauses.ABSENT)
    strange = [
        f"{name(path)}: {clause}"
        for path in files(".py", under=("tests",))
        for marked in MARKED.findall(path.read_text(encoding="utf-8"))
        for clause in re.findall(r"\"([A-Z]+-\d+)\"", marked)
        if clause not in known
    ]
    assert strange == []


def test_the_clauses_of_regulations_are_in_the_ledger() -> None:
    known = clauses.ledger()
    if not known:
        pytest.skip(clauses.ABSENT)
    presets = files(".toml", under=("core",))
    named = {clause for path in presets for clause in re.findall(r"\"([A-Z]+-\d+)\"", path.read_text(encoding="utf-8"))}
    assert named
    assert named - known.keys() == set()
