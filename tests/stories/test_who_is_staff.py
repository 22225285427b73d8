"""Whose word counts in the staff's group: a person's own; not a channel's, a bot's, a stranger's, nor nobody's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.routers.staff import membership
from tests.chaos.stage import acquainted, customers_words, registered, troubled
from tests.desk import Desk, Json, words
from tests.stories.telling import group_texts, state_of

CHANNEL = {"id": -1009, "type": "channel", "title": "Новости"}
ASKED = "Вы пишете от имени группы"


async def as_the_group(desk: Desk, text: str, topic: str) -> Json:
    """Gleb writes anonymously in a topic."""
    [sent] = await desk.gleb.writes(text, topic=topic, anonymous=True)
    return sent


def says(desk: Desk, **message: Any) -> None:
    """An update about a message that is not a player's: as Telegram would deliver it."""
    world = desk.standin.world
    body = {"message_id": 900_000 + world.number(), "date": world.stamp(), "chat": world.chats[desk.group].card}
    world.updates.put("message", body | message)


async def staff(desk: Desk) -> dict[str, str]:
    """Names and roles of those who work at the desk."""
    async with desk.app.database.read() as store:
        return {one.name: str(one.role) for one in await store.people.colleagues()}


async def test_an_answer_in_the_group_s_name_is_not_sent(sqlite_url: str, tmp_path: Path) -> None:
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        number = await registered(desk, desk.anna)
        before = await desk.anna.texts()
        for text in ("Закажите новый", "/resolve Готово", "/take", "// заметка", "/mute"):
            sent = await as_the_group(desk, text, number)
            told = (await desk.topic(number))[-1]
            assert ASKED in words(told)
            assert told["reply_to"] == sent["message_id"]
        await as_the_group(desk, "И здесь", "Анна")
        assert ASKED in (await desk.topic_texts("Анна"))[-1]
        assert await desk.anna.texts() == before
        assert await state_of(desk, number) == "registered"
        assert "Group" not in await staff(desk)


async def test_looking_around_needs_no_name(sqlite_url: str, tmp_path: Path) -> None:
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        number = await registered(desk, desk.anna)
        for text, shown in (("/queue", number), (f"/ticket {number}", number), ("/why", "Срок"), ("/history", "Анна")):
            await as_the_group(desk, text, number)
            assert shown in (await desk.topic_texts(number))[-1]
        assert not any(ASKED in text for text in await desk.topic_texts(number))


async def test_words_that_go_nowhere_are_left_alone(sqlite_url: str, tmp_path: Path) -> None:
    """Administrators may chat anonymously outside the desk's topics."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await desk.phone.send(desk.gleb.id, "Всем доброе утро", chat=desk.group, anonymous=True)
        await desk.settled()
        assert await group_texts(desk) == ["Всем доброе утро"]


async def test_a_linked_channel_and_other_bots_are_nobody(sqlite_url: str, tmp_path: Path) -> None:
    """Telegram shows a channel's posts under an account of its own that is no bot: it is no engineer either."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        thread = await desk.thread("Анна")
        topic = {"message_thread_id": thread, "is_topic_message": True}
        service = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
        says(desk, **{"from": service}, sender_chat=CHANNEL, is_automatic_forward=True, text="Реклама", **topic)
        posing = {"id": 136817688, "is_bot": True, "first_name": "Channel"}
        says(desk, **{"from": posing}, sender_chat=CHANNEL, text="Я канал", **topic)
        other = {"id": 555, "is_bot": True, "first_name": "Модератор"}
        says(desk, **{"from": other}, text="/take", **topic)
        says(desk, **{"from": other}, text="Правила группы", **topic)
        before = await desk.anna.texts()
        await desk.settled()
        assert await desk.anna.texts() == before
        assert set(await staff(desk)) <= {"Вера", "Глеб"}


async def test_a_moderating_bot_s_news_of_members_count(sqlite_url: str, tmp_path: Path) -> None:
    """Whoever is put out by another bot loses the role at once."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await desk.vera.writes("Здесь", topic="Анна")
        assert "Вера" in await staff(desk)
        world = desk.standin.world
        user = world.people[desk.vera.id].user
        moved = {"chat": world.chats[desk.group].card, "date": world.stamp()}
        moved |= {"from": {"id": 555, "is_bot": True, "first_name": "Модератор"}}
        old, new = {"status": "member", "user": user}, {"status": "kicked", "user": user, "until_date": 0}
        world.updates.put("chat_member", moved | {"old_chat_member": old, "new_chat_member": new})
        await desk.settled()
        assert "Вера" not in await staff(desk)


async def test_who_leaves_is_staff_no_more(sqlite_url: str, tmp_path: Path) -> None:
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await desk.vera.writes("Здесь", topic="Анна")
        await desk.phone.act(desk.vera.id, "leave", chat=desk.group)
        await desk.settled()
        assert "Вера" not in await staff(desk)


@pytest.mark.parametrize("command", ["/take", "/queue", "/role @anna manager", "/nonsense", "/mute"])
async def test_the_staff_s_commands_are_unknown_to_customers(command: str, sqlite_url: str, tmp_path: Path) -> None:
    """They are answered like commands that there are not, and go to nobody."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await desk.anna.writes(command)
        assert (await desk.anna.texts())[
            -1
        ] == "Такой команды здесь нет, и сообщение никуда не передано. Что можно: /help"
        assert await customers_words(desk, "Анна") == ["раз"]


async def test_a_path_is_no_command(sqlite_url: str, tmp_path: Path) -> None:
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await desk.anna.writes("/usr/bin/python не запускается")
        assert (await customers_words(desk, "Анна"))[-1] == "/usr/bin/python не запускается"


@pytest.mark.parametrize("command", ["/tickets", "/complain 1", "/privacy"])
async def test_the_customers_commands_are_unknown_to_the_group(command: str, sqlite_url: str, tmp_path: Path) -> None:
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await desk.vera.writes(command, topic="Анна")
        assert f"Команды {command.split()[0]} нет" in (await desk.topic_texts("Анна"))[-1]


async def test_the_bot_is_put_out_and_comes_back(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log tells; what customers write meanwhile waits, and arrives at once when the bot may work again."""
    logged: list[str] = []
    monkeypatch.setattr(membership.log, "warning", lambda text, *values: logged.append(text % values))
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await desk.phone.act(desk.gleb.id, "kick_bot", chat=desk.group)
        await desk.phone.send(desk.anna.id, "два")
        await desk.phone.send(desk.boris.id, "Здравствуйте")
        await desk.phone.wait_for(desk.boris.id, "согласны", timeout=10)
        await desk.phone.act(desk.gleb.id, "add_bot", chat=desk.group)
        await desk.settled()
        assert any(f"the bot was put out of the staff chat {desk.group}" in line for line in logged)
        assert (await customers_words(desk, "Анна"))[-1] == "два"
