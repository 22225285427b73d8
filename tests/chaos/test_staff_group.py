"""What people do to the staff's group and its topics: moved, deleted, closed; the talk goes on and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chaos.stage import acquainted, customers_words, moved, registered, troubled
from tests.desk import words


@pytest.mark.parametrize("told", [True, False], ids=["told by an update", "found out by a refusal"])
async def test_the_group_gets_another_id(told: bool, database_url: str, tmp_path: Path) -> None:
    """The desk follows, opens the topics it needs, and remembers the new address."""
    async with troubled(database_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        new = moved(desk, told=told)
        await desk.anna.writes("два")
        await desk.anna.writes("три")
        assert (await customers_words(desk, "Анна"))[-2:] == ["два", "три"]
        await desk.vera.writes("Мы переехали, а вы и не заметили", topic="Анна")
        await desk.anna.reads("Мы переехали")
        number = await registered(desk, desk.anna)
        assert (await customers_words(desk, number))[:3] == ["раз", "два", "три"]
        async with desk.app.database.read() as store:
            assert await store.telegram.chat("staff:-1001000000001") == str(new)


async def test_a_talk_s_topic_is_deleted(sqlite_url: str, tmp_path: Path) -> None:
    """The next message opens another one, which begins with the last messages of the one before."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, *[f"слово {number}" for number in range(1, 8)])
        await desk.phone.act(desk.gleb.id, "delete_topic", chat=desk.group, thread=await desk.thread("Анна"))
        await desk.anna.writes("слово 8")
        first, replayed, *rest = await desk.topic_texts("Анна")
        assert "Беседа: Анна" in first
        assert "создана заново" in replayed
        assert [line.split(": ")[1] for line in replayed.split("\n")[1:]] == [f"слово {n}" for n in range(3, 8)]
        assert rest == ["слово 8"]
        await desk.vera.writes("Я здесь", topic="Анна")
        await desk.anna.reads("Я здесь")


async def test_a_ticket_s_topic_is_deleted(sqlite_url: str, tmp_path: Path) -> None:
    """Card and last messages stand in the new one, and what is answered there belongs to the ticket."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "Отчёт пуст")
        number = await registered(desk, desk.anna)
        await desk.phone.act(desk.gleb.id, "delete_topic", chat=desk.group, thread=await desk.thread(number))
        await desk.anna.replies(await desk.anna.reads("зарегистрировано: №"), "И второй отчёт пуст")
        topic = await desk.topic(number)
        assert words(topic[0]).startswith(f"№ {number}")
        assert topic[0]["pinned"]
        assert "Отчёт пуст" in words(topic[1])
        assert words(topic[2]) == "И второй отчёт пуст"
        await desk.vera.writes("Чиним", topic=number)
        await desk.anna.reads(f"№ {number} · Вера\nЧиним")


async def test_a_topic_is_deleted_before_an_edit(sqlite_url: str, tmp_path: Path) -> None:
    """The copy is gone, so the new words arrive as a message in the topic made anew."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna)
        [sent] = await desk.anna.writes("ашибка")
        await desk.phone.act(desk.gleb.id, "delete_topic", chat=desk.group, thread=await desk.thread("Анна"))
        await desk.phone.edit(desk.anna.id, sent["message_id"], "ошибка")
        await desk.settled()
        assert any("ошибка" in text for text in await customers_words(desk, "Анна"))


@pytest.mark.parametrize("subject", ["talk", "ticket"])
async def test_a_topic_is_closed(subject: str, sqlite_url: str, tmp_path: Path) -> None:
    """A closed topic still takes what the customer writes."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        name = "Анна" if subject == "talk" else await registered(desk, desk.anna)
        await desk.phone.act(desk.gleb.id, "close_topic", chat=desk.group, thread=await desk.thread(name))
        if subject == "talk":
            await desk.anna.writes("два")
        else:
            await desk.anna.replies(await desk.anna.reads("зарегистрировано: №"), "два")
        assert (await desk.topic_texts(name))[-1] == "два"


async def test_staff_delete_a_message_in_a_topic(sqlite_url: str, tmp_path: Path) -> None:
    """Telegram tells nobody; the customer keeps what they got, and a reply to it finds its way."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        [sent] = await desk.vera.writes("Проверьте кабель", topic="Анна")
        await desk.phone.act(desk.vera.id, "delete", chat=desk.group, message_id=sent["message_id"])
        await desk.anna.replies(await desk.anna.reads("Проверьте кабель"), "проверила")
        assert (await customers_words(desk, "Анна"))[-1] == "проверила"


async def test_staff_correct_what_they_wrote(sqlite_url: str, tmp_path: Path) -> None:
    """The customer's copy changes too; a second time as well."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        [sent] = await desk.vera.writes("Проверьте кабиль", topic="Анна")
        for text in ("Проверьте кабель", "Проверьте, пожалуйста, кабель"):
            await desk.phone.edit(desk.vera.id, sent["message_id"], text, chat=desk.group)
            await desk.settled()
            assert (await desk.anna.texts())[-1] == f"Вера\n{text}"


async def test_the_bot_loses_its_right_and_gets_it_back(sqlite_url: str, tmp_path: Path) -> None:
    """Without the right to open topics nothing can be shown: it waits, and arrives once the right is back."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna)
        rights = ["can_manage_topics"]
        await desk.phone.act(desk.gleb.id, "demote", chat=desk.group, user="bot", rights=rights)
        await desk.phone.send(desk.anna.id, "раз")
        await desk.phone.wait_for(desk.group, "Сообщения для этой группы ждут: у бота нет на это прав", timeout=10)
        await desk.phone.act(desk.gleb.id, "promote", chat=desk.group, user="bot")
        await desk.anna.writes("два")
        assert await customers_words(desk, "Анна") == ["раз", "два"]
