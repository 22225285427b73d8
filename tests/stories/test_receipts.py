"""Under the staff's own message: 👀 while it waits, 👌 when it has arrived, 👎 when it never will; never before."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.chaos.stage import acquainted, registered, troubled
from tests.desk import Desk, Json, desk_on


async def marks(desk: Desk, message: Json) -> list[str]:
    """What the bot has put under a message of the staff's group."""
    found = await desk.phone.messages(desk.group)
    shown = next(m for m in found if m["message_id"] == message["message_id"])
    return [reaction["emoji"] for reaction in shown["reactions"]]


async def marked(desk: Desk, message: Json, mark: str) -> None:
    """Wait until this mark stands there."""
    async with asyncio.timeout(10):
        seq = await desk.phone.seq()
        while await marks(desk, message) != [mark]:
            seq = (await desk.phone.changes(seq, 10, desk.group))[-1]["seq"]


def reactions(desk: Desk) -> int:
    """How many marks were put so far, whatever became of them."""
    return len([entry for entry in desk.standin.transcript() if entry.get("method") == "setMessageReaction"])


async def test_an_answer_that_arrives_at_once_is_marked_once(sqlite_url: str, tmp_path: Path) -> None:
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        assert reactions(desk) == 0  # the way from the customer to the staff costs no such call
        [sent] = await desk.vera.writes("Смотрим", topic="Анна")
        assert await marks(desk, sent) == ["👌"]
        assert reactions(desk) == 1


async def test_a_command_that_speaks_to_the_customer_is_marked_too(sqlite_url: str, tmp_path: Path) -> None:
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        number = await registered(desk, desk.anna)
        [asked] = await desk.vera.writes("/ask Какой у вас браузер?", topic=number)
        [noted] = await desk.vera.writes("// не забыть про браузер", topic=number)
        assert await marks(desk, asked) == ["👌"]
        assert await marks(desk, noted) == []


async def test_what_waits_for_the_flood_s_end_says_so(sqlite_url: str, tmp_path: Path) -> None:
    """Telegram asks for silence in Anna's chat: both answers wait, and whoever wrote them sees it."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await desk.phone.fault("429", method="sendMessage", chat_id=desk.anna.id, retry_after=4)
        thread = await desk.thread("Анна")
        [one] = await desk.phone.send(desk.vera.id, "раз", chat=desk.group, thread=thread)
        await marked(desk, one, "👀")
        [two] = await desk.phone.send(desk.vera.id, "два", chat=desk.group, thread=thread)
        await desk.settled()
        assert [await marks(desk, message) for message in (one, two)] == [["👌"], ["👌"]]


async def test_what_never_will_arrive_is_marked_and_told(sqlite_url: str, tmp_path: Path) -> None:
    async with troubled(sqlite_url, tmp_path, dead=2) as desk:
        await acquainted(desk, desk.anna, "раз")
        await desk.phone.act(desk.anna.id, "deactivate")
        [one] = await desk.vera.writes("Ответ", topic="Анна")
        [two] = await desk.vera.writes("Ещё ответ", topic="Анна")  # by now the desk knows that nobody is there
        assert [await marks(desk, message) for message in (one, two)] == [["👎"], ["👎"]]
        assert "Не доставлено" in (await desk.topic_texts("Анна"))[-1]


async def test_the_mark_changes_when_the_customer_lets_the_desk_in_again(sqlite_url: str, tmp_path: Path) -> None:
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await desk.phone.act(desk.anna.id, "block")
        [sent] = await desk.vera.writes("Ответ", topic="Анна")
        assert await marks(desk, sent) == ["👎"]
        await desk.phone.act(desk.anna.id, "unblock")
        await desk.settled()
        assert await marks(desk, sent) == ["👌"]


async def test_a_mark_that_telegram_refuses_is_no_matter(sqlite_url: str, tmp_path: Path) -> None:
    """The message is gone, a mark is not allowed: nothing is stuck, nobody is told."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await desk.phone.fault("500", method="setMessageReaction")
        [sent] = await desk.vera.writes("Смотрим", topic="Анна")
        assert await marks(desk, sent) == ["👌"]
        await desk.phone.fault("429", chat_id=desk.anna.id, retry_after=1)
        thread = await desk.thread("Анна")
        [gone] = await desk.phone.send(desk.vera.id, "сотру", chat=desk.group, thread=thread)
        await desk.phone.act(desk.vera.id, "delete", chat=desk.group, message_id=gone["message_id"])
        await desk.settled()
        assert "сотру" in (await desk.anna.texts())[-1]


async def test_marks_take_no_turn_of_what_people_write(sqlite_url: str, tmp_path: Path) -> None:
    """Twenty calls a minute: what customers wrote goes first, marks take what is left, and late ones are left out."""
    async with desk_on(sqlite_url, tmp_path, paced=True) as desk:
        await desk.phone.limits(token_per_second=30, private_per_second=1, private_burst=5, group_per_minute=20)
        await desk.phone.start(desk.anna.id)
        await desk.phone.wait_for(desk.anna.id, "согласны", timeout=10)
        await desk.phone.press(desk.anna.id, "Согласен")
        await desk.phone.send(desk.anna.id, "раз")
        await desk.phone.wait_for(desk.group, "раз", timeout=10)
        thread = await desk.thread("Анна")
        for number in range(16):
            await desk.phone.send(desk.vera.id, f"ответ {number}", chat=desk.group, thread=thread)
        await desk.phone.wait_for(desk.anna.id, "ответ 15", timeout=20)
        assert reactions(desk) <= 12
        await desk.phone.send(desk.anna.id, "спасибо")
        await desk.phone.wait_for(desk.group, "спасибо", timeout=5)
        assert not [entry for entry in desk.standin.transcript() if "error" in entry]
