"""Buttons that are weeks old, pressed twice or of another state: a kind word and the card as it is now."""

from __future__ import annotations

from pathlib import Path

from tests.desk import Desk, Json, labels, words
from tests.stories.telling import comes, files, open_desk

COMPANY = ("ООО «Ромашка»", "Иванова Анна Петровна", "главный бухгалтер", "8 473 202 24 87", "anna@romashka.ru")
TOAST = "Устарело, вот новая карточка"


async def _toast(desk: Desk, pressed: Json) -> str:
    return str((await desk.phone.answer(pressed["query_id"])).get("text"))


async def test_an_old_button_after_weeks_shows_the_card_as_it_is_now(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit", at="2026-03-02 10:00") as desk:
        number = await files(desk.anna, "Не открывается отчёт", *COMPANY)
        await desk.vera.writes("/resolve Готово", topic=number)
        solution = await desk.anna.reads("Проблема решена?")
        await desk.anna.presses("Подтвердить решение")
        await desk.later(days=30)
        await desk.anna.starts()
        pressed = await desk.anna.forges("p:confirm:1:1", solution)
        assert await _toast(desk, pressed) == TOAST
        card = await desk.anna.last()
        assert words(card).startswith(f"Обращение № {number}\n")
        assert "Состояние: закрыто" in words(card)
        assert labels(card) == ["Скопировать номер"]


async def test_registering_twice_shows_the_registered_request(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        number = await files(desk.anna, "Не открывается отчёт", *COMPANY)
        pressed = await desk.anna.forges("p:d_register:1:", await desk.anna.last())
        assert await _toast(desk, pressed) == TOAST
        assert words(await desk.anna.last()).startswith(f"Обращение № {number}\n")


async def test_a_button_of_nothing_brings_the_menu(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        await comes(desk.anna)
        pressed = await desk.anna.forges("p:nothing:7:", await desk.anna.last())
        assert await _toast(desk, pressed) == "Эта кнопка устарела."
        assert "Выберите действие внизу или просто напишите" in words(await desk.anna.last())
        await desk.anna.presses("Мои обращения")
        assert "У вас пока нет обращений" in words(await desk.anna.last())


async def test_somebody_elses_request_is_not_shown_for_an_old_button(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        number = await files(desk.anna, "Не открывается отчёт", *COMPANY)
        await comes(desk.boris)
        message = await desk.boris.last()
        for data in ("p:confirm:1:9", "p:disagree:1:9", "p:complaint_send:1:", "p:e_agree:1:"):
            await desk.boris.forges(data, message)
        assert not any(number in text for text in await desk.boris.texts())
