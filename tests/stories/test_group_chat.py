"""«/ticket» in a group chat of customers: whose words they are, what is said there, and that nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from storage.tables.inbox import inbox
from tests.chaos.stage import PNG
from tests.desk import Desk, Json, Player, labels, words
from tests.stories.telling import comes, files, open_desk

ROOM = -500
EMAIL = "anna@shop.ru"


def room_of(desk: Desk, *more: Player, **what: object) -> int:
    """A group chat of customers with the bot in it, as a plain member."""
    members = [desk.anna.id, desk.boris.id, *(player.id for player in more)]
    fields: Json = {"title": "Ромашка", "type": "group", "forum": False, "bot": {"status": "member"}}
    card = desk.standin.groups(id=ROOM, members=members, **fields | what)
    return int(card["id"])


async def bot_says(desk: Desk) -> list[Json]:
    """What the bot has said in the group."""
    return [m for m in await desk.phone.messages(ROOM) if m["from"]["is_bot"] and words(m)]


async def says(player: Player, text: str | None = None, **what: object) -> Json:
    """Write in the group."""
    return (await player.writes(text, chat=ROOM, **what))[0]


@pytest.mark.clause("SIN-4", "SAV-4", "INS-4")
async def test_an_own_message_is_registered_in_private(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales") as desk:
        anna = desk.anna
        await files(anna, "Не открывается касса", EMAIL)
        room_of(desk)
        said = await says(anna, "Коллеги, письма о заказах не приходят с утра")
        await says(desk.boris, "У меня тоже")
        assert await bot_says(desk) == []
        await says(anna, "/ticket", reply_to=said["message_id"])
        (line,) = await bot_says(desk)
        assert words(line) == "Анна, продолжим в личном чате."
        assert labels(line) == ["Открыть личный чат"]
        summary = words(await anna.last())
        assert "• Коллеги, письма о заказах не приходят с утра" in summary
        assert "У меня тоже" not in summary
        await anna.presses("Зарегистрировать")
        await anna.reads("зарегистрировано: № 000002")
        assert (await desk.topic_texts("000002"))[1:] == ["Коллеги, письма о заказах не приходят с утра"]
        # Of what the group said nothing is kept but the words that became talk.
        async with desk.app.database.read() as store:
            kept = (await store.connection.execute(sa.select(inbox.c.raw).where(inbox.c.chat == str(ROOM)))).scalars()
            assert not [raw for raw in kept if "Коллеги" in raw or "У меня тоже" in raw]
        # Once more it is in a request already, and nothing is doubled.
        await says(anna, "/ticket", reply_to=said["message_id"])
        assert (await desk.topic_texts("Анна")).count("Коллеги, письма о заказах не приходят с утра") == 1
        assert "000002" not in "".join(words(m) for m in await bot_says(desk))


@pytest.mark.clause("SIN-4", "SAV-4")
async def test_who_never_started_the_bot_is_led_there_and_nothing_is_lost(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales") as desk:
        anna = desk.anna
        room_of(desk)
        said = await says(anna, media={"kind": "photo", "content_base64": PNG, "caption": "Вот так выглядит касса"})
        await says(anna, "/ticket", reply_to=said["message_id"])
        (line,) = await bot_says(desk)
        link = await desk.phone.press(anna.id, "Открыть личный чат", chat=ROOM)
        assert link["url"].endswith("?start=ticket")
        assert await desk.phone.topics(desk.group) == []  # nothing was read before the consent
        async with desk.app.database.read() as store:
            assert await store.people.by_address("telegram", str(anna.id)) is None
        await anna.starts("ticket")
        assert "Ваше сообщение сохранено" in words(await anna.last())
        await anna.presses("Согласен")
        assert [m for m in await desk.topic("Анна Иванова") if m.get("photo")]
        await anna.presses("Вопросы по функционалу")
        await anna.writes(EMAIL)
        assert "Вот так выглядит касса" in words(await anna.last())
        await anna.presses("Зарегистрировать")
        await anna.reads("зарегистрировано: № 000001")
        assert len(await bot_says(desk)) == 1
        assert words(line) == "Анна, продолжим в личном чате."


async def test_somebody_elses_words_are_suggested_to_their_author_only(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales") as desk:
        anna, boris = desk.anna, desk.boris
        await comes(anna)
        await comes(boris)
        room_of(desk)
        said = await says(anna, "Не открывается касса")
        before = len(await boris.texts())
        await says(boris, "/ticket", reply_to=said["message_id"])
        assert words((await bot_says(desk))[-1]) == "Анна, продолжим в личном чате."
        assert (await boris.texts())[before:] == []
        suggested = await anna.last()
        assert "Оформлять или нет — решать вам." in words(suggested)
        await anna.presses("Оформить обращение", message=suggested)
        await anna.presses("Вопросы по функционалу")
        await anna.writes(EMAIL)
        await anna.presses("Зарегистрировать")
        await anna.reads("зарегистрировано: № 000001")
        async with desk.app.database.read() as store:
            (ticket,) = await store.tickets.open()
            person = await store.people.get(ticket.person_id)
        assert person.name == "Анна Иванова"


async def test_words_behind_the_command_and_what_is_nobodys(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales") as desk:
        anna = desk.anna
        await files(anna, "Не открывается касса", EMAIL)
        room_of(desk, admins=[])
        await says(anna, "/ticket Не приходят письма о заказах")
        assert "• Не приходят письма о заказах" in words(await anna.last())
        assert "/ticket" not in words(await anna.last())
        for text in ("/ticket", "/ticket@another_bot", "/tickets", "/status 000001", "/start", "Помогите", "/help"):
            await says(anna, text)
        said = [words(m) for m in await bot_says(desk)]
        assert said == [
            "Анна, продолжим в личном чате.",
            "Отправьте /ticket ответом на сообщение, которое нужно оформить как обращение.",
        ]
        # A bot's words are nobody's request.
        await says(anna, "/ticket", reply_to=(await bot_says(desk))[0]["message_id"])
        assert words((await bot_says(desk))[-1]).startswith("Отправьте /ticket ответом")


@pytest.mark.clause("PLR-2")
async def test_who_may_not_register_is_told_so_in_private_and_the_words_stay_talk(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "plarson") as desk:
        anna = desk.anna
        await comes(anna)
        room_of(desk)
        said = await says(anna, "Сделайте баннер")
        await says(anna, "/ticket", reply_to=said["message_id"])
        assert "уполномоченн" in words(await anna.last())
        assert "Сделайте баннер" in await desk.topic_texts("Анна")
        assert [words(m) for m in await bot_says(desk)] == ["Анна, продолжим в личном чате."]
