"""``reglament regulation``: what is printed, and with which exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli import main
from core.regulation.parse import load, presets
from core.regulation.summary import summary
from core.workflow.diagram import mermaid


def typed(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run ``reglament regulation`` with these words: exit code, what it printed, what it complained of."""
    with pytest.raises(SystemExit) as ended:
        main(["regulation", *arguments])
    printed = capsys.readouterr()
    return int(ended.value.code or 0), printed.out, printed.err


def test_the_list_names_all_that_ship(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = typed(capsys, "list")
    assert (code, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()] == list(presets())
    assert "Регламент технической поддержки InSales" in out


@pytest.mark.parametrize("name", presets())
def test_a_shipped_regulation_is_checked_shown_and_drawn(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    regulation = load(name).regulation
    code, out, err = typed(capsys, "check", name)
    assert (code, err) == (0, "")
    assert out.endswith(f"{load(name).id}: ошибок нет\n")
    assert out.startswith("предупреждение: ") is (name == "sintez")
    assert typed(capsys, "show", name) == (0, summary(regulation), "")
    assert typed(capsys, "diagram", name) == (0, mermaid(regulation), "")


@pytest.mark.parametrize("what", ["check", "show", "diagram"])
def test_a_faulty_file_is_told_line_by_line_and_ends_with_one(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ours.toml"
    text = load("plarson").text.replace("rate = 2000", "rate = 0").replace('to = "paid"', 'to = "payed"')
    file.write_text(text, encoding="utf-8")
    code, out, err = typed(capsys, what, str(file))
    assert (code, out) == (1, "")
    told = [line.split(": ", 1) for line in err.splitlines()]
    assert all(where.startswith("ours.toml:") for where, _ in told)
    assert [rest for _, rest in told] == [
        "money.rate: число должно быть больше 0 (сейчас 0)",
        "states.5.id: в состояние «paid» нельзя попасть: ни один переход туда не ведёт",
        "moves.12.to: нет состояния «payed»; есть: new, feedback, in_work, solved, accepted, paid, rejected",
    ]


def test_an_unknown_name_is_one_line_and_a_missing_one_a_wrong_question(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = typed(capsys, "show", "nobody")
    assert code == 1
    assert err.startswith("регламент «nobody» не найден")
    assert len(err.splitlines()) == 1
    assert typed(capsys, "show")[0] == 2


def test_a_file_saved_by_an_editor_that_marks_its_encoding_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(load("megafon").text, encoding="utf-8-sig")
    assert typed(capsys, "check", str(file))[0] == 0
