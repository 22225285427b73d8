"""MegaFon's feedback form as its subscribers and its staff live through it: a few fields, an answer within a day."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import moscow, words
from tests.stories.telling import comes, files, open_desk, staff_reads

FORM = ("Иванова", "8 (926) 123-45-67", "Не приходят SMS", "почта anna@mail.ru, после 18:00")


@pytest.mark.clause("MGF-1")
async def test_from_the_first_word_to_closed(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "megafon", at="2026-01-01 22:15") as desk:  # a day is a day, also on a holiday
        await comes(desk.anna, "Со вчерашнего дня не приходят SMS")
        await desk.anna.presses("Оформить обращение")
        asked = []
        for value in FORM:
            asked.append(words(await desk.anna.last()))
            await desk.anna.writes(value)
        assert ["Фамилия" in asked[0], "Телефон" in asked[1], "Описание" in asked[2], "Контакт" in asked[3]] == [
            True
        ] * 4
        summary = words(await desk.anna.last())
        assert "Телефон: +79261234567" in summary
        assert "Если зарегистрировать сейчас:\nСрок (первый ответ): до пт 02.01.2026 22:15 (МСК)" in summary
        await desk.anna.presses("Зарегистрировать")
        told = words(await desk.anna.reads("зарегистрировано: №"))
        number = told.split("№ ")[1].split(".")[0]
        assert "Срок (первый ответ): до пт 02.01.2026 22:15 (МСК)" in told
        await desk.at(moscow("2026-01-02 21:00"))
        await desk.vera.writes("Проверили: номер в списке блокировки", topic=number)
        await desk.vera.writes("/resolve Сняли блокировку", topic=number)
        await desk.anna.presses("Подтвердить решение")
        await desk.anna.reads(f"Обращение № {number} закрыто")


@pytest.mark.clause("MGF-1")
async def test_a_day_without_an_answer_is_a_breach_that_the_managers_hear_of(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "megafon", at="2026-03-07 22:15") as desk:
        number = await files(desk.anna, "Не приходят SMS", *FORM)
        await desk.at(moscow("2026-03-08 22:14"))
        assert not any("срок нарушен" in text for text in await desk.topic_texts(number))
        await desk.at(moscow("2026-03-08 22:15"))
        breach = await desk.topic_reads(number, "срок нарушен (первый ответ), он истёк вс 08.03.2026 22:15")
        assert [e["user"]["id"] for e in breach["entities"] if e["type"] == "text_mention"] == [desk.gleb.id]


@pytest.mark.clause("MGF-1")
async def test_without_the_form_nothing_is_registered(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "megafon") as desk:
        await comes(desk.anna, "Не приходят SMS")
        await desk.anna.presses("Оформить обращение")
        await desk.anna.writes("Иванова")
        await desk.anna.writes("номер не помню")
        assert "Не похоже на номер телефона" in words(await desk.anna.last())
        await desk.vera.writes("/queue", chat=desk.group)
        await staff_reads(desk, "Очередь пуста.")
