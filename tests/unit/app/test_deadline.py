"""``reglament deadline``: instants for programs, the walk for people, one clear line for what cannot be."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from core.deadlines.decree import undecreed
from core.regulation.parse import load

Shell = Callable[..., tuple[int, str, str]]


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    """Run a command as typed; returns its exit code, what it printed and what it complained of."""

    def typed(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return typed


def asked(shell: Shell, regulation: str, at: str, *options: str) -> dict[str, Any]:
    code, out, err = shell("deadline", "--regulation", regulation, "--at", at, "--json", *options)
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


@pytest.mark.clause("SAV-17")
def test_the_terms_that_registration_starts(shell: Shell) -> None:
    assert asked(shell, "saveit", "2026-04-30T16:30:00+03:00", "--priority", "P1") == {
        "regulation": "saveit",
        "version": load("saveit").regulation.version,
        "targets": {
            # Half an hour until the short day ends at 17:00; 1 May and the weekend; the rest on Monday from nine on.
            "registration": {"due": "2026-05-04T11:30:00+03:00", "preliminary": False, "clause": "SAV-16"},
            "resolution": {"due": "2026-05-04T12:30:00+03:00", "preliminary": False, "clause": "SAV-17"},
        },
    }


@pytest.mark.parametrize(
    ("regulation", "at", "options", "dues"),
    [
        pytest.param(
            "plarson", "2026-06-05T18:50:00+03:00", ["--priority", "immediate"],
            {"reaction": "2026-06-05T19:20:00+03:00"}, id="two rates", marks=pytest.mark.clause("PLR-8"),
        ),
        pytest.param(
            "plarson", "2026-06-08T11:00:00+03:00", [], {"resolution": "2026-06-11T18:00:00+03:00"},
            id="the default priority", marks=pytest.mark.clause("PLR-12"),
        ),
        pytest.param(
            "insales", "2026-05-01T20:00:00+03:00", ["--category", "layout"], {"reaction": "2026-05-03T08:00:00+03:00"},
            id="a category, the default plan", marks=pytest.mark.clause("INS-1"),
        ),
        pytest.param(
            "insales", "2026-05-01T20:00:00+03:00", ["--plan", "premium"], {"reaction": "2026-05-01T23:00:00+03:00"},
            id="a plan, the default category", marks=pytest.mark.clause("INS-1"),
        ),
        pytest.param(
            "alleanza", "2026-06-11T12:00:00Z", ["--priority", "critical"], {"reaction": "2026-06-15T08:00:00+03:00"},
            id="an instant in another zone", marks=pytest.mark.clause("ALL-6"),
        ),
        pytest.param(
            "sintez", "2026-03-04T15:00:00+05:00", ["--target", "acceptance"],
            {"acceptance": "2026-03-11T00:00:00+05:00"}, id="24:00 is the next day", marks=pytest.mark.clause("SIN-10"),
        ),
        pytest.param(
            "netpoint", "2026-06-05T20:00:00+03:00", ["--target", "complaint"],
            {"complaint": "2026-06-18T00:00:00+03:00"}, id="another calendar", marks=pytest.mark.clause("NET-7"),
        ),
        pytest.param("netpoint", "2026-06-05T20:00:00+03:00", [], {}, id="no term", marks=pytest.mark.clause("NET-8")),
    ],
)  # fmt: skip
def test_the_level_decides(shell: Shell, regulation: str, at: str, options: list[str], dues: dict[str, str]) -> None:
    assert {clock: facts["due"] for clock, facts in asked(shell, regulation, at, *options)["targets"].items()} == dues


def test_a_year_without_a_decree_is_preliminary(shell: Shell) -> None:
    year = next(year for year in range(2027, 2100) if undecreed(load("saveit").regulation, year))
    found = asked(shell, "saveit", f"{year}-03-05T12:00:00+03:00")
    assert all(facts["preliminary"] for facts in found["targets"].values())


def test_a_file_is_as_good_as_a_name(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(load("saveit").text.replace('term = "4 рабочих часа"', 'term = "5 рабочих часов"'), "utf-8")
    found = asked(shell, str(file), "2026-03-05T15:00:00+03:00", "--priority", "P1")
    assert found["targets"]["resolution"]["due"] == "2026-03-06T11:00:00+03:00"


@pytest.mark.clause("SAV-2")
def test_people_are_told_day_by_day_what_counted_and_what_did_not(shell: Shell) -> None:
    _, told, _ = shell("deadline", "--regulation", "saveit", "--at", "2026-04-30T16:30:00+03:00", "--priority", "P1")
    assert told.split("\n\n")[1].splitlines() == [
        "Решение: 4 рабочих часа (пункт 6.1 регламента)",
        "Начало: чт 30.04.2026 16:30 (МСК)",
        "✓ 30.04, 16:30–17:00 — 30 мин",
        "– 30.04 — предпраздничный день короче на час",
        "– 30.04 — нерабочее время",
        "– 01.05 — праздник: Праздник Весны и Труда",
        "– 02.05–03.05 — выходные",
        "– 04.05 — нерабочее время",
        "✓ 04.05, 09:00–12:30 — 3 ч 30 мин",
        "Всего засчитано: 4 ч",
        "Рабочее время и выходные: пункт SAV-2.",
        "Срок: пн 04.05.2026 12:30 (МСК)",
    ]


@pytest.mark.clause("PLR-8")
def test_people_are_told_what_counts_more_slowly(shell: Shell) -> None:
    _, told, _ = shell(
        "deadline", "--regulation", "plarson", "--at", "2026-06-11T22:00:00+03:00", "--priority", "urgent"
    )
    assert told.splitlines() == [
        "Первый ответ: 1 час в рабочее время или 3 часа в нерабочее (пункт PLR-8 регламента)",
        "Начало: чт 11.06.2026 22:00 (МСК)",
        "✓ 11.06, 22:00–24:00, нерабочее время — считается за 40 мин",
        "– 12.06 — праздник: День России",
        "✓ 13.06, 00:00–01:00, выходные — считается за 20 мин",
        "Всего засчитано: 1 ч",
        "Рабочее время и выходные: пункт PLR-10.",
        "Срок: сб 13.06.2026 01:00 (МСК)",
    ]


def test_people_are_told_when_there_is_no_term(shell: Shell) -> None:
    code, told, _ = shell("deadline", "--regulation", "netpoint", "--at", "2026-06-05T20:00:00+03:00")
    assert (code, told) == (0, "На этом уровне нет сроков, которые считаются с регистрации.\n")


AT = "2026-03-05T15:00:00+03:00"


@pytest.mark.parametrize(
    ("regulation", "at", "options", "complaint"),
    [
        ("saveit", AT, ["--priority", "P9"], "saveit has no priority 'P9'; there are: P1, P2, P3, P4"),
        ("saveit", AT, ["--plan", "gold"], "saveit has no plan 'gold'; there are: none"),
        ("insales", AT, ["--category", "x"], "insales has no category 'x'; there are: feature, layout"),
        ("saveit", AT, ["--target", "wedding"], "saveit has no target 'wedding' at the level P3; there are:"),
        ("plarson", AT, ["--target", "reaction"], "plarson has no target 'reaction' at the level normal; there are:"),
        ("sintez", AT, ["--target", "rework"], "sintez has no target 'rework'"),
        ("nobody", AT, [], "no regulation 'nobody': give a file, or one of alleanza, insales"),
        ("", AT, [], "no regulation ''"),
        ("x" * 5000, AT, [], "no regulation 'xxx"),
        ("saveit", "2026-03-05T15:00:00", [], "is not an instant with its offset"),
        ("saveit", "2026-03-05", [], "is not an instant with its offset"),
        ("saveit", "tomorrow", [], "is not an instant with its offset"),
        ("megafon", "9999-12-31T15:00:00+03:00", [], "no term can be computed"),
        ("saveit", "0001-01-01T00:00:00+14:00", [], "is not an instant with its offset"),
    ],
)
def test_what_cannot_be_is_one_clear_line(
    shell: Shell, regulation: str, at: str, options: list[str], complaint: str
) -> None:
    code, out, err = shell("deadline", "--regulation", regulation, "--at", at, *options)
    assert (code, out) == (2, "")
    assert complaint in err
    assert err.count("\n") == 1


def test_a_damaged_file_fails_with_its_own_problems(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(load("saveit").text.replace('term = "4 рабочих часа"', 'term = "четыре"'), "utf-8")
    code, out, err = shell("deadline", "--regulation", str(file), "--at", AT)
    assert (code, out) == (1, "")
    assert "own.toml:" in err
    assert "срок «четыре» не понят" in err
