"""An outage at NetPoint: staff publish it, customers hear of it once, requests are linked and closed together."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import labels, moscow, words
from tests.stories.telling import comes, files, open_desk, said, staff_reads, state_of

CONTRACT = "НП-4417"


@pytest.mark.clause("NET-11")
async def test_an_outage_from_its_publication_to_its_end(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint", at="2026-03-05 12:00") as desk:
        await comes(desk.anna)
        await desk.anna.writes("/notices")
        assert words(await desk.anna.last()).startswith("Сейчас нет ни аварий, ни плановых работ.")
        await desk.vera.writes("/notice 05.03 18:00 Обрыв магистрали на Садовой, без связи дома 1-20", chat=desk.group)
        card = await staff_reads(desk, "Объявление № 1")
        assert "Ориентировочно до: чт 05.03.2026 18:00 (МСК)" in words(card)
        assert "Связанные обращения: —" in words(card)
        # Whoever writes is told once, whoever asks too.
        await desk.anna.writes("У меня пропал интернет")
        now = words(await desk.anna.reads("Сейчас: Обрыв магистрали на Садовой"))
        assert "больше ничего делать не нужно" in now
        await desk.anna.writes("Понятно, жду")
        assert sum("Сейчас:" in text for text in await desk.anna.texts()) == 1
        await desk.anna.writes("/notices")
        assert words(await desk.anna.last()).startswith("📢 Обрыв магистрали на Садовой, без связи дома 1-20\n")
        # A request about it is linked by a press in its topic.
        number = await files(desk.boris, "Нет связи, Садовая 5", CONTRACT)
        await desk.vera.writes("/notice", topic=number)
        assert "№1: Обрыв магистрали" in await said(desk, number)
        await desk.vera.presses("Связать с №1", chat=desk.group)
        linked = words(await desk.boris.reads(f"Ваше обращение № {number} связано с этим: Обрыв магистрали"))
        assert "напишем сюда, когда всё закончится" in linked
        await desk.vera.writes("/notice 1", topic=number)
        assert await said(desk, number) == "Обращение уже связано с объявлением № 1."
        # Another text reaches everybody who knows the first one, once.
        await desk.vera.writes("/notice №1 05.03 20:00 Обрыв на Садовой, ремонт затянулся", chat=desk.group)
        for reader in (desk.anna, desk.boris):
            assert sum("Обновление: Обрыв на Садовой, ремонт затянулся" in text for text in await reader.texts()) == 1
        assert "Клиентов оповещено: 2" in words(await staff_reads(desk, "Связанные обращения: " + number))
        # The end: the request is resolved, the others are told.
        await desk.vera.writes("/take", topic=number)
        await desk.vera.presses("Закрыть…", chat=desk.group)
        asked = await staff_reads(desk, "Закрыть объявление № 1?")
        assert labels(asked) == ["Закрыть вместе с обращениями: 1", "Закрыть только объявление"]
        await desk.vera.presses("Закрыть вместе с обращениями: 1", chat=desk.group)
        assert f"Вместе с ним решены: {number}" in words(await staff_reads(desk, "Объявление № 1 закрыто, все"))
        assert "Всё снова должно работать." in words(await desk.boris.reads(number))
        assert await state_of(desk, number) == "solved"
        ended = words(await desk.anna.reads("Всё снова должно работать."))
        assert "Ранее мы сообщали: Обрыв на Садовой, ремонт затянулся" in ended
        await desk.vera.presses("Закрыть только объявление", chat=desk.group, message=asked)
        await staff_reads(desk, "Объявление № 1 уже закрыто.")
        await desk.vera.writes("/history", topic=number)
        journal = await said(desk, number)
        assert "связано с объявлением: № 1, Обрыв магистрали" in journal
        assert "объявление закрыто: № 1" in journal


@pytest.mark.clause("NET-11")
async def test_a_notice_may_begin_in_a_requests_topic_and_end_in_words(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint", at="2026-03-05 12:00") as desk:
        number = await files(desk.anna, "Не работает телевидение", CONTRACT)
        await desk.vera.writes("/notice Нет телевидения в Заречье", topic=number)
        await desk.anna.reads(f"Ваше обращение № {number} связано с этим: Нет телевидения в Заречье")
        await desk.anna.writes("А когда починят?")
        assert not any("Сейчас:" in text for text in await desk.anna.texts())  # she knows
        await desk.vera.writes("/notice №1 закрыть\nЗаменили усилитель", chat=desk.group)
        assert f"Вместе с ним решены: {number}" in words(await staff_reads(desk, "Объявление № 1 закрыто, все"))
        await desk.anna.reads("Заменили усилитель")
        assert await state_of(desk, number) == "solved"


async def test_what_cannot_be_done_with_notices_is_told_kindly(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:

        async def answer(text: str) -> str:
            await desk.vera.writes(text, chat=desk.group)
            return words((await desk.phone.messages(desk.group))[-1])

        assert "Открытых объявлений нет." in await answer("/notice")
        assert "Напишите текст после команды." in await answer("/notice 25.12")
        assert "Эта дата уже прошла." in await answer("/notice 01.03.2026 Работы")
        assert "Объявления № 7 нет." in await answer("/notice №7")
        assert "Объявления № 7 нет." in await answer("/notice №7 закрыть")
        assert "Объявление № 1" in await answer("/notice Работы ночью")
        assert "В объявлении № 1 так и написано." in await answer("/notice №1 Работы ночью")
        assert "Объявление № 1 закрыто" in await answer("/notice №1 закрыть")
        assert "Объявление № 1 уже закрыто." in await answer("/notice №1 Снова работы")
        assert "Объявления № 9223372036854775807 нет." in await answer(f"/notice №{10**30}")


@pytest.mark.clause("NET-11")
async def test_works_that_end_without_a_word_and_a_notice_closed_from_the_list(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint", at="2026-03-05 12:00") as desk:
        await desk.vera.writes("/notice 06.03 03:00 Ночью работы на узле Заречье", chat=desk.group)
        await comes(desk.anna, "Будет ли ночью интернет?")
        await desk.anna.reads("Сейчас: Ночью работы на узле Заречье")
        await desk.at(moscow("2026-03-06 03:00"))  # over, though nobody closed it
        await comes(desk.boris, "Нет интернета")
        await desk.boris.writes("/notices")
        assert words(await desk.boris.last()).startswith("Сейчас нет ни аварий")
        assert not any("Сейчас:" in text for text in await desk.boris.texts())
        await desk.vera.writes("/notice", chat=desk.group)
        assert labels(await staff_reads(desk, "Открытые объявления")) == ["Закрыть №1…"]
        await desk.vera.presses("Закрыть №1…", chat=desk.group)
        assert labels(await staff_reads(desk, "Закрыть объявление № 1?")) == ["Закрыть только объявление"]
        await desk.vera.presses("Закрыть только объявление", chat=desk.group)
        await desk.anna.reads("Больше не актуально: Ночью работы на узле Заречье")
        assert not any(
            "Заречье" in text for text in await desk.boris.texts()
        )  # who never heard of it is spared its end


@pytest.mark.clause("NET-11")
async def test_a_closed_notice_leaves_what_the_customer_has_to_answer(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "plarson", at="2026-03-05 12:00") as desk:
        await comes(desk.anna, "Сайт лежит")
        await desk.vera.writes("/rank authorised", topic="Анна")
        number = await files(desk.anna, "Не открывается главная", "ООО «Ромашка»", "anna@romashka.ru")
        await desk.vera.writes("/notice Хостинг недоступен", topic=number)
        await desk.vera.writes("/ask Что пишет браузер?", topic=number)
        before = await state_of(desk, number)
        await desk.vera.writes("/notice №1 закрыть Хостинг снова доступен", chat=desk.group)
        done = words(await staff_reads(desk, "Объявление № 1 закрыто, все"))
        assert f"Остались как есть (из их состояния регламент не позволяет сразу перейти к решению): {number}" in done
        assert await state_of(desk, number) == before
        await desk.anna.reads("Хостинг снова доступен")


@pytest.mark.clause("NET-11")
async def test_buttons_of_notices_are_of_no_use_to_customers(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint", at="2026-03-05 12:00") as desk:
        await desk.vera.writes("/notice Авария", chat=desk.group)
        await comes(desk.anna)
        for data in ("p:n_close:1:", "p:n_together:1:", "p:n_alone:1:", "p:n_link:1:1"):
            await desk.anna.forges(data, await desk.anna.last())
        await desk.anna.writes("/notice Всё сломано")
        assert "Объявление № 1" in words(await staff_reads(desk, "Клиентов оповещено: 0"))
        await desk.anna.writes("/notices")
        assert words(await desk.anna.last()) == "📢 Авария"
