"""Whatever the front offers it can do, and whatever it can do is offered; the contract's names are all there."""

from __future__ import annotations

import pytest

from bot.commands import CUSTOMER, STAFF
from bot.routers.client import complaints, consent, phone
from bot.routers.client.talk import ANSWERS
from bot.routers.staff.forms import TAKERS
from tests.rules.fronts import awaited_states, handled_commands, handled_presses, made_presses
from tests.rules.tree import ROOT, files

CONTRACT = {
    "client": "start ticket tickets status notices invoices complain lang privacy forget help",
    "staff": "take assign ask estimate work resolve refuse postpone term priority split link log act identify"
    " article why history queue find ticket register notice away back duty role report help",
}
"""The commands that outsiders rely on."""
BUTTONS = (
    "Оформить обращение",
    "Спросить консультанта",
    "Помогло",
    "Мои обращения",
    "Зарегистрировать",
    "Изменить",
    "Отмена",
    "Добавить к №",
    "Подтвердить решение",
    "Не согласен",
    "Согласен",
    "Отказаться",
    "Почему такой срок?",
)
"""The labels that outsiders rely on, word for word."""


@pytest.mark.parametrize("side", sorted(CONTRACT))
def test_every_command_of_the_contract_has_a_handler(side: str) -> None:
    assert set(CONTRACT[side].split()) - handled_commands(side) == set()


@pytest.mark.parametrize(("side", "listed"), [("client", CUSTOMER), ("staff", STAFF)])
def test_commands_are_listed_as_they_are_handled(side: str, listed: tuple[tuple[str, str], ...]) -> None:
    names = [name for name, _ in listed]
    assert len(names) == len(set(names)), "listed twice"
    assert set(names) == handled_commands(side) - {"start"}


def test_every_handler_of_a_button_has_a_button() -> None:
    whole, begun = made_presses()
    prefixes = tuple(prefix for prefix in begun if prefix.endswith("_"))
    known = {word for word in handled_presses() if word in whole or word.startswith(prefixes)}
    assert handled_presses() - known == set()
    assert len(handled_presses()) > 30, "hardly any handler was found: is the search broken?"


def test_whatever_a_dialogue_waits_for_somebody_takes() -> None:
    pressed = {consent.AWAITED, phone.PHONE, complaints.CONFIRM}  # not words but a button answers these
    assert awaited_states() == ANSWERS.keys() | TAKERS.keys() | pressed


def test_every_label_of_the_contract_is_in_the_russian_catalogue() -> None:
    russian = (ROOT / "locales/ru/LC_MESSAGES/reglament.po").read_text(encoding="utf-8")
    assert [label for label in BUTTONS if f'"{label}' not in russian] == []


@pytest.mark.parametrize("side", sorted(CONTRACT))
def test_every_command_of_the_contract_is_told_of_in_a_story(side: str) -> None:
    """A command that no story uses is one that nobody has tried."""
    told = "\n".join(path.read_text(encoding="utf-8") for path in files(".py", under=("tests/stories", "tests/chaos")))
    commands = set(CONTRACT[side].split()) - {"start"}  # Player.starts() says it
    assert [command for command in sorted(commands) if f"/{command}" not in told] == []
