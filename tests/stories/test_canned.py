"""Canned answers with their fields, and answers given by phone, as the desk and its customers live with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import labels, words
from tests.stories.telling import comes, open_desk, said, staff_reads
from tests.stories.test_saveit import registers


async def test_a_canned_answer_is_kept_sent_with_its_fields_and_deleted(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit", at="2026-03-05 10:00") as desk:
        vera, group = desk.vera, desk.group
        await vera.writes("/canned", chat=group)
        await staff_reads(desk, "Готовых ответов пока нет.")
        (text,) = await vera.writes("{name}, работа по № {number} идёт, срок {due}. {me}", chat=group)
        await vera.writes("/canned Ждите", chat=group, reply_to=text["message_id"])
        await staff_reads(desk, "Сохранён: ждите.")
        number = await registers(desk.anna)
        await vera.writes("/say ждите", topic=number)
        got = words(await desk.anna.reads("работа по"))
        assert "Анна Иванова, работа по № 2026-0001 идёт, срок 13.03.2026 18:00 (МСК). Вера" in got
        assert await said(desk, number) == (
            "Отправлено заказчику:\nАнна Иванова, работа по № 2026-0001 идёт, срок 13.03.2026 18:00 (МСК). Вера"
        )
        await vera.writes("/canned", chat=group)
        assert "ждите — {name}, работа по № {number} идёт" in words(await staff_reads(desk, "Готовые ответы"))
        await vera.writes("/canned ждите", chat=group)
        assert labels(await staff_reads(desk, "ждите (Вера)")) == ["Удалить"]
        await desk.gleb.presses("Удалить", chat=group)
        await staff_reads(desk, "Удалён: ждите.")
        await vera.writes("/say ждите", topic=number)
        assert "Готовых ответов пока нет" in await said(desk, number)


async def test_what_cannot_be_kept_or_filled_is_refused_and_nothing_is_sent(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        await comes(desk.anna)
        vera, group = desk.vera, desk.group
        for given, answer in (
            ("/canned срок Ваш срок {deadline}", "Поле {deadline} заполнить нечем. Есть такие: {name}, {number}"),
            ("/canned два* слова", "«два*» не годится как имя"),
            ("/canned пусто", "Готовых ответов пока нет"),
            ("/canned срок Ваш срок {due}", "Сохранён: срок"),
            ("/canned срок Ваш новый срок {due}", "Изменён: срок"),
            ("/say срок", "в теме консультации или обращения"),
            ("/canned delete нет", "Готового ответа «нет» нет. Есть: срок."),
        ):
            await vera.writes(given, chat=group)
            await staff_reads(desk, answer)
        await vera.writes("/say срок", topic="Анна")  # a talk has no term
        assert "есть поле {due}, а здесь его заполнить нечем" in (await desk.topic_texts("Анна"))[-1]
        assert not any("срок" in text and "Ваш" in text for text in await desk.anna.texts())
        await vera.writes("/canned привет\nЗдравствуйте, {name}! Это {desk}.", chat=group)
        await vera.writes("/say привет", topic="Анна")
        await desk.anna.reads("Здравствуйте, Анна Иванова! Это")
        await vera.writes("/say", topic="Анна")
        assert "Напишите имя после команды" in (await desk.topic_texts("Анна"))[-1]


@pytest.mark.clause("SAV-11")
async def test_an_answer_by_phone_counts_and_comes_in_writing(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit", at="2026-03-05 10:00") as desk:
        number = await registers(desk.anna)
        await desk.vera.writes("/told", topic=number)
        assert "/told телефон перезапустите службу" in await said(desk, number)
        await desk.vera.writes("/told телефон", topic=number)
        assert "Напишите, что вы сказали заказчику" in await said(desk, number)
        await desk.vera.writes("/told голубем привет", topic=number)
        assert "Как: телефон" in await said(desk, number)
        await desk.vera.writes("/told телефон Перезапустите службу печати", topic=number)
        told = words(await desk.anna.reads("Перезапустите службу печати"))
        assert told == f"Обращение № {number} · Вера, по телефону:\nПерезапустите службу печати"
        async with desk.app.database.read() as store:
            ticket = await store.tickets.by_number(number)
            assert ticket is not None
            assert [m.value for m in ticket.milestones if m.fact == "answered"] == [""]
            entry = (await store.journal.entries(ticket.id))[-1]
        assert (entry.kind, entry.channel, entry.actor) == ("told", "phone", "Вера")
        await desk.anna.replies(await desk.anna.reads("Перезапустите"), "Спасибо, помогло")
        await desk.topic_reads(number, "Спасибо, помогло")
        await desk.vera.writes("/history", topic=number)
        assert "Вера: ответ вне чата: Перезапустите службу печати" in await said(desk, number)
