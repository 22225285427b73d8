"""A damaged regulation gives one clear line a fault, with the place in the file, and never a traceback."""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import RegulationError
from core.regulation.parse import Edition, load, parse, presets

PRESETS = resources.files("core.regulation") / "presets"
SAVEIT = (PRESETS / "saveit.toml").read_text(encoding="utf-8")
DAMAGES = tomllib.loads((Path(__file__).parent / "damages.toml").read_text(encoding="utf-8"))["damage"]


def damaged(text: str, before: str, after: str) -> tuple[str, int]:
    """The text with one thing changed, and the number of the line that is at fault."""
    assert before in text
    text = text.replace(before, after, 1)
    at = text.index("§") if "§" in text else text.index(after.replace("§", ""))
    return text.replace("§", ""), text[:at].count("\n") + 1


def problems(text: str) -> list[str]:
    with pytest.raises(RegulationError) as caught:
        parse(text, "test.toml")
    return list(caught.value.problems)


@pytest.mark.parametrize("damage", DAMAGES, ids=[f"{n}-{damage['place']}" for n, damage in enumerate(DAMAGES)])
def test_a_fault_is_told_where_it_is(damage: dict[str, str]) -> None:
    whole = (PRESETS / f"{damage.get('preset', 'saveit')}.toml").read_text(encoding="utf-8")
    text, line = damaged(whole, damage["before"], damage["after"])
    if "line" in damage:  # what is at fault is not what was changed
        line = text[: text.index(damage["line"])].count("\n") + 1
    assert problems(text) == [f"test.toml:{line}: {damage['place']}: {damage['what']}"]


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("[registration]", "[registration", "имя раздела не закрыто скобкой"),
        ('who = "identified"', "who = identified", "значение не понято: текст пишется в кавычках"),
        ('who = "identified"', 'who = "identified', "текст не закрыт кавычкой"),
        ('who = "identified"', "who identified", "после ключа нужен знак «=»"),
        ('who = "identified"', 'кто = "identified"', "ожидается «ключ = значение» с ключом латинскими буквами"),
        ('who = "identified"', 'who = "identified"\n§who = "authorised"', "ключ или раздел задан дважды"),
        ('who = "identified"', 'who = "identified" authorised', "после значения на той же строке ничего быть не может"),
    ],
)
def test_a_file_that_is_no_toml_names_its_line(before: str, after: str, what: str) -> None:
    text, line = damaged(SAVEIT, before, after)
    assert problems(text) == [f"test.toml:{line}: файл не читается как TOML: {what}"]


def test_five_faults_of_five_kinds_are_told_at_once_and_in_the_order_of_the_file() -> None:
    places = ("calendar.zone", "accounting.least_minutes", "targets.1.term", "moves.3.from", "reasons.1.id")
    text = SAVEIT
    for place in places:
        damage = next(damage for damage in DAMAGES if damage["place"] == place)
        text, _ = damaged(text, damage["before"], damage["after"])
    assert [problem.split(": ")[1] for problem in problems(text)] == list(places)


def test_a_fault_in_what_others_refer_to_does_not_hide_the_other_faults() -> None:
    text, _ = damaged(SAVEIT, 'id = "waiting"', 'id = "ждём"')
    text, _ = damaged(text, 'zone = "Europe/Moscow"', 'zone = "+03:00"')
    assert [line.split(": ")[1] for line in problems(text)] == ["calendar.zone", "states.2.id"]


def test_a_fault_in_what_others_refer_to_is_told_alone() -> None:
    text, _ = damaged(SAVEIT, 'id = "waiting"', 'id = "ждём"')
    assert [line.split(": ")[1] for line in problems(text)] == ["states.2.id"]


def test_an_empty_file_lacks_every_part() -> None:
    found = problems("")
    parts = {"calendar", "desk", "name", "number", "priorities", "registration", "states", "title", "version"}
    assert {line.split(": ")[1] for line in found} == parts
    assert all(line.endswith(": не хватает обязательного ключа") for line in found)


def test_a_text_over_several_lines_holds_no_keys() -> None:
    poem = 'advice = """Снимки:\n[[targets]]\nterm = в форматах\nJPG"""\npoint = "7.6"'
    text = re.sub(r'point = "7.6"\nallowed = (.*)\nadvice = .*', rf"allowed = \1\n{poem}", SAVEIT)
    assert poem in text
    text, line = damaged(text, 'term = "4 рабочих часа"', "term = 4")
    assert problems(text)[0].startswith(f"test.toml:{line}: ")


def test_windows_line_ends_change_no_line_number() -> None:
    text, line = damaged(SAVEIT, 'term = "4 рабочих часа"', "term = 4")
    assert problems(text.replace("\n", "\r\n"))[0].startswith(f"test.toml:{line}: ")


def maimed(line: str, other: str) -> list[list[str]]:
    return [[], [line, line], [line[: len(line) // 2]], [f"{line.partition('=')[0]}={other.partition('=')[2]}"]]


@given(st.sampled_from(presets()), st.data())
def test_a_line_lost_or_maimed_never_ends_in_a_traceback(name: str, data: st.DataObject) -> None:
    """Any one line may be gone, doubled, cut short or filled with another one's value."""
    lines = (PRESETS / f"{name}.toml").read_text(encoding="utf-8").splitlines()
    number = data.draw(st.integers(0, len(lines) - 1))
    how = data.draw(st.sampled_from(maimed(lines[number], data.draw(st.sampled_from(lines)))))
    text = "\n".join([*lines[:number], *how, *lines[number + 1 :]])
    try:
        read = parse(text, "test.toml")
    except RegulationError as error:
        for problem in error.problems:
            where, what = problem.split(" ", 1)
            assert re.fullmatch(r"test\.toml:\d+:", where)
            assert re.search("[а-я]{4}", what)
            assert not re.search(r"(?i)\b(input|should|valid|expected|must|unable)\b", what)
    else:
        assert isinstance(read, Edition)


def test_a_regulation_may_be_a_file(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(SAVEIT.replace('name = "saveit"', 'name = "ours"'), encoding="utf-8")
    assert load(str(file)).regulation.name == "ours"
    file.write_bytes(SAVEIT.encode("cp1251"))
    with pytest.raises(RegulationError, match=r"ours\.toml: файл не читается как текст UTF-8"):
        load(str(file))


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(RegulationError, match=r"регламент «savit» не найден.*saveit"):
        load("savit")


def test_an_edition_changes_with_every_letter() -> None:
    first, second = parse(SAVEIT), parse(SAVEIT + "\n# ещё одна строка\n")
    assert first.id != second.id
    assert first.id.startswith("saveit 2016-11.1 (")
    assert parse(SAVEIT).id == first.id
