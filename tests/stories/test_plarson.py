"""Plarson's regulation: paid work from a night ticket to the paid invoice, and what is refused on the way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.desk import Desk, Player, desk_on, labels, moscow, words
from tests.stories.telling import said, state_of

PROFILE = ["ООО «Ромашка»", "anna@romashka.ru"]


@asynccontextmanager
async def plarson(tmp_path: Path, at: str) -> AsyncIterator[Desk]:
    """A desk under Plarson's regulation; Anna is an authorised person, Dina keeps the books."""
    url = f"sqlite+aiosqlite:///{tmp_path}/desk.db"
    async with desk_on(url, tmp_path, at=at, regulation="plarson") as desk:
        await desk.anna.writes("Здравствуйте")
        await desk.anna.presses("Согласен")
        await desk.vera.writes("/rank authorised", topic="Анна")
        dina = desk.join("dina", 203, "Дина")
        await desk.phone.act(dina.id, "join", chat=desk.group)
        await desk.settled()
        await desk.gleb.writes("/role Дина accounting", chat=desk.group)
        yield desk


async def registers(player: Player, text: str, priority: str = "") -> str:
    await player.writes(text)
    await player.presses("Оформить обращение")
    for value in PROFILE:
        if "Проверьте" not in words(await player.last()):
            await player.writes(value)
    if priority:
        await player.presses("Изменить")
        await player.presses("Приоритет")
        await player.presses(priority)
    await player.presses("Зарегистрировать")
    return words(await player.reads("зарегистрировано: №")).split("№ ")[1].split(".")[0]


@pytest.mark.clause("PLR-4", "PLR-6", "PLR-7", "PLR-8", "PLR-9", "PLR-10", "PLR-15")
async def test_paid_work_from_a_night_ticket_to_the_paid_invoice(tmp_path: Path) -> None:
    async with plarson(tmp_path, at="2026-03-04 22:00") as desk:
        anna, vera = desk.anna, desk.vera
        await desk.at(moscow("2026-03-04 23:00"))
        number = await registers(anna, "Поправьте шаблон главной страницы", "срочный")
        assert "Срок (первый ответ): до чт 05.03.2026 02:00 (МСК)" in words(await anna.reads("зарегистрировано"))

        # The night's three hours pass unused; in the morning Vera names the price at the ordered coefficient.
        await desk.at(moscow("2026-03-05 10:05"))
        await vera.writes("/estimate 2,5 правка шаблона", topic=number)
        offer = await anna.reads("работа платная")
        assert "2 ч 30 мин × 2 000,00 ₽ за час × 1,7 = 8 500,00 ₽" in words(offer)
        assert "Вера: правка шаблона" in words(offer)
        assert "оплата будет как за фактически соблюдённый (пункт PLR-9)" in words(offer)
        assert labels(offer) == ["Согласен", "Отказаться"]
        assert await state_of(desk, number) == "feedback"

        # Work is not begun unagreed, neither while the price waits nor after mere words about it.
        await vera.writes("/work", topic=number)
        assert "В состоянии «обратная связь» это невозможно. Сейчас можно: " in await said(desk, number)
        await anna.replies(offer, "Дороговато, а можно быстрее?")
        assert await state_of(desk, number) == "new"
        await vera.writes("/work", topic=number)
        refusal = await said(desk, number)
        assert refusal.startswith("Заказчик не согласовал стоимость. Сейчас можно: взятие в работу")
        assert "начало работы" not in refusal
        await vera.writes("/resolve готово", topic=number)
        assert "Заказчик не согласовал стоимость" in await said(desk, number)

        # A second price takes the place of the first one, whose buttons are out of date now.
        await vera.writes("/estimate 2 короче", topic=number)
        better = await anna.reads("6 800,00 ₽")
        await anna.presses("Согласен", message=offer)
        assert words(await anna.last()).startswith(f"Обращение № {number}\n")  # out of date: the card as it is now
        await anna.presses("Согласен", message=better)
        await anna.reads("Вы согласились на 6 800,00 ₽")
        await anna.forges("p:e_decline:2:", better)  # the buttons are gone; a forged press finds it decided
        assert words(await anna.last()).startswith(f"Обращение № {number}\n")  # out of date: the card as it is now
        await vera.presses("Начать работу", chat=desk.group)
        await anna.reads(f"Обращение № {number} в работе: Вера")
        await vera.writes("/log 95 правка шаблона", topic=number)
        await vera.writes("/log 10 проверка", topic=number)

        # Solved, a remark makes it new, solved again from «новый»: «в работе» is usually skipped.
        await vera.writes("/resolve Исправили", topic=number)
        await anna.presses("Не согласен")
        await anna.writes("Шапка съехала")
        assert await state_of(desk, number) == "new"
        await vera.writes("/accept", topic=number)
        assert "Заказчик не подтвердил решение" in await said(desk, number)
        await vera.writes("/resolve Поправили и шапку", topic=number)

        # Anna accepts: the ticket is new once more, and Vera may close it.
        await anna.presses("Подтвердить решение")
        await anna.reads(f"Вы приняли работу по обращению № {number}")
        assert await state_of(desk, number) == "new"
        await vera.presses("Принято", chat=desk.group)
        invoice = words(await anna.reads("Счёт № С-2026-0001"))
        assert "1 ч 45 мин × 2 000,00 ₽ за час × 1,3 = 4 550,00 ₽" in invoice
        assert (
            "Заказан приоритет «срочный»: начать следовало до чт 05.03.2026 02:00 (МСК),"
            " начали чт 05.03.2026 10:05 (МСК). Поэтому оплата — как за «высокий» (пункт PLR-9 регламента)."
        ) in invoice
        assert "Дина" in words(await desk.topic_reads(number, "Выставлен счёт № С-2026-0001"))
        await anna.writes("/invoices")
        await anna.reads(f"№ С-2026-0001, обращение № {number}: 4 550,00 ₽, не оплачен")

        # Only accounting confirms the payment.
        for player in (vera, desk.gleb):
            await player.writes("/pay", topic=number)
            assert await said(desk, number) == "Это делает: бухгалтерия."
        await desk.dina.presses("Оплачено", chat=desk.group)
        await anna.reads("Счёт № С-2026-0001 на 4 550,00 ₽ оплачен, спасибо!")
        assert await state_of(desk, number) == "paid"
        await anna.writes("/invoices")
        await anna.reads("4 550,00 ₽, оплачен чт 05.03.2026 10:05 (МСК)")
        await desk.dina.writes("/pay", topic=number)
        assert "В состоянии «оплачено» это невозможно" in await said(desk, number)


@pytest.mark.clause("PLR-4", "PLR-6", "PLR-14", "PLR-15")
async def test_a_week_of_silence_accepts_the_work_and_charges_what_was_agreed(tmp_path: Path) -> None:
    async with plarson(tmp_path, at="2026-03-02 10:00") as desk:
        anna, vera = desk.anna, desk.vera
        number = await registers(anna, "Сделайте баннер")
        await vera.writes("/estimate 1:30 баннер", topic=number)
        await anna.presses("Согласен")
        await vera.writes("/resolve Баннер готов", topic=number)
        await anna.reads("обращение закроется: ср 11.03.2026 00:00 (МСК)")

        await desk.at(moscow("2026-03-10 12:00"))
        reminder = await anna.reads(f"Обращение № {number} ждёт вашего слова. Если вы не ответите")
        assert labels(reminder) == ["Подтвердить решение", "Не согласен"]
        await desk.at(moscow("2026-03-10 23:59"))
        assert await state_of(desk, number) == "solved"
        await desk.at(moscow("2026-03-11 09:00"))
        assert await state_of(desk, number) == "accepted"
        await anna.reads(f"Обращение № {number} закрыто: в срок по регламенту ответа не было")
        assert "1 ч 30 мин × 2 000,00 ₽ за час = 3 000,00 ₽" in words(await anna.reads("Счёт № С-2026-0001"))

        # Accepted is read-only for both sides: nothing is written, noted, logged or decided any more.
        await anna.presses("Не согласен", message=reminder)
        assert "Состояние: принято" in words(await anna.last())
        for deed in ("Ещё вопрос", "//заметка", "/log 20 ещё", "/resolve ещё раз", "/estimate 5 ещё"):
            await vera.writes(deed, topic=number)
            refusal = await said(desk, number)
            assert "закрыто, дополнить его нельзя" in refusal or "В состоянии «принято» это невозможно" in refusal
        await anna.replies(reminder, "Баннер не той ширины")
        late = await anna.reads(f"Обращение № {number} закрыто, дополнить его нельзя")
        assert labels(late) == ["Оформить обращение"]
        assert "Баннер не той ширины" in await desk.topic_texts("Анна")
        assert "Баннер не той ширины" not in await desk.topic_texts(number)
        await anna.presses("Оформить обращение", message=late)
        await anna.presses("Зарегистрировать")
        sequel = words(await anna.reads("зарегистрировано: № 00002"))
        assert f"Оно продолжает обращение № {number}." in sequel
        assert f"Связано: {number}" in words((await desk.topic("00002"))[0])
        assert "Связано: 00002" in words((await desk.topic(number))[0])


@pytest.mark.clause("PLR-4", "PLR-6", "PLR-14")
async def test_a_free_ticket_costs_nothing_and_a_no_ends_paid_work(tmp_path: Path) -> None:
    async with plarson(tmp_path, at="2026-03-02 10:00") as desk:
        anna, vera = desk.anna, desk.vera
        free = await registers(anna, "Не открывается админка")
        await vera.writes("/log 40 чинили", topic=free)
        await vera.writes("/resolve Открывается", topic=free)
        await vera.writes("/accept Анна позвонила и приняла работу", topic=free)
        assert "Основание: Анна позвонила и приняла работу" in words(await anna.reads(f"Обращение № {free} принято"))
        assert "Анна позвонила и приняла работу" in await said(desk, free)
        await vera.writes("/history", topic=free)
        assert "решён → принято, Анна позвонила и приняла работу" in await said(desk, free)
        await desk.dina.writes("/pay", topic=free)
        assert await said(desk, free) == "Счёта нет: обращение бесплатное."
        await anna.writes("/invoices")
        await anna.reads("Счетов у вас нет.")

        # A price that was declined leads to no invoice, even when the question stays unanswered for a week.
        paid = await registers(anna, "Нарисуйте логотип")
        await vera.writes("/estimate десять часов", topic=paid)
        assert "Напишите часы после команды" in await said(desk, paid)
        await vera.writes("/estimate 10 логотип", topic=paid)
        await anna.presses("Отказаться")
        await anna.reads("Вы отказались от оценки")
        await vera.writes("/work", topic=paid)
        assert "Заказчик не согласовал стоимость" in await said(desk, paid)
        await vera.writes("/ask Закрываем?", topic=paid)
        await desk.at(moscow("2026-03-11 00:00"))  # the 9th is a day off
        assert await state_of(desk, paid) == "accepted"
        await anna.writes("/invoices")
        assert words(await anna.last()) == "Счетов у вас нет."


@pytest.mark.clause("PLR-6")
async def test_a_move_that_is_not_listed_names_those_that_are(tmp_path: Path) -> None:
    async with plarson(tmp_path, at="2026-03-02 10:00") as desk:
        vera = desk.vera
        number = await registers(desk.anna, "Не открывается админка")
        await vera.writes("/rework 05.03.2026 Исправить", topic=number)
        assert await said(desk, number) == (
            "В состоянии «новый» это невозможно. Сейчас можно: взятие в работу, вопрос заказчику,"
            " оценка стоимости, начало работы, решение, приёмка, отказ."
        )
        await vera.writes("/postpone 05.03.2026 1", topic=number)
        assert "В регламенте нет такой причины" in await said(desk, number)
        assert await state_of(desk, number) == "new"


@pytest.mark.clause("PLR-12", "PLR-7")
async def test_more_than_the_quota_moves_the_term_and_the_customer_is_told(tmp_path: Path) -> None:
    async with plarson(tmp_path, at="2026-03-02 10:00") as desk:
        anna, vera = desk.anna, desk.vera
        first = await registers(anna, "Не открывается админка")
        assert "Срок (решение): до чт 05.03.2026 19:00 (МСК)" in words(await anna.reads("зарегистрировано"))
        second = await registers(anna, "Не печатает отчёт")
        await vera.writes("/log 480 чинили админку", topic=first)
        assert not any("Срок приостановлен" in text for text in await anna.texts())
        await desk.at(moscow("2026-03-02 12:00"))
        await vera.writes("/log 30 ещё чинили", topic=second)
        told = words(await anna.reads(f"Обращение № {second}: за 3 дн. для вас сделано больше 8 ч работы"))
        # On the 5th at 10:00 the eight hours of the 2nd have left the three days.
        assert "Срок приостановлен до чт 05.03.2026 10:00 (МСК)." in told
        await anna.reads(f"Обращение № {first}: за 3 дн. для вас сделано больше 8 ч работы")
        # The 3rd and the 4th do not count: the term of three working days ends two working days later.
        moved = "Срок (решение): до вт 10.03.2026 19:00 (МСК)"
        assert moved in told
        # The same quota is told once; the window moves on, and with it the term.
        count = len([text for text in await anna.texts() if "за 3 дн." in text])
        await desk.at(moscow("2026-03-05 10:00"))
        await vera.writes("/log 10 проверили", topic=second)
        assert len([text for text in await anna.texts() if "за 3 дн." in text]) == count == 2
