"""docs/regulation.md: its file is a regulation, its problems are those that are told, its reference lacks no key."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from core.errors import RegulationError
from core.regulation.parse import parse, presets
from core.regulation.summary import summary
from core.regulation.wording import KEYS

PAGE = (Path(__file__).parents[3] / "docs" / "regulation.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return [textwrap.dedent(found) for found in re.findall(rf"^ *```{language}\n(.*?)^ *```", PAGE, re.S | re.M)]


LEAST, ADDED = blocks("toml")
(CONSOLE,) = blocks("console")


def test_the_least_regulation_is_one() -> None:
    regulation = parse(LEAST, "romashka.toml").regulation
    assert regulation.name == "romashka"
    assert "пн–чт 09:00–13:00 и 14:00–18:00, пт 09:00–13:00 и 14:00–17:00 (ROM-1)" in summary(regulation)


def test_what_is_added_clashes_until_the_first_term_is_narrowed() -> None:
    first = 'clock = "resolution"\nterm = "3 рабочих дня"'
    whole = f"{LEAST}\n{ADDED}"
    with pytest.raises(RegulationError, match="срок «resolution» для приоритета «urgent» уже задан выше"):
        parse(whole)
    assert first in whole
    narrowed = parse(whole.replace(first, f'{first}\npriorities = ["normal"]')).regulation
    assert [priority.id for priority in narrowed.priorities] == ["normal", "urgent"]


def test_the_problems_on_the_page_are_the_problems_told() -> None:
    text = LEAST
    for before, after in (
        ('zone = "Europe/Moscow"', 'zone = "UTC+3"'),
        ('mon = ["09:00-13:00", "14:00-18:00"]', 'mon = ["09:00-13:00", "12:00-18:00"]'),
        ("{counter:04}", "{year}"),
        ('term = "4 рабочих часа"', 'term = "сутки"'),
        ('from = ["waiting"]', 'from = ["waiting", "wating"]'),
    ):
        assert text.count(before) == 1
        text = text.replace(before, after)
    with pytest.raises(RegulationError) as caught:
        parse(text, "romashka.toml")
    assert list(caught.value.problems) == CONSOLE.splitlines()[1:]


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_in_the_reference(key: str) -> None:
    reference = PAGE.partition("## Reference")[2]
    assert re.search(rf"`[\[\w.]*\b{key}\b[^`\n]*`", reference)


@pytest.mark.parametrize("name", presets())
def test_every_shipped_regulation_is_named_with_its_drawing(name: str) -> None:
    assert f"| `{name}` |" in PAGE
    assert f"(workflow-{name}.md)" in PAGE
