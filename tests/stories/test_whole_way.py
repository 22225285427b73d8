"""A chat becomes an official ticket and lives to its end: the acceptance story, by every transport and database."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import Desk, desk_on, labels, moscow, words

FIELDS = {
    "Полное название организации": "ООО «Ромашка»",
    "Фамилия, имя и отчество": "Иванова Анна Петровна",
    "Должность": "главный бухгалтер",
    "Контактный телефон": "8 (473) 202-24-87",
    "Адрес электронной почты": "Anna@Romashka.ru",
}


async def fill_in(desk: Desk) -> None:
    """Anna answers the questions one by one, until there is a summary."""
    while (title := words(await desk.anna.last()).split("\n")[1]) in FIELDS:
        await desk.anna.writes(FIELDS[title])


@pytest.mark.parametrize("mode", ["polling", "webhook"])
@pytest.mark.clause("SAV-3", "SAV-4", "SAV-6", "SAV-10", "SAV-12", "SAV-13", "SAV-16", "SAV-17")
async def test_from_the_first_word_to_closing_by_itself(mode: str, database_url: str, tmp_path: Path) -> None:
    """Anonymous chat → consent → fields → registration → answer → question → reply → resolve → disagree → resolve →
    silence → closed at the right instant; the second request of the now known customer takes two presses."""
    async with desk_on(database_url, tmp_path, at="2026-03-05 16:40", mode=mode) as desk:
        anna, vera = desk.anna, desk.vera

        # Anna is nobody yet: what she writes is kept, but not read before her consent.
        await anna.writes("Не открывается отчёт за февраль")
        await anna.writes("Пишет «ошибка 17»")
        assert await desk.phone.topics(desk.group) == []
        assert "Ваше сообщение сохранено" in words(await anna.last())

        await anna.presses("Согласен")
        talk = await desk.topic_texts("Анна Иванова")
        assert talk[1:] == ["Не открывается отчёт за февраль", "Пишет «ошибка 17»"]
        opened = await anna.reads("Это беседа: у неё нет номера и срока")
        assert "Оформить обращение" in labels(opened)

        # The consultant answers informally; nothing is registered.
        await vera.writes("Добрый день! Какая у вас версия?", topic="Анна Иванова")
        assert (await anna.reads("Какая у вас версия?"))["text"] == "Вера\nДобрый день! Какая у вас версия?"
        await anna.writes("5.2")
        assert (await desk.topic_texts("Анна Иванова"))[-1] == "5.2"

        # It matters: Anna files a request. Everything she wrote is chosen already.
        await anna.presses("Оформить обращение")
        await fill_in(desk)
        summary = words(await anna.last())
        for piece in ("ошибка 17", "5.2", "ООО «Ромашка»", "+74732022487", "anna@romashka.ru", "Приоритет: P3"):
            assert piece in summary
        await anna.presses("Зарегистрировать")
        registered = words(await anna.reads("Ваше обращение зарегистрировано: № 2026-0001"))
        # Friday is a day, the weekend and the transferred holiday of Monday are none.
        assert "до <b>" not in registered
        assert "Срок (решение): до пт 13.03.2026 18:00 (МСК)" in registered
        assert "Отпечаток текста: " in registered
        card = (await desk.topic("2026-0001"))[0]
        assert card["pinned"]
        assert "Ответственный: пока нет" in words(card)
        assert (await desk.topic_texts("2026-0001"))[1:4] == [
            "Не открывается отчёт за февраль",
            "Пишет «ошибка 17»",
            "5.2",
        ]

        # Vera takes it, answers, asks; the clock stands still until Anna's reply.
        await vera.presses("Взять", chat=desk.group)
        await anna.reads("Обращение № 2026-0001 в работе: Вера")
        await vera.writes("Проверяем на своей стороне", topic="2026-0001")
        await anna.reads("№ 2026-0001 · Вера\nПроверяем на своей стороне")
        await desk.at(moscow("2026-03-06 10:00"))
        await vera.writes("/ask Пришлите, пожалуйста, номер отчёта", topic="2026-0001")
        question = await anna.reads("Вопрос по обращению № 2026-0001")
        assert "Срок (решение): приостановлен" in words((await desk.topic("2026-0001"))[0])
        await desk.at(moscow("2026-03-10 12:00"))
        await anna.replies(question, "Отчёт № 45")
        await anna.reads("Срок (решение): до вт 17.03.2026 11:00 (МСК)")  # 8 + 3 open hours of the pause are made up
        assert (await desk.topic_texts("2026-0001"))[-2:] == ["Отчёт № 45", "→ в работе (ответ заказчика)"]

        # Solved, Anna disagrees with a reason, solved again, silence.
        await vera.writes("/resolve Исправлено в версии 5.3", topic="2026-0001")
        done = await anna.reads("Обращение № 2026-0001 выполнено")
        assert "Если вы не ответите, обращение закроется: ср 11.03.2026 12:00 (МСК)" in words(done)
        await anna.presses("Не согласен")
        await anna.writes("Ошибка осталась в отчёте за январь")
        await anna.reads("Ваше возражение принято")
        assert "Ошибка осталась в отчёте за январь" in await desk.topic_texts("2026-0001")
        await desk.at(moscow("2026-03-10 17:00"))
        await vera.writes("/resolve Исправлен и январь", topic="2026-0001")
        await desk.at(moscow("2026-03-11 11:00"))
        await anna.reads("Обращение № 2026-0001 ждёт вашего слова")  # three quarters of the 24 hours
        await desk.at(moscow("2026-03-11 16:59"))
        assert "закрыто" not in words((await desk.topic("2026-0001"))[0])
        await desk.at(moscow("2026-03-11 19:30"))
        await anna.reads("Обращение № 2026-0001 закрыто: в срок по регламенту ответа не было")
        assert "закрыто" in words((await desk.topic("2026-0001"))[0])

        # Closed when it was due, not when it was noticed; the journal tells the whole way and its chain holds.
        async with desk.app.database.read() as store:
            ticket = await store.tickets.by_number("2026-0001")
            assert ticket is not None
            assert ticket.closed_at == moscow("2026-03-11 17:00")
            kinds = [entry.kind for entry in await store.journal.entries(ticket.id)]
        assert kinds[:4] == ["registered", "confirmed", "moved", "taken"]
        await vera.writes("/history", topic="2026-0001")
        assert "Цепочка записей цела" in (await desk.topic_texts("2026-0001"))[-1]

        # A late reply finds the ticket read-only and is offered a new one.
        await anna.replies(done, "Всё-таки не работает")
        await anna.reads("Обращение № 2026-0001 закрыто, дополнить его нельзя")

        # The desk knows Anna now: two presses and no typing.
        await anna.writes("Не печатает принтер")
        await anna.presses("Оформить обращение")
        await anna.presses("Зарегистрировать")
        await anna.reads("Ваше обращение зарегистрировано: № 2026-0002")
