"""Changes of a request reach the customer as they happen, together when they come together, and on the card."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from storage.work import Database
from tests.desk import Desk, labels, words
from tests.stories.telling import comes, files, open_desk

COMPANY = ("ООО «Ромашка»", "Иванова Анна Петровна", "главный бухгалтер", "8 473 202 24 87", "anna@romashka.ru")


async def _at_once(desk: Desk, number: str, *commands: str) -> None:
    """Several commands in a row, faster than the desk sends."""
    thread = await desk.thread(number)
    for command in commands:
        await desk.phone.send(desk.vera.id, command, chat=desk.group, thread=thread)
    await desk.settled()


@pytest.mark.clause("PLR-3")
async def test_changes_in_a_row_are_one_message(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit", at="2026-03-05 10:00", quiet=0.4) as desk:
        number = await files(desk.anna, "Не открывается отчёт", *COMPANY)
        before = len(await desk.anna.texts())
        await _at_once(desk, number, "/take", "/priority P2 встал склад", "/term 20.03.2026 12:00 нужен выпуск")
        (told,) = (await desk.anna.texts())[before:]
        assert told.startswith("Что изменилось")
        assert f"Обращение № {number} в работе: Вера." in told
        assert "Причина: встал склад" in told
        assert "Ожидаемый срок: до пт 20.03.2026 12:00 (МСК)" in told
        # A reply to it belongs to the request.
        await desk.anna.replies(await desk.anna.last(), "Хорошо, ждём")
        assert "Хорошо, ждём" in await desk.topic_texts(number)


async def test_one_change_reads_as_it_always_does(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit", quiet=0.2) as desk:
        number = await files(desk.anna, "Не открывается отчёт", *COMPANY)
        await desk.vera.writes("/take", topic=number)
        assert words(await desk.anna.last()) == f"Обращение № {number} в работе: Вера."


async def test_an_answer_is_not_held_back_and_comes_after_what_happened_before_it(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit", quiet=60) as desk:
        number = await files(desk.anna, "Не открывается отчёт", *COMPANY)
        before = len(await desk.anna.texts())
        await _at_once(desk, number, "/take", "Смотрим ваш отчёт")
        taken, answer = (await desk.anna.texts())[before:]
        assert "в работе: Вера" in taken
        assert "Смотрим ваш отчёт" in answer


async def test_changes_of_two_requests_are_told_together_and_each_can_be_opened(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit", quiet=1.0) as desk:
        first = await files(desk.anna, "Не открывается отчёт", *COMPANY)
        second = await files(desk.anna, "Не печатает принтер")
        before = len(await desk.anna.texts())
        for number in (first, second):
            await desk.phone.send(desk.vera.id, "/take", chat=desk.group, thread=await desk.thread(number))
        await desk.settled()
        (told,) = (await desk.anna.texts())[before:]
        assert told.index(first) < told.index(second)
        assert labels(await desk.anna.last()) == [f"№ {first}", f"№ {second}"]
        await desk.anna.presses(f"№ {second}")
        assert f"Обращение № {second}" in words(await desk.anna.last())


async def test_the_confirmation_follows_the_state_and_keeps_what_it_promised(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit", at="2026-03-05 10:00") as desk:
        number = await files(desk.anna, "Не открывается отчёт", *COMPANY)
        promised = words(await desk.anna.reads("зарегистрировано: №"))
        await desk.vera.writes("/take", topic=number)
        await desk.vera.writes("/priority P1 всё стоит", topic=number)
        shown = await desk.anna.reads("зарегистрировано: №")
        assert words(shown).startswith(promised)
        assert "Сейчас: в работе\nПриоритет: P1\nОтветственный: Вера\nСрок (решение): до чт 05.03.2026" in words(shown)
        await desk.vera.writes("/resolve Готово", topic=number)
        await desk.anna.presses("Подтвердить решение")
        closed = await desk.anna.reads("зарегистрировано: №")
        assert words(closed) == f"{promised}\n\nСейчас: закрыто"
        assert labels(closed) == ["Скопировать номер"]


async def test_the_newest_card_is_the_one_that_follows(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit", at="2026-03-05 10:00") as desk:
        number = await files(desk.anna, "Не открывается отчёт", *COMPANY)
        promised = words(await desk.anna.reads("зарегистрировано: №"))
        await desk.anna.writes(f"/status {number}")
        card = await desk.anna.last()
        assert labels(card) == ["Почему такой срок?", "Скопировать номер"]
        await desk.vera.writes("/take", topic=number)
        shown = next(m for m in await desk.anna.chat() if m["message_id"] == card["message_id"])
        assert "Состояние: в работе\nОтветственный: Вера" in words(shown)
        assert words(await desk.anna.reads("зарегистрировано: №")) == promised


async def test_a_deleted_card_is_nobodys_trouble(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        number = await files(desk.anna, "Не открывается отчёт", *COMPANY)
        confirmation = await desk.anna.reads("зарегистрировано: №")
        await desk.phone.act(desk.anna.id, "delete", message_id=confirmation["message_id"])
        await desk.vera.writes("/take", topic=number)
        await desk.anna.reads("в работе: Вера")
        assert not any("Не доставлено" in text for text in await desk.topic_texts(number))


async def test_a_stopping_desk_does_not_wait_for_changes_that_leave_later(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit", quiet=60) as desk:
        number = await files(desk.anna, "Не открывается отчёт", *COMPANY)
        await desk.phone.send(desk.vera.id, "/take", chat=desk.group, thread=await desk.thread(number))
        await desk.topic_reads(number, "Ответственный: Вера")
        async with asyncio.timeout(5):
            await desk.app.front.drained(within=10)
        assert not await desk.app.front.sender.idle()
        assert not any("в работе: Вера." in text for text in await desk.anna.texts())
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/desk.db")
    async with database.read() as store:
        (waiting,) = await store.outbox.heads("telegram", 0.0, 1)
        assert waiting.notice.kind == "changes"  # it leaves after the next start
    await database.close()


async def test_what_is_added_to_a_request_is_relayed_in_the_words_that_it_has_now(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        number = await files(desk.anna, "Не печатает принтер", *COMPANY)
        await comes(desk.boris)
        await desk.phone.fault("slow", method="sendMessage", chat_id=desk.group, delay=0.5)
        await desk.phone.send(desk.boris.id, "Первое")
        await desk.topic_reads("Борис", "Первое")
        (written,) = await desk.phone.send(desk.anna.id, "Это старый принтер")  # is read while Boris's is sent
        await desk.settled()
        await desk.phone.edit(desk.anna.id, written["message_id"], "Это новый принтер")
        await desk.settled()
        await desk.anna.presses(f"Добавить к №{number}")
        assert "Это новый принтер" in await desk.topic_texts(number)
        assert "Это старый принтер" not in await desk.topic_texts(number)
