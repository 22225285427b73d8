"""NetPoint's regulation as its subscribers and its staff live through it: identity, the queue, complaints."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import Desk, labels, moscow, words
from tests.stories.telling import comes, files, group_texts, open_desk, staff_reads

CONTRACT = "НП-4417"


async def queue(desk: Desk) -> str:
    await desk.vera.writes("/queue", chat=desk.group)
    return words(await staff_reads(desk, "открыт"))


@pytest.mark.clause("NET-1", "NET-8")
async def test_from_the_first_word_to_closed(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint", at="2026-01-01 23:30") as desk:  # a holiday is a day like any other
        await comes(desk.anna, "Пропал интернет")
        await desk.anna.presses("Оформить обращение")
        await desk.anna.writes(CONTRACT)
        summary = words(await desk.anna.last())
        assert "Номер договора: НП-4417" in summary
        assert "Срок (" not in summary  # no time of resolution is guaranteed, and none is promised
        assert "Срок ответа регламент не обещает" in summary
        await desk.anna.presses("Зарегистрировать")
        told = words(await desk.anna.reads("зарегистрировано: № 000001"))
        assert "Срок (" not in told
        assert labels(await desk.anna.last()) == ["Скопировать номер"]  # nothing to explain
        await desk.vera.writes("/take", topic="000001")
        await desk.vera.writes("/ask Горит ли лампочка на коробке?", topic="000001")
        await desk.anna.replies(await desk.anna.reads("Горит ли лампочка"), "Не горит")
        await desk.anna.reads("ваш ответ добавлен к обращению № 000001")
        assert not any("Напоминать о заявке" in text for text in await desk.anna.texts())  # she was asked
        await desk.vera.writes("/resolve Заменили блок питания", topic="000001")
        await desk.anna.presses("Подтвердить решение")
        await desk.anna.reads("Обращение № 000001 закрыто")


@pytest.mark.clause("NET-2")
async def test_a_chat_becomes_official_only_by_conversion(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint") as desk:
        await comes(desk.anna, "Срочно приезжайте, нет интернета!")
        assert "Это беседа: у неё нет номера и срока." in words(await desk.anna.reads("Консультант получил"))
        await desk.vera.writes("/queue", chat=desk.group)
        await staff_reads(desk, "Очередь пуста.")
        await desk.anna.presses("Оформить обращение")
        await desk.anna.writes(CONTRACT)
        await desk.anna.presses("Зарегистрировать")
        number = words(await desk.anna.reads("зарегистрировано")).split("№ ")[1][:6]
        card = words((await desk.topic(number))[0])
        assert "Номер договора: НП-4417" in card
        assert "⚠ не подтверждён" in card  # by these details staff recognise the subscriber, and say so once


@pytest.mark.clause("NET-3")
async def test_staff_demand_identification_and_the_passport_is_masked_everywhere(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint") as desk:
        number = await files(desk.anna, "Перенесите точку подключения", CONTRACT)
        await desk.vera.writes("/identify", topic=number)
        assert "login (Логин), address (Адрес точки подключения), passport" in (await desk.topic_texts(number))[-1]
        await desk.vera.writes("/identify снилс", topic=number)
        assert "В регламенте нет поля «снилс»" in (await desk.topic_texts(number))[-1]
        await desk.vera.writes("/identify passport, login", topic=number)
        asked = words(await desk.anna.reads("нам нужно убедиться, что это вы"))
        assert "Понадобятся: Паспортные данные, Логин." in asked
        await desk.anna.writes("не помню")
        assert "десять цифр" in words(await desk.anna.last())
        await desk.anna.writes("4506 № 123456")
        assert words(await desk.anna.last()).startswith("Логин")
        await desk.anna.writes("anna-home")
        await desk.anna.reads("Спасибо, это всё.")
        await desk.vera.writes(f"/ticket {number}", topic=number)
        assert "Паспортные данные: 45 •• ••••56" in (await desk.topic_texts(number))[-1]
        assert "Логин: anna-home" in (await desk.topic_texts(number))[-1]
        await desk.vera.writes("/history", topic=number)
        assert "учётные данные получены: Паспортные данные" in (await desk.topic_texts(number))[-1]
        assert not any("123456" in text for text in await group_texts(desk))
        async with desk.app.database.read() as store:
            entries = await store.journal.entries(1)
            ticket = await store.tickets.peek(1)
        assert not any("123456" in str(entry.facts) for entry in entries)
        assert ticket.fields["passport"] == "45 •• ••••56"


@pytest.mark.clause("NET-3")
async def test_only_a_manager_reads_what_is_masked_and_the_reading_is_journalled(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint") as desk:
        await desk.gleb.starts()
        number = await files(desk.anna, "Перенесите точку подключения", CONTRACT)
        await desk.gleb.writes("/reveal", topic=number)
        assert "Закрытых данных этот клиент не сообщал." in (await desk.topic_texts(number))[-1]
        await desk.vera.writes("/identify passport", topic=number)
        await desk.anna.writes("4506 123456")
        await desk.vera.writes("/reveal", topic=number)
        assert "Это может сделать только руководитель." in (await desk.topic_texts(number))[-1]
        await desk.gleb.writes("/reveal", topic=number)
        assert "Паспортные данные: 45 06 123456" in words(await desk.gleb.reads("Запись о том, что вы это прочли"))
        await desk.vera.writes("/history", topic=number)
        assert "Глеб: прочитаны закрытые данные" in (await desk.topic_texts(number))[-1]
        assert not any("123456" in text for text in await group_texts(desk))


@pytest.mark.clause("NET-3", "NET-6")
async def test_whoever_does_not_identify_themselves_may_be_refused(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint") as desk:
        number = await files(desk.anna, "Перенесите точку подключения", CONTRACT)
        await desk.vera.writes("/identify passport", topic=number)
        await desk.anna.presses("Не сейчас")
        await desk.topic_reads(number, "Клиент пока не готов сообщить: Паспортные данные.")
        await desk.anna.writes("4506 123456")  # nothing is awaited any more: this is talk
        await desk.topic_reads("Анна", "4506 123456")
        await desk.vera.writes("/refuse", topic=number)
        listed = await desk.topic_reads(number, "Причины по регламенту")
        assert "1. Нет учётной информации" in words(listed)
        assert "3. Идёт обоснованный и согласованный с вами перерыв" in words(listed)
        await desk.vera.presses("1", chat=desk.group)
        assert "Нет учётной информации" in words(await desk.anna.reads(f"По обращению № {number} отказано"))


@pytest.mark.clause("NET-7")
async def test_a_complaint_reaches_the_managers_alone_and_is_answered_in_seven_working_days(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint", at="2026-03-05 12:00") as desk:
        await desk.gleb.starts()
        number = await files(desk.anna, "Пропал интернет", CONTRACT)
        await desk.vera.writes("/take", topic=number)
        await desk.anna.writes(f"/complain {number}")
        asked = words(await desk.anna.reads("уйдёт руководству НетПоинт и больше никому"))
        assert f"Обращение № {number} от чт 05.03.2026 12:00 (МСК)" in asked
        assert "Сотрудник: Вера" in asked
        assert "Содержание: Пропал интернет" in asked
        await desk.anna.writes("👎")
        assert "Пожалуйста, напишите текстом." in words(await desk.anna.last())
        await desk.anna.writes("Обещали перезвонить и пропали")
        check = await desk.anna.last()
        assert "Обещали перезвонить и пропали" in words(check)
        await desk.anna.presses("Отправить жалобу")
        # The 9th is a day off, so the seventh working day is the 17th, and it ends at midnight.
        filed = words(await desk.anna.reads(f"жалоба по обращению № {number} передана руководству"))
        assert "до ср 18.03.2026 00:00 (МСК)" in filed
        brought = await desk.gleb.reads("Жалоба, клиент: Анна")
        assert "Обещали перезвонить и пропали" in words(brought)
        assert "Сотрудник: Вера" in words(brought)
        # Pressed again, or complained again: there is one complaint.
        await desk.anna.forges("p:complaint_send:1:", check)
        assert words(await desk.anna.last()).startswith(f"Обращение № {number}\n")
        await desk.anna.writes(f"/complain {number}")
        assert "уже у руководства" in words(await desk.anna.last())
        # Its clock rings for the manager, in private.
        await desk.at(moscow("2026-03-18 00:00"))
        await desk.gleb.reads(f"Жалоба по обращению № {number} осталась без ответа, срок истёк ср 18.03.2026 00:00")
        await desk.gleb.replies(brought, "Приносим извинения, мастер приедет сегодня")
        answer = words(await desk.anna.reads(f"Ответ на вашу жалобу по обращению № {number}"))
        assert "Глеб Приносим" in answer.replace(":", "").replace("\n", " ")
        await desk.gleb.replies(brought, "И ещё раз")
        assert "На эту жалобу уже ответили." in words(await desk.gleb.last())
        assert not any("И ещё раз" in text for text in await desk.anna.texts())
        said = await group_texts(desk)
        assert not any("Обещали перезвонить" in text or "Приносим извинения" in text for text in said)
        assert not any("осталась без ответа" in text or "срок нарушен" in text for text in said)
        # Neither the journal nor the terms that staff ask for in the topic tell of it.
        await desk.vera.writes("/history", topic=number)
        await desk.vera.writes("/why", topic=number)
        assert not any("жалоб" in text.lower() for text in await group_texts(desk))


@pytest.mark.clause("NET-7")
async def test_the_button_of_a_closed_request_complains_too_and_a_button_answers(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint", at="2026-03-05 12:00") as desk:
        await desk.gleb.starts()
        number = await files(desk.anna, "Пропал интернет", CONTRACT)
        await desk.vera.writes("/refuse outside_contract", topic=number)
        await desk.anna.writes(f"/status {number}")
        assert "Пожаловаться руководству" in labels(await desk.anna.last())
        await desk.anna.presses("Пожаловаться руководству")
        await desk.anna.writes("Отказали!!!")
        await desk.anna.presses("Отмена")
        assert words(await desk.anna.last()) == "Жалоба не отправлена."
        await desk.anna.presses("Пожаловаться руководству")
        await desk.anna.writes("отмена")  # typed
        assert words(await desk.anna.last()) == "Жалоба не отправлена."
        await desk.anna.presses("Пожаловаться руководству")
        await desk.anna.writes("Отказали без объяснений")
        await desk.anna.presses("Отправить жалобу")
        await desk.gleb.presses("Ответить на жалобу")
        await desk.gleb.writes("Разобрались: заявка будет выполнена")
        await desk.anna.reads("Разобрались: заявка будет выполнена")
        await desk.gleb.reads("отправлен")
        async with desk.app.database.read() as store:
            kinds = [entry.kind for entry in await store.journal.entries(1)]
        assert kinds[-2:] == ["complained", "complaint_answered"]
        # Answered in time: the clock rings no more.
        await desk.at(moscow("2026-04-01 12:00"))
        assert not any("ждёт ответа" in text or "без ответа" in text for text in await desk.gleb.texts())


@pytest.mark.clause("NET-7")
async def test_a_manager_who_cannot_be_reached_is_called_without_a_word_of_the_complaint(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint") as desk:
        number = await files(desk.anna, "Пропал интернет", CONTRACT)
        await desk.anna.writes(f"/complain {number}")
        await desk.anna.writes("Мастер нагрубил")
        await desk.anna.presses("Отправить жалобу")
        await staff_reads(desk, "Для руководителей есть жалоба")
        assert not any("нагрубил" in text for text in await group_texts(desk))
        await desk.gleb.starts()
        await desk.gleb.reads("Мастер нагрубил")
        # What somebody else presses or replies is no answer to it.
        await desk.boris.writes("Здравствуйте")
        await desk.boris.presses("Согласен")
        await desk.boris.forges("p:complaint_answer:1:", await desk.boris.last())
        assert words(await desk.boris.last()) == "Такого обращения среди ваших нет."


@pytest.mark.clause("NET-7")
async def test_where_the_regulation_has_no_complaints_the_customer_is_told_so(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "megafon") as desk:
        number = await files(desk.anna, "Не приходят SMS", "Иванова", "+79261234567", "Не приходят SMS", "вечером")
        await desk.anna.writes(f"/complain {number}")
        assert "Отдельного порядка для жалоб в нашем регламенте нет." in words(await desk.anna.last())
        await desk.anna.writes("/complain")
        assert "Напишите номер обращения после команды" in words(await desk.anna.last())
        await desk.anna.writes("/complain 999999")
        assert words(await desk.anna.last()) == "Такого обращения среди ваших нет."


@pytest.mark.clause("NET-8")
async def test_critical_ones_go_out_of_turn_and_the_rest_by_arrival(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint", at="2026-03-05 12:00") as desk:
        first = await files(desk.anna, "Медленный интернет", CONTRACT)
        await desk.later(minutes=5)
        second = await files(desk.boris, "Авария в серверной!", "НП-17", priority="критичный")
        listed = await queue(desk)
        assert listed.index(second) < listed.index("вне очереди, поступило 05.03 12:05") < listed.index(first)
        assert "поступило 05.03 12:00" in listed


@pytest.mark.clause("NET-9")
async def test_a_nudge_moves_nothing_and_is_told_so_once_until_the_next_answer(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint", at="2026-03-05 12:00") as desk:
        first = await files(desk.anna, "Медленный интернет", CONTRACT)
        registered = await desk.anna.reads("зарегистрировано")
        await desk.later(minutes=5)
        second = await files(desk.boris, "Нет телевидения", "НП-17")

        async def nudges() -> int:
            return sum("Напоминать о заявке не нужно" in text for text in await desk.anna.texts())

        await desk.anna.replies(registered, "Ну что?")
        assert await nudges() == 1
        await desk.anna.replies(registered, "Ау!")
        assert await nudges() == 1
        listed = await queue(desk)
        assert listed.index(first) < listed.index(second)
        await desk.vera.writes("Проверяем линию", topic=first)
        await desk.anna.replies(registered, "Спасибо, кстати, вечером хуже")  # the first word after an answer is news
        assert await nudges() == 1
        await desk.anna.replies(registered, "Так что там?")
        assert await nudges() == 2
