"""After closing: five buttons, a word if one likes, a day to change one's mind; the staff read it in the topic."""

from __future__ import annotations

from pathlib import Path

from core.tickets.rating import Rating
from tests.desk import Desk, labels, words
from tests.stories.telling import comes, files, open_desk

COMPANY = ("ООО «Ромашка»", "Иванова Анна Петровна", "главный бухгалтер", "8 473 202 24 87", "anna@romashka.ru")


async def _closed(desk: Desk) -> str:
    number = await files(desk.anna, "Не открывается отчёт", *COMPANY)
    await desk.vera.writes("/resolve Готово", topic=number)
    await desk.anna.presses("Подтвердить решение")
    return number


async def _ratings(desk: Desk) -> list[Rating]:
    now = desk.clock.now()
    async with desk.app.database.read() as store:
        return await store.ratings.between(now.replace(year=2020), now.replace(year=2030))


async def test_a_closed_request_is_rated_with_a_word(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        number = await _closed(desk)
        asked = await desk.anna.reads("закрыто")
        assert words(asked) == f"Спасибо! Обращение № {number} закрыто.\n\nКак мы справились? 5 — отлично, 1 — плохо."
        assert labels(asked) == ["1", "2", "3", "4", "5"]
        await desk.anna.presses("4")
        assert words(await desk.anna.last()) == "Спасибо! Ваша оценка: ★★★★☆. В течение суток её можно изменить."
        await desk.topic_reads(number, "Оценка клиента: ★★★★☆")
        await desk.anna.presses("Добавить пару слов")
        await desk.anna.writes("…")
        assert words(await desk.anna.last()) == "Пожалуйста, напишите текстом."
        await desk.anna.writes("Быстро и вежливо")
        assert words(await desk.anna.last()) == "Спасибо, внимательно прочитаем."
        await desk.topic_reads(number, "Оценка клиента: ★★★★☆\nБыстро и вежливо")
        await desk.vera.writes("/history", topic=number)
        history = (await desk.topic_texts(number))[-1]
        assert "Анна Иванова: оценка клиента: 4 / 5 Быстро и вежливо" in history
        assert "Цепочка записей цела" in history
        (rating,) = await _ratings(desk)
        assert (rating.score, rating.words) == (4, "Быстро и вежливо")
        # The next words are talk again.
        await desk.anna.writes("И ещё вопрос")
        await desk.topic_reads("Анна", "И ещё вопрос")


async def test_a_rating_can_be_changed_for_a_day_and_counts_once(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        await _closed(desk)
        asked = await desk.anna.reads("закрыто")
        await desk.anna.presses("2", message=asked)
        await desk.later(hours=23)
        await desk.anna.presses("5", message=asked)
        assert "★★★★★" in words(await desk.anna.last())
        await desk.later(hours=2)
        await desk.anna.presses("1", message=asked)
        assert "Ваша оценка — 5 из 5; изменить её можно было в течение суток." in words(await desk.anna.last())
        assert [rating.score for rating in await _ratings(desk)] == [5]


async def test_words_that_come_too_late_for_a_rating_are_talk_and_nobody_loses_them(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        await _closed(desk)
        await desk.anna.presses("3")
        await desk.anna.presses("Добавить пару слов")
        await desk.later(days=2)
        await desk.anna.writes("Сервер опять не отвечает")
        await desk.topic_reads("Анна", "Сервер опять не отвечает")
        await desk.anna.writes("Помогите")
        await desk.topic_reads("Анна", "Помогите")


async def test_forged_ratings_do_nothing(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        number = await files(desk.anna, "Не открывается отчёт", *COMPANY)
        await desk.anna.forges("p:rate:1:5", await desk.anna.last())  # it is open
        assert "Состояние: зарегистрировано" in words(await desk.anna.last())
        await desk.vera.writes("/resolve Готово", topic=number)
        await desk.anna.presses("Подтвердить решение")
        await comes(desk.boris)
        for data in ("p:rate:1:5", "p:rate:9:5", "p:rate_words:1:"):
            await desk.boris.forges(data, await desk.boris.last())
            assert words(await desk.boris.last()) == "Такого обращения среди ваших нет."
        for score in ("0", "6", "x", ""):
            await desk.anna.forges(f"p:rate:1:{score}", await desk.anna.last())
        assert await _ratings(desk) == []


async def test_managers_can_switch_the_question_off_and_the_refused_are_not_asked(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        number = await files(desk.anna, "Не открывается отчёт", *COMPANY)
        await desk.vera.writes("/refuse 1", topic=number)
        assert labels(await desk.anna.reads("отказано")) == []
        async with desk.app.desk.work() as work:
            await work.settings.set("rating", "off")
        await desk.anna.writes("Не печатает принтер")
        await desk.anna.presses("Оформить обращение")
        await desk.anna.presses("Зарегистрировать")
        await desk.vera.writes("/resolve Готово", topic="2026-0002")
        await desk.anna.presses("Подтвердить решение")
        assert words(await desk.anna.last()) == "Спасибо! Обращение № 2026-0002 закрыто."
