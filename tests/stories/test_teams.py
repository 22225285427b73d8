"""Several teams, each with a group of its own: a request stands with its team, and moves when it is handed over."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.standin import Standin, groups
from core.regulation.parse import load
from tests.chaos.stage import no_faults_of_ours, nothing_stuck
from tests.desk import GROUP, Desk, Player, desk_on, words
from tests.stories.telling import files, group_texts

LAYOUT = -1001000000002
EMAIL = "anna@shop.ru"


@asynccontextmanager
async def two_teams(tmp_path: Path, url: str = "", **more: Any) -> AsyncIterator[Desk]:
    """InSales' desk with a team for layouts; Olga works there."""
    kind = 'id = "layout"\n'
    text = load("insales").text
    assert kind in text
    regulation = tmp_path / "teams.toml"
    regulation.write_text(text.replace(kind, f'{kind}team = "layout"\n'), encoding="utf-8")

    def prepare(standin: Standin) -> None:
        standin.users(id=301, first_name="Ольга", language_code="ru")
        standin.groups(id=LAYOUT, title="Вёрстка", forum=True, members=[301], admins=[202])

    staff = f"support={GROUP}, layout={LAYOUT}"
    url = url or f"sqlite+aiosqlite:///{tmp_path}/desk.db"
    with no_faults_of_ours():
        async with desk_on(
            url, tmp_path, regulation=str(regulation), prepare=prepare, staff=staff, at="2026-03-05 10:00", **more
        ) as desk:
            desk.players["olga"] = Player(desk, 301, "Ольга")
            yield desk
            await desk.settled()
            await nothing_stuck(desk)


@contextmanager
def among(desk: Desk, group: int) -> Iterator[None]:
    """Look and write in this group."""
    before, desk.group = desk.group, group
    try:
        yield
    finally:
        desk.group = before


async def names(desk: Desk, group: int) -> list[str]:
    """The topics of a group."""
    return [topic["name"] for topic in await desk.phone.topics(group)]


async def test_a_kind_of_request_has_its_team(database_url: str, tmp_path: Path) -> None:
    """Talk stays with the first team; the request of the layout's kind stands, rings and is answered in theirs."""
    async with two_teams(tmp_path, database_url) as desk:
        second = await files(desk.anna, "Поехала вёрстка шапки", EMAIL, kind="Вёрстка")
        first = await files(desk.anna, "Не приходит письмо о заказе")
        assert [name for name in await names(desk, LAYOUT) if "💬" in name] == []
        assert any(first in name for name in await names(desk, GROUP))
        assert not any(second in name for name in await names(desk, GROUP))
        with among(desk, LAYOUT):
            card = await desk.topic(second)
            assert "Команда: layout" in words(card[0])
            assert card[0]["pinned"]
            await desk.olga.writes("Смотрим", topic=second)
            await desk.anna.reads(f"№ {second} · Ольга\nСмотрим")
            await desk.olga.writes("/why", topic=second)
            assert second in (await desk.topic_texts(second))[-1]
            await desk.anna.replies(await desk.anna.reads("Смотрим"), "Ждём")
            assert (await desk.topic_texts(second))[-1] == "Ждём"


async def test_the_terms_of_a_team_ring_in_its_group(tmp_path: Path) -> None:
    async with two_teams(tmp_path) as desk:
        number = await files(desk.anna, "Поехала вёрстка шапки", EMAIL, kind="Вёрстка")
        await desk.later(days=3)
        with among(desk, LAYOUT):
            assert any("⏰" in text or "⚠" in text or "🔴" in text for text in await desk.topic_texts(number))


async def test_a_request_is_handed_to_another_team_and_back(database_url: str, tmp_path: Path) -> None:
    """Its topic goes on there with card and last messages; the old one is closed and says where; nothing is lost."""
    async with two_teams(tmp_path, database_url) as desk:
        number = await files(desk.anna, "Как настроить фильтр?", EMAIL, kind="Вопросы по функционалу")
        await desk.vera.writes("Это вопрос вёрстки", topic=number)
        await desk.vera.writes("/team Layout", topic=number)
        left = await desk.topic(number)
        with among(desk, LAYOUT):
            thread = await desk.thread(number)
            card, replayed, told = await desk.topic(number)
            assert words(card).startswith(f"№ {number}")
            assert card["pinned"]
            assert "Вера: Это вопрос вёрстки" in words(replayed)
            assert words(told) == "Вера: обращение передано, support → layout"
        assert words(left[-1]) == "Обращение передано другой команде: его тема"
        assert left[-1]["entities"][0]["url"] == f"https://t.me/c/1000000002/{thread}"
        assert [topic["closed"] for topic in await desk.phone.topics(GROUP) if number in topic["name"]] == [True]
        await desk.anna.replies(await desk.anna.reads("Это вопрос вёрстки"), "Понятно")
        with among(desk, LAYOUT):
            assert (await desk.topic_texts(number))[-1] == "Понятно"
            await desk.olga.writes("/team support", topic=number)
        assert "Понятно" in "".join(await desk.topic_texts(number))
        await desk.vera.writes("Мы снова здесь", topic=number)
        await desk.anna.reads(f"№ {number} · Вера\nМы снова здесь")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("", "Команды «» нет. Команды: support, layout."),
        ("sales", "Команды «sales» нет. Команды: support, layout."),
        ("support", "Обращение и так у этой команды: support."),
    ],
)
async def test_a_team_that_cannot_be(given: str, told: str, tmp_path: Path) -> None:
    async with two_teams(tmp_path) as desk:
        number = await files(desk.anna, "Как настроить фильтр?", EMAIL, kind="Вопросы по функционалу")
        await desk.vera.writes(f"/team {given}", topic=number)
        assert told in (await desk.topic_texts(number))[-1]


async def test_members_of_each_group_are_staff_and_answers_stay_where_they_are_asked(tmp_path: Path) -> None:
    async with two_teams(tmp_path) as desk:
        await desk.phone.send(desk.olga.id, "/queue", chat=LAYOUT)
        await desk.settled()
        assert any(m["from"]["is_bot"] for m in await desk.phone.messages(LAYOUT))
        assert await desk.phone.messages(GROUP) == []
        async with desk.app.database.read() as store:
            assert {one.name: str(one.role) for one in await store.people.colleagues()} == {
                "Глеб": "manager",
                "Ольга": "engineer",
            }


async def test_a_manager_who_joins_another_team_stays_one(tmp_path: Path) -> None:
    async with two_teams(tmp_path) as desk:
        standin = desk.standin
        standin.users(id=302, first_name="Пётр", language_code="ru")
        standin.act("join", 302, chat=GROUP)
        standin.act("promote", 202, chat=GROUP, user=302)
        standin.act("join", 302, chat=LAYOUT)
        await desk.settled()
        async with desk.app.database.read() as store:
            assert {"Пётр": "manager"}.items() <= {
                one.name: one.role for one in await store.people.colleagues()
            }.items()


async def test_one_group_is_upgraded_and_the_other_stays(tmp_path: Path) -> None:
    async with two_teams(tmp_path) as desk:
        number = await files(desk.anna, "Поехала вёрстка шапки", EMAIL, kind="Вёрстка")
        world = desk.standin.world
        old = world.chat(LAYOUT)
        old.kind = "group"
        new = groups.upgrade(world, old, 202, forum=True).id
        await desk.settled()
        await desk.anna.replies(await desk.anna.reads("зарегистрировано"), "Ждём")
        with among(desk, new):
            assert (await desk.topic_texts(number))[-1] == "Ждём"
        await desk.anna.writes("А ещё вопрос")
        assert "А ещё вопрос" in await desk.topic_texts("Анна")


async def test_the_limits_of_the_groups_are_kept_apart(tmp_path: Path) -> None:
    """Silence asked for in one group does not silence the other."""
    async with two_teams(tmp_path) as desk:
        number = await files(desk.anna, "Поехала вёрстка шапки", EMAIL, kind="Вёрстка")
        await desk.phone.fault("429", chat_id=LAYOUT, retry_after=4)
        await desk.phone.send(
            desk.anna.id, "в вёрстку", reply_to=(await desk.anna.reads("зарегистрировано"))["message_id"]
        )
        await desk.phone.send(desk.anna.id, "в поддержку")
        await desk.phone.wait_for(GROUP, "в поддержку", timeout=2)
        with among(desk, LAYOUT):
            assert "в вёрстку" not in await desk.topic_texts(number)
            await desk.settled()
            assert (await desk.topic_texts(number))[-1] == "в вёрстку"


async def test_a_form_waits_in_the_group_in_which_it_was_begun(tmp_path: Path) -> None:
    async with two_teams(tmp_path) as desk:
        await desk.gleb.writes("/register", chat=GROUP)
        await desk.gleb.writes("Коллеги, кто сегодня обедает?", chat=LAYOUT)
        with among(desk, LAYOUT):
            assert not [text for text in await group_texts(desk) if "заказчика нет" in text]
        await desk.gleb.writes("8 (900) 123-45-67", chat=GROUP)
        assert [text for text in await group_texts(desk) if "«8 (900) 123-45-67»: такого заказчика нет." in text]
