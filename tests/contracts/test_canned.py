"""Canned answers and switches, on both databases: kept under one name, changed, dropped; a manager's word holds."""

from __future__ import annotations

import pytest

from core import canned, settings
from core.canned import Canned
from core.errors import Missing, NotAllowed, Outdated
from core.settings import DIGEST, RATING
from tests.office import office_on


async def test_an_answer_is_kept_under_one_name_changed_and_dropped(database_url: str) -> None:
    async with office_on(database_url) as office:
        async with office.desk.work() as deed:
            assert not await canned.keep(deed, office.vera, " Ждите ", "Ваш срок {due}", deed.now)
            assert await canned.keep(deed, office.gleb, "ЖДИТЕ", "Срок: { due }, {name}", deed.now)
            assert not await canned.keep(deed, office.vera, "ага", "Спасибо!", deed.now)
        async with office.desk.work() as deed:
            assert [one.name for one in await deed.canned.all()] == ["ага", "ждите"]
            found = await canned.named(deed, "Ждите")
            assert found == Canned(found.id, "ждите", "Срок: { due }, {name}", "Глеб", deed.now)
            assert await deed.canned.under(found.id) == found
            assert canned.filled(found, {"due": "завтра", "name": "Анна"}) == "Срок: завтра, Анна"
            with pytest.raises(Missing, match="canned_field_empty"):
                canned.filled(found, {"name": "Анна", "due": ""})
            assert await canned.drop(deed, office.vera, found) == found
            assert await deed.canned.under(found.id) is None
            with pytest.raises(Outdated):
                await canned.drop(deed, office.vera, None)
            with pytest.raises(Missing, match="ага"):
                await canned.named(deed, "ждите")


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("два слова", "текст", "bad_canned_name"),
        ("", "текст", "bad_canned_name"),
        ("и" * 33, "текст", "bad_canned_name"),
        ("имя", "  …  ", "canned_needs_text"),
        ("имя", "ы" * 3001, "field_too_long"),
        ("имя", "{}", "canned_needs_text"),
        ("имя", "Пароль {password}", "no_such_canned_field"),
        ("имя", "Имя {name.__class__}", "no_such_canned_field"),
    ],
)
async def test_what_cannot_be_sent_later_is_not_kept(database_url: str, name: str, text: str, code: str) -> None:
    async with office_on(database_url) as office, office.desk.work() as deed:
        with pytest.raises(Missing, match=code):
            await canned.keep(deed, office.vera, name, text, deed.now)
        with pytest.raises(NotAllowed):
            await canned.keep(deed, office.anna, "имя", "текст", deed.now)
        assert await deed.canned.all() == []


async def test_a_switch_stands_as_it_was_until_a_manager_turns_it(database_url: str) -> None:
    async with office_on(database_url) as office:
        async with office.desk.work() as deed:
            assert await settings.every(deed.settings) == [(RATING, True), (DIGEST, True)]
            with pytest.raises(NotAllowed):
                await settings.turn(deed, office.vera, "rating", deed.now, on=False)
            with pytest.raises(Outdated):
                await settings.turn(deed, office.gleb, "weather", deed.now, on=True)
            for _ in range(2):  # pressed twice: one change
                await settings.turn(deed, office.gleb, "rating", deed.now, on=False)
        async with office.desk.work() as deed:
            assert not await settings.is_on(deed.settings, RATING)
            assert await settings.is_on(deed.settings, DIGEST)
            await settings.turn(deed, office.gleb, "rating", deed.now, on=True)
            changes = await deed.people.changes(office.gleb.person_id or 0)
        assert [(one.what, one.before, one.after) for one in changes] == [
            ("rating", "on", "off"),
            ("rating", "off", "on"),
        ]
