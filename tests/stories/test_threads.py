"""Threads of the private chat: one for the consultation and one for each request, and what happens without them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.standin import Standin, topics
from tests.desk import Desk, words
from tests.stories.telling import files, open_desk

EMAIL = "anna@shop.ru"


def switched_on(standin: Standin) -> None:
    standin.world.private_topics = True


async def threads(desk: Desk) -> dict[str, int]:
    """The threads of Anna's private chat, by their names."""
    return {topic["name"]: topic["thread"] for topic in await desk.phone.topics(desk.anna.id) if not topic["deleted"]}


async def texts_in(desk: Desk, thread: int | None) -> list[str]:
    return [words(m) for m in await desk.anna.chat() if m["thread"] == thread and m["from"]["is_bot"] and words(m)]


@pytest.mark.clause("SIN-3", "INS-5")
async def test_each_request_has_a_thread_and_what_is_written_there_belongs_to_it(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales", threads=True, prepare=switched_on) as desk:
        anna, vera = desk.anna, desk.vera
        number = await files(anna, "Не открывается касса", EMAIL)
        other = await files(anna, "Поменяйте логотип")
        found = await threads(desk)
        assert set(found) == {"Консультация", f"№ {number}", f"№ {other}"}
        assert "зарегистрировано" in (await texts_in(desk, found[f"№ {number}"]))[0]
        # What happens to a request is told in its thread, what is only talk in the consultation's.
        await vera.writes("/take", topic=number)
        assert f"Обращение № {number} в работе: Вера" in (await texts_in(desk, found[f"№ {number}"]))[-1]
        await vera.writes("Добрый день!", topic="Анна")
        assert (await texts_in(desk, found["Консультация"]))[-1] == "Вера\nДобрый день!"
        # What Anna writes in a thread belongs to its request without any reply or question.
        before = len(await anna.texts())
        await anna.writes("Пишет «нет доступа»", thread=found[f"№ {number}"])
        await anna.writes("Вот новый", thread=found[f"№ {other}"])
        assert (await desk.topic_texts(number))[-1] == "Пишет «нет доступа»"
        assert (await desk.topic_texts(other))[-1] == "Вот новый"
        assert not any("Добавить" in text or "ваших обращений" in text for text in (await anna.texts())[before:])
        # In the consultation's it is talk, which may still be added.
        await anna.writes("Ещё вопрос", thread=found["Консультация"])
        assert (await desk.topic_texts("Анна"))[-1] == "Ещё вопрос"
        await anna.presses(f"Добавить к №{other}")
        assert (await desk.topic_texts(other))[-1] == "Ещё вопрос"
        assert len(await threads(desk)) == 3


async def test_a_thread_that_was_deleted_is_not_missed(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales", threads=True, prepare=switched_on) as desk:
        anna = desk.anna
        number = await files(anna, "Не открывается касса", EMAIL)
        chat = desk.standin.world.chat(anna.id)
        topics.delete(desk.standin.world, chat, chat.topics[(await threads(desk))[f"№ {number}"]])
        await desk.vera.writes("/take", topic=number)
        told = await anna.reads(f"Обращение № {number} в работе: Вера")
        assert told["thread"] is None
        await anna.replies(told, "Спасибо")
        assert (await desk.topic_texts(number))[-1] == "Спасибо"
        assert not any("не доставлен" in words(m).lower() for m in await desk.phone.messages(desk.group))


@pytest.mark.parametrize("trouble", ["500", "refused", "off"])
async def test_where_telegram_has_no_threads_replies_lead_to_the_request(trouble: str, tmp_path: Path) -> None:
    def prepare(standin: Standin) -> None:
        standin.world.private_topics = trouble != "off"

    async with open_desk(tmp_path, "insales", threads=True, prepare=prepare) as desk:
        anna = desk.anna
        if trouble == "500":
            await desk.phone.fault("500", method="createForumTopic", chat_id=anna.id, times=None)
        if trouble == "refused":
            await anna.starts()  # Telegram says that there are topics, and then refuses to make one
            await desk.app.front.bot.me()
            desk.standin.world.private_topics = False
        number = await files(anna, "Не открывается касса", EMAIL) if trouble != "refused" else await begun(desk)
        assert await threads(desk) == {}
        await desk.vera.writes("/take", topic=number)
        await anna.replies(await anna.reads("в работе: Вера"), "Спасибо")
        assert (await desk.topic_texts(number))[-1] == "Спасибо"


async def begun(desk: Desk) -> str:
    await desk.anna.presses("Согласен")
    await desk.anna.writes("Здравствуйте")
    return await files(desk.anna, "Не открывается касса", EMAIL)


async def test_who_is_forgotten_leaves_no_thread_behind(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales", threads=True, prepare=switched_on) as desk:
        number = await files(desk.anna, "Не открывается касса", EMAIL)
        await desk.vera.writes("/resolve Исправлено", topic=number)
        await desk.anna.presses("Подтвердить решение")
        async with desk.app.desk.work() as work:
            person = await work.people.by_address("telegram", str(desk.anna.id))
            assert person is not None
            await work.store.traces.wipe(person.id, work.now)
        async with desk.app.database.read() as store:
            assert await store.telegram.topic(f"own:{desk.anna.id}:0") is None


async def test_without_the_setting_there_are_none(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales", prepare=switched_on) as desk:
        await files(desk.anna, "Не открывается касса", EMAIL)
        assert await threads(desk) == {}
