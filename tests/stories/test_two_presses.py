"""A known customer registers with two presses and no typing, under every regulation that asks nothing anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.people import fields
from core.regulation.model import Rank
from core.regulation.parse import load, presets
from tests.desk import Player, labels, words
from tests.stories.telling import comes, open_desk

ON_FILE = {
    "full_name": "Иванова Анна Петровна",
    "phone": "+74732022487",
    "email": "anna@romashka.ru",
    "login": "anna",
    "number": "12-345",
    "address": "Воронеж, улица Кирова, 5",
}
ASKS_ANEW = {"sintez", "megafon", "alleanza"}
"""Regulations whose form asks something of each single request: there nobody gets by without a word."""


async def known(player: Player) -> None:
    """Everything of the person that the regulation asks for is on file, and they may register."""
    desk = player.desk
    async with desk.app.desk.work() as work:
        person = await work.people.by_address("telegram", str(player.id))
        assert person is not None
        rules = [field for field in work.regulation.fields if field.scope == "person"]
        person.profile = {field.id: ON_FILE.get(field.kind, "ООО «Ромашка»") for field in rules}
        person.rank = Rank.OWNER
        await work.people.save(person)


@pytest.mark.parametrize("name", presets())
@pytest.mark.clause("SAV-6", "INS-5", "SIN-1", "MGF-1", "ALL-4")
async def test_a_known_customer_needs_two_presses(name: str, tmp_path: Path) -> None:
    regulation = load(name).regulation
    anew = fields.missing(
        regulation,
        {field.id: "на файле" for field in regulation.fields if field.scope == "person"},
        regulation.default_category,
    )
    assert bool(anew) == (name in ASKS_ANEW)
    async with open_desk(tmp_path, name) as desk:
        await comes(desk.anna)
        await known(desk.anna)
        await desk.anna.writes("Не открывается главная страница сайта")
        await desk.anna.presses("Оформить обращение")
        if anew:
            asked = await desk.anna.last()
            assert "Зарегистрировать" not in labels(asked)
            return
        summary = await desk.anna.last()
        assert labels(summary)[0] == "Зарегистрировать"
        await desk.anna.presses("Зарегистрировать")
        await desk.anna.reads("зарегистрировано: №")


@pytest.mark.parametrize("name", [name for name in presets() if len(load(name).regulation.priorities) > 1])
@pytest.mark.clause("ALL-6", "SAV-15")
async def test_each_level_is_offered_in_the_regulations_own_words(name: str, tmp_path: Path) -> None:
    regulation = load(name).regulation
    async with open_desk(tmp_path, name) as desk:
        await comes(desk.anna)
        await known(desk.anna)
        await desk.anna.writes("Не открывается главная страница сайта")
        await desk.anna.presses("Оформить обращение")
        if name in ASKS_ANEW:
            await desk.anna.forges("p:d_priorities:1:", await desk.anna.last())
        else:
            await desk.anna.presses("Изменить")
            await desk.anna.presses("Приоритет")
        offered = words(await desk.anna.last())
        for priority in regulation.priorities:
            assert f"{priority.title} — {priority.description}" in offered
        assert labels(await desk.anna.last())[:-1] == [priority.title for priority in regulation.priorities]


@pytest.mark.parametrize("name", [name for name in presets() if len(load(name).regulation.categories) > 1])
@pytest.mark.clause("INS-5", "ALL-4")
async def test_each_kind_of_request_is_offered_in_the_regulations_own_words(name: str, tmp_path: Path) -> None:
    regulation = load(name).regulation
    async with open_desk(tmp_path, name) as desk:
        await comes(desk.anna)
        await known(desk.anna)
        await desk.anna.writes("Не открывается главная страница сайта")
        await desk.anna.presses("Оформить обращение")
        await desk.anna.forges("p:d_categories:1:", await desk.anna.last())
        offered = words(await desk.anna.last())
        for category in regulation.categories:
            assert (f"{category.title} — {category.description}" if category.description else category.title) in offered
