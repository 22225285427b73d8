"""Alleanza's order of support as its subscribers and its staff live through it: authorised persons, four levels."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import Desk, labels, moscow, words
from tests.stories.telling import comes, files, open_desk, staff_reads

KNOWN = ("anna-host", "anna@romashka.ru")
FAULT = ("С 9 утра не открывается ни один сайт", "Открываем любую страницу", "504 Gateway Timeout")


async def authorised(desk: Desk) -> None:
    """Anna is known to the desk as an authorised person of her organisation."""
    await comes(desk.anna)
    await desk.vera.writes("/rank authorised", topic="Анна")
    await desk.anna.reads("Теперь вы можете оформлять официальные обращения")


@pytest.mark.clause("ALL-1", "ALL-3", "ALL-4", "ALL-6")
async def test_from_the_first_word_to_closed(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "alleanza", at="2026-03-05 15:30") as desk:
        await comes(desk.anna, "Не открывается сайт")
        # Whoever is not authorised may talk, and learns whom to ask.
        await desk.anna.presses("Оформить обращение")
        refusal = words(await desk.anna.last())
        assert "оформляют только лица, уполномоченные вашей организацией (пункт ALL-3 регламента)" in refusal
        assert "Попросите такого коллегу" in refusal
        await desk.vera.writes("Здравствуйте, проверяем ваш договор", topic="Анна")
        await desk.anna.reads("проверяем ваш договор")
        await desk.vera.writes("/rank authorised", topic="Анна")
        await desk.anna.reads("Теперь вы можете оформлять официальные обращения")
        await desk.anna.presses("Оформить обращение")
        await desk.anna.presses("Проблема")
        assert "приложите тексты ошибок или снимки экрана" in words(await desk.anna.last())
        for value in (*KNOWN, "Сайт", *FAULT):
            await desk.anna.writes(value)
        await desk.anna.presses("Изменить")
        await desk.anna.presses("Приоритет")
        assert "критический — Виртуальная среда не работает" in words(await desk.anna.last())
        await desk.anna.presses("критический")
        # Two working hours from 15:30: the day ends at 17:00, so half an hour is left for the morning.
        assert "Срок (первый ответ): до пт 06.03.2026 07:30 (МСК)" in words(await desk.anna.last())
        await desk.anna.presses("Зарегистрировать")
        told = words(await desk.anna.reads("зарегистрировано: № 2026-00001"))
        assert "до пт 06.03.2026 07:30 (МСК)" in told
        await desk.vera.writes("/take", topic="2026-00001")
        await desk.vera.writes("/resolve Перезапустили сервер", topic="2026-00001")
        await desk.anna.presses("Подтвердить решение")
        await desk.anna.reads("Обращение № 2026-00001 закрыто")


@pytest.mark.clause("ALL-1")
async def test_moved_days_off_and_shortened_days_count(tmp_path: Path) -> None:
    # 2024-04-27 is a working Saturday, and a full one; 2024-04-29 to 05-01 are days off.
    async with open_desk(tmp_path, "alleanza", at="2024-04-27 16:00") as desk:
        await authorised(desk)
        await files(desk.anna, "Не открывается сайт", *KNOWN, "Сайт", priority="критический")
        assert "до чт 02.05.2024 08:00 (МСК)" in words(await desk.anna.reads("зарегистрировано"))


@pytest.mark.clause("ALL-3")
async def test_a_rank_is_taken_back_and_every_change_is_kept(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "alleanza") as desk:
        await authorised(desk)
        await files(desk.anna, "Не открывается сайт", *KNOWN, "Сайт")
        await desk.gleb.writes("/rank plain", topic="2026-00001")
        await desk.anna.reads("официальные обращения оформляют уполномоченные лица")
        await desk.anna.writes("Ещё вопрос")
        await desk.anna.presses("Оформить обращение")
        assert "оформляют только лица" in words(await desk.anna.last())
        async with desk.app.database.read() as store:
            person = await store.people.by_address("telegram", str(desk.anna.id))
            assert person is not None
            kept = [(c.by, c.what, c.before, c.after) for c in await store.people.changes(person.id)]
        assert kept == [("Вера", "rank", "plain", "authorised"), ("Глеб", "rank", "authorised", "plain")]


@pytest.mark.clause("ALL-4")
async def test_a_fault_asks_for_steps_and_error_texts_and_a_request_does_not(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "alleanza") as desk:
        await authorised(desk)
        await desk.anna.writes("Добавьте запись в DNS")
        await desk.anna.presses("Оформить обращение")
        assert {"☑ Запрос", "Проблема"} <= set(labels(await desk.anna.last()))
        await desk.anna.presses("☑ Запрос")
        await desk.anna.writes("два слова")
        assert "Не похоже на логин" in words(await desk.anna.last())
        for value in (*KNOWN, "DNS"):
            await desk.anna.writes(value)
        assert "Проверьте" in words(await desk.anna.last())
        # It turns out to be a fault: what a fault must say is asked now.
        await desk.anna.presses("Изменить")
        await desk.anna.presses("Тип обращения")
        await desk.anna.presses("Проблема")
        asked = words(await desk.anna.last())
        assert "Подробное описание проблемы" in asked
        assert "осталось: 3" in asked
        for value in FAULT:
            await desk.anna.writes(value)
        await desk.anna.presses("Зарегистрировать")
        await desk.anna.reads("Тип обращения: Проблема")
        assert "Тексты сообщений об ошибках: 504 Gateway Timeout" in words((await desk.topic("2026-00001"))[0])


@pytest.mark.clause("ALL-6")
@pytest.mark.parametrize(
    ("level", "due"),
    [
        ("критический", "чт 05.03.2026 10:00"),
        ("срочный", "чт 05.03.2026 12:00"),
        ("обычный", "чт 05.03.2026 16:00"),
        ("низкий", "вт 10.03.2026 12:00"),  # nine hours, ten, and five more after the day off of the 9th
    ],
)
async def test_the_level_sets_the_term_of_the_answer(level: str, due: str, tmp_path: Path) -> None:
    async with open_desk(tmp_path, "alleanza", at="2026-03-05 08:00") as desk:
        await authorised(desk)
        await files(desk.anna, "Не открывается сайт", *KNOWN, "Сайт", priority=level)
        assert f"до {due} (МСК)" in words(await desk.anna.reads("зарегистрировано"))


@pytest.mark.clause("ALL-6")
async def test_the_queue_goes_by_level(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "alleanza", at="2026-03-05 08:00") as desk:
        await authorised(desk)
        low = await files(desk.anna, "Пожелание", *KNOWN, "Сайт", priority="низкий")
        critical = await files(desk.anna, "Всё стоит", "Сайт", priority="критический")
        await desk.vera.writes("/queue", chat=desk.group)
        queue = words(await staff_reads(desk, "открытых обращения"))
        assert queue.index(critical) < queue.index(low)


@pytest.mark.clause("ALL-2")
async def test_advice_is_refused_unless_the_contract_allows_it(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "alleanza", at="2026-03-05 10:00") as desk:
        await authorised(desk)
        first = await files(desk.anna, "Настройте наш скрипт", *KNOWN, "Сайт")
        await desk.vera.writes("/org ООО «Ромашка»", topic=first)
        await desk.vera.writes("/refuse out_of_scope", topic=first)
        assert "по дополнительной договорённости" in words(await desk.anna.reads(f"По обращению № {first} отказано"))
        second = await files(desk.anna, "И второй скрипт", "Сайт")
        await desk.vera.writes("/org консультации да", topic=second)
        await desk.vera.writes("/refuse", topic=second)
        await desk.vera.presses("5", chat=desk.group)
        assert (await desk.topic_texts(second))[-1] == (
            "Договор организации ООО «Ромашка» разрешает такие консультации:"
            " эта причина (пункт ALL-2 регламента) здесь не подходит."
        )
        assert not [text for text in await desk.anna.texts() if f"По обращению № {second} отказано" in text]


@pytest.mark.clause("ALL-7")
@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("no_authorisation", "Нет авторизационной информации"),
        ("outside_contract", "Услуга не соответствует условиям договора."),
        ("suspended", "Предоставление услуг приостановлено"),
        ("obscene", "с нецензурными выражениями"),
    ],
)
async def test_a_refusal_names_one_of_the_listed_reasons(reason: str, text: str, tmp_path: Path) -> None:
    async with open_desk(tmp_path, "alleanza", at="2026-03-05 08:00") as desk:
        await authorised(desk)
        number = await files(desk.anna, "Не открывается сайт", *KNOWN, "Сайт")
        await desk.at(moscow("2026-03-05 09:00"))
        await desk.vera.writes(f"/refuse {reason}", topic=number)
        assert text in words(await desk.anna.reads(f"По обращению № {number} отказано"))
