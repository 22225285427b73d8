"""Sintez's regulation: an acceptance act, its reasoned refusal, a bilateral act of rework and its dates."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.desk import Desk, Player, desk_on, labels, moscow, words
from tests.stories.telling import said, state_of

PROFILE = ["Контакты", "Замените телефон на странице", "anna@romashka.ru"]


@asynccontextmanager
async def sintez(tmp_path: Path, at: str) -> AsyncIterator[Desk]:
    """A desk under Sintez's regulation; the clock of the stories shows Moscow, Chelyabinsk is two hours ahead."""
    url = f"sqlite+aiosqlite:///{tmp_path}/desk.db"
    async with desk_on(url, tmp_path, at=at, regulation="sintez") as desk:
        yield desk


async def registers(player: Player) -> str:
    await player.writes("Здравствуйте, на сайте старый телефон")
    await player.presses("Согласен")
    await player.presses("Оформить обращение")
    for value in PROFILE:
        await player.writes(value)
    await player.presses("Зарегистрировать")
    return words(await player.reads("зарегистрировано: №")).split("№ ")[1].split(".")[0]


@pytest.mark.clause("SIN-1", "SIN-3", "SIN-9", "SIN-10", "SIN-11")
async def test_an_act_is_refused_reworked_by_agreed_dates_and_approved(tmp_path: Path) -> None:
    async with sintez(tmp_path, at="2026-03-02 10:00") as desk:
        anna, vera = desk.anna, desk.vera
        number = await registers(anna)
        assert number == "TID-000001"
        await vera.writes("/take", topic=number)
        await vera.writes("/resolve Телефон заменён", topic=number)
        first = await anna.reads(f"Обращение № {number} выполнено. Акт № А-2026-0001")
        assert "Вера: Телефон заменён" in words(first)
        assert labels(first) == ["Подтвердить решение", "Не согласен"]

        # A refusal without a reason is not taken.
        await anna.presses("Не согласен", message=first)
        await anna.reads("Что не так в акте № А-2026-0001?")
        await anna.writes("...")
        assert "причин" in words(await anna.last())
        assert await state_of(desk, number) == "presented"
        await anna.writes("В шапке остался старый номер, формы нет")
        assert await state_of(desk, number) == "disputed"
        assert "В шапке остался старый номер, формы нет" in await desk.topic_texts(number)

        # The bilateral act lists what is to be done and by when; it takes dates, words and the future.
        for given in ("", "Исправить шапку", "05.03.2026", "01.03.2026 Исправить шапку"):
            await vera.writes(f"/rework {given}".strip(), topic=number)
            assert await state_of(desk, number) == "disputed", given
        await vera.writes("/rework 04.03.2026 Исправить шапку", topic=number)
        narrow = await anna.reads("акт доработок № А-2026-0002")
        assert labels(narrow) == ["Согласен", "Отказаться"]
        await anna.presses("Отказаться", message=narrow)
        await anna.writes("А форма обратной связи?")
        assert await state_of(desk, number) == "disputed"
        await vera.writes("/rework 05.03.2026 18:00 Исправить шапку; 10.03.2026 Форма обратной связи", topic=number)
        agreed = await anna.reads("акт доработок № А-2026-0003")
        assert "1. Исправить шапку — до чт 05.03.2026 18:00 (челябинское время)" in words(agreed)
        assert "2. Форма обратной связи — до вт 10.03.2026 18:00 (челябинское время)" in words(agreed)
        await anna.forges("p:a_agree:2:", narrow)
        assert words(await anna.last()).startswith(f"Обращение № {number}\n")  # out of date: the card as it is now
        await anna.presses("Согласен", message=agreed)
        await anna.reads("Акт доработок № А-2026-0003 согласован")
        assert await state_of(desk, number) == "rework"

        # Each item has a deadline of its own.
        await desk.at(moscow("2026-03-05 15:59"))
        await desk.topic_reads(number, "🟡")
        assert not any("срок нарушен" in text for text in await desk.topic_texts(number))
        await desk.at(moscow("2026-03-05 16:00"))
        broken = words(await desk.topic_reads(number, "🔴"))
        assert "чт 05.03.2026 18:00 (челябинское время)" in broken

        # Presented anew before the second date: that one never rings; the old act's buttons are out of date.
        await vera.writes("/resolve Шапка и форма готовы", topic=number)
        last = await anna.reads("Акт № А-2026-0004")
        await anna.forges("p:a_confirm:1:", first)
        assert words(await anna.last()).startswith(f"Обращение № {number}\n")  # out of date: the card as it is now
        assert await state_of(desk, number) == "presented"
        await anna.presses("Подтвердить решение", message=last)
        await anna.reads(f"Обращение № {number} закрыто")
        assert await state_of(desk, number) == "accepted"
        await vera.writes("/act", topic=number)
        listed = await said(desk, number)
        assert [line.split(": ")[1] for line in listed.split("\n") if line.startswith("Акт №")] == [
            "мотивированный отказ",
            "не согласован",
            "согласован",
            "утверждён",
        ]
        assert "Причина: А форма обратной связи?" in listed
        before = await desk.topic_texts(number)
        await desk.at(moscow("2026-03-12 10:00"))
        assert await desk.topic_texts(number) == before


@pytest.mark.clause("SIN-10")
async def test_the_act_has_three_days_by_the_civil_code(tmp_path: Path) -> None:
    async with sintez(tmp_path, at="2026-03-04 10:00") as desk:
        anna, vera = desk.anna, desk.vera
        number = await registers(anna)
        await vera.writes("/resolve Телефон заменён", topic=number)
        # The third day after the 4th is Saturday the 7th; the next working day after the holiday is the 10th.
        await desk.at(moscow("2026-03-10 10:00"))
        reminder = words(await anna.reads(f"Обращение № {number} ждёт вашего слова до"))
        assert "ср 11.03.2026 00:00 (челябинское время)" in reminder
        await desk.at(moscow("2026-03-10 21:59"))
        assert not any("🔴" in text for text in await desk.topic_texts(number))
        await desk.at(moscow("2026-03-10 22:00"))
        await desk.topic_reads(number, "🔴")
        # Silence approves nothing: the managers know, and Anna may still decide.
        assert await state_of(desk, number) == "presented"
        await anna.presses("Подтвердить решение")
        assert await state_of(desk, number) == "accepted"
        await anna.writes("/invoices")
        await anna.reads("Счетов у вас нет.")


@pytest.mark.clause("SIN-10", "SIN-11")
async def test_somebody_else_cannot_decide_on_an_act(tmp_path: Path) -> None:
    async with sintez(tmp_path, at="2026-03-04 10:00") as desk:
        number = await registers(desk.anna)
        await desk.vera.writes("/act", topic=number)
        assert await said(desk, number) == f"По обращению № {number} актов нет."
        await desk.vera.writes("/resolve Телефон заменён", topic=number)
        await desk.boris.writes("Здравствуйте")
        await desk.boris.presses("Согласен")
        talk = await desk.boris.last()
        for forged in ("a_confirm:1:", "a_disagree:1:", "a_agree:1:", "a_confirm:77:", "e_agree:77:"):
            await desk.boris.forges(f"p:{forged}", talk)
            assert words(await desk.boris.last()) == "Такого обращения среди ваших нет."
        assert await state_of(desk, number) == "presented"
