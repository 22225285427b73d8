"""«/register»: a call, an SMS or a letter becomes a request in under a minute, where the regulation lets it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.conversations.message import Message
from tests.desk import Desk, Player, labels, words
from tests.stories.telling import comes, files, group_texts, open_desk, said, staff_reads, state_of


async def form(desk: Desk) -> str:
    """The form as it stands now."""
    return words(await staff_reads(desk, "Обращение со слов заказчика"))


@pytest.mark.clause("NET-2")
async def test_a_call_of_somebody_new_is_registered_and_the_number_read_out(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint", at="2026-03-05 12:00") as desk:
        vera, group = desk.vera, desk.group
        await vera.writes("/register", chat=group)
        assert labels(await staff_reads(desk, "Как поступило обращение?")) == ["Телефон", "SMS", "Отмена"]
        await vera.presses("Телефон", chat=group)
        assert "Кто обращается?" in await form(desk)
        await vera.writes("8 (900) 123-45-67", chat=group)
        assert "«8 (900) 123-45-67»: такого заказчика нет." in await form(desk)
        await vera.presses("Новый заказчик", chat=group)
        await vera.writes("Пропал интернет, роутер мигает красным", chat=group)
        assert "Номер договора" in await form(desk)
        await vera.writes("НП-5501", chat=group)
        assert "Как зовут заказчика?" in await form(desk)
        await vera.writes("Сидоров Пётр", chat=group)
        await vera.presses("критичный", chat=group)
        check = await form(desk)
        for line in ("Телефон", "Заказчик: Сидоров Пётр", "Номер договора: НП-5501", "☎: +79001234567"):
            assert line in check
        await vera.presses("Зарегистрировать", chat=group)
        done = words(await staff_reads(desk, "Зарегистрировано: № 000001"))
        assert "Продиктуйте номер заказчику: 0 0 0 0 0 1" in done
        assert "Чата у заказчика нет" in done
        card = words((await desk.topic("000001"))[0])
        assert "☎: +79001234567" in card
        assert "Пропал интернет, роутер мигает красным" in await desk.topic_texts("000001")
        topics = [topic["name"] for topic in await desk.phone.topics(group)]
        assert not any("Сидоров" in name and "💬" in name for name in topics)  # a call opens no consultation
        # Who registered it, and through which channel, is in the journal; the caller has their number.
        async with desk.app.database.read() as store:
            first, confirmed = await store.journal.entries(1)
        assert (first.kind, first.actor, first.channel, confirmed.kind) == ("registered", "Вера", "phone", "confirmed")
        # There is no chat to answer in, and the desk says so instead of pretending.
        await vera.writes("Мастер приедет завтра", topic="000001")
        assert "ему ничего не ушло. Позвоните: Сидоров Пётр, +79001234567" in await said(desk, "000001")
        assert not any("Не доставлено" in text for text in await group_texts(desk))
        await vera.writes("/told телефон Мастер приедет завтра", topic="000001")
        assert await said(desk, "000001") == "Записано как ответ по телефону."


@pytest.mark.clause("NET-2")
async def test_a_known_customer_is_found_by_telephone_name_or_number_and_confirmed_in_the_chat(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint") as desk:
        number = await files(desk.anna, "Медленный интернет", "НП-4417")
        await comes(desk.boris)
        for given in (f"№ {number}", "анна"):
            await desk.vera.writes("/register", chat=desk.group)
            await desk.vera.presses("SMS", chat=desk.group)
            await desk.vera.writes(given, chat=desk.group)
            asked = await staff_reads(desk, "Кто из них?")
            assert labels(asked) == ["Анна Иванова · НП-4417", "Новый заказчик", "← Назад", "Отмена"]
        await desk.vera.presses("Анна Иванова · НП-4417", chat=desk.group)
        await desk.vera.writes("Совсем пропал интернет", chat=desk.group)
        await desk.vera.presses("обычный", chat=desk.group)
        await desk.vera.presses("Зарегистрировать", chat=desk.group)
        await staff_reads(desk, "Подтверждение ушло заказчику в чат.")
        told = words(await desk.anna.reads("Ваше обращение зарегистрировано: № 000002"))
        assert "Тема: Совсем пропал интернет" in told
        # The second press of the same button registers nothing.
        vera = await person(desk, "201")
        assert "устарела" in await forged(desk, desk.vera, f"p:r_done:{vera}:", await staff_reads(desk, "№ 000002"))
        async with desk.app.database.read() as store:
            assert len(await store.tickets.open()) == 2


async def forged(desk: Desk, player: Player, data: str, message: dict[str, Any]) -> str:
    """Press a button of the group's message with any data; returns what the button shows then."""
    pressed = await desk.phone.press(player.id, data=data, chat=desk.group, message_id=message["message_id"])
    await desk.settled()
    return str((await desk.phone.answer(pressed["query_id"])).get("text", ""))


async def person(desk: Desk, account: str) -> int:
    async with desk.app.database.read() as store:
        found = await store.people.by_address("telegram", account)
    assert found is not None
    return found.id


async def test_in_a_topic_its_own_customer_is_offered_and_words_that_answer_nothing_go_to_nobody(
    tmp_path: Path,
) -> None:
    async with open_desk(tmp_path, "netpoint") as desk:
        await comes(desk.anna, "Здравствуйте, я перезвоню")
        await desk.vera.writes("/register", topic="Анна")
        await desk.vera.writes("Хорошо, ждём звонка", topic="Анна")  # a button is waited for, not words
        assert not any("ждём звонка" in text for text in await desk.anna.texts())
        await desk.vera.presses("Телефон", chat=desk.group)
        await desk.vera.presses("Анна Иванова", chat=desk.group)
        await desk.vera.writes("Нет интернета", topic="Анна")
        assert not any("Нет интернета" in text for text in await desk.anna.texts())
        await desk.gleb.writes("Это Глеб, чем помочь?", topic="Анна")  # a colleague's words are not Vera's answer
        await desk.anna.reads("Это Глеб, чем помочь?")
        await desk.vera.presses("Отмена", chat=desk.group)
        assert "Отменено, ничего не изменилось." in await desk.topic_texts("Анна")
        await desk.vera.writes("До свидания", topic="Анна")
        await desk.anna.reads("До свидания")


async def test_a_slip_of_the_tongue_is_taken_back_step_by_step(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint") as desk:
        vera, group = desk.vera, desk.group
        await vera.writes("/register", chat=group)
        assert labels(await staff_reads(desk, "Как поступило")) == ["Телефон", "SMS", "Отмена"]
        await vera.presses("SMS", chat=group)
        await vera.presses("← Назад", chat=group)
        await vera.presses("Телефон", chat=group)
        await vera.writes("Сидоров Пётр", chat=group)
        await vera.presses("Новый заказчик", chat=group)
        await vera.writes("Пропал интернет", chat=group)
        await vera.writes("НП-1", chat=group)
        await vera.presses("← Назад", chat=group)
        assert "Номер договора: НП-1" not in await form(desk)
        await vera.writes("НП-2", chat=group)
        await vera.writes("+79001234567", chat=group)
        await vera.presses("критичный", chat=group)
        await vera.presses("← Назад", chat=group)
        await vera.presses("обычный", chat=group)
        await vera.presses("Зарегистрировать", chat=group)
        await staff_reads(desk, "Зарегистрировано: № 000001")
        async with desk.app.database.read() as store:
            ticket = await store.tickets.peek(1)
        assert (ticket.fields["contract"], ticket.priority) == ("НП-2", "normal")
        assert [message.channel for message in await thread_of(desk)] == ["phone"]


async def thread_of(desk: Desk) -> list[Message]:
    async with desk.app.database.read() as store:
        return await store.messages.thread(1)


async def test_two_operators_at_once_do_not_mix(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint") as desk:
        for operator in (desk.vera, desk.gleb):
            await operator.writes("/register", chat=desk.group)
        vera, gleb = await person(desk, "201"), await person(desk, "202")
        mine = await staff_reads(desk, "Как поступило")
        assert "другой сотрудник" in await forged(desk, desk.vera, f"p:r_channel:{gleb}:phone", mine)
        for who, operator, caller, contract in (
            (vera, desk.vera, "Один Иван", "НП-1"),
            (gleb, desk.gleb, "Два Иван", "НП-2"),
        ):
            await forged(desk, operator, f"p:r_channel:{who}:phone", mine)
            await operator.writes(caller, chat=desk.group)
            await forged(desk, operator, f"p:r_new:{who}:", mine)
            await operator.writes(f"Слова: {caller}", chat=desk.group)
            await operator.writes(contract, chat=desk.group)
        for operator in (desk.vera, desk.gleb):
            await operator.writes("+79001112233", chat=desk.group)
        for who, operator in ((vera, desk.vera), (gleb, desk.gleb)):
            for data in (f"p:r_priority:{who}:normal", f"p:r_done:{who}:"):
                await forged(desk, operator, data, mine)
        async with desk.app.database.read() as store:
            found = [await store.tickets.peek(1), await store.tickets.peek(2)]
        assert [(t.subject, t.fields["contract"]) for t in found] == [
            ("Слова: Один Иван", "НП-1"),
            ("Слова: Два Иван", "НП-2"),
        ]


@pytest.mark.clause("SAV-1", "INS-6")
async def test_what_was_prepared_may_be_added_to_an_open_request_and_reaches_the_staff(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        known = ("ООО «Ромашка»", "Иванова Анна", "бухгалтер", "8 473 202-24-87", "anna@romashka.ru")
        number = await files(desk.anna, "Не печатает принтер в бухгалтерии", *known)
        await desk.vera.writes("/register", chat=desk.group)
        await desk.vera.writes("анна", chat=desk.group)
        await desk.vera.presses("Анна Иванова · ООО «Ромашка»", chat=desk.group)
        await desk.vera.writes("Принтер в бухгалтерии так и не печатает", chat=desk.group)
        await desk.vera.presses("P2", chat=desk.group)
        await desk.vera.presses("Отправить заказчику на подтверждение", chat=desk.group)
        await desk.anna.reads("по вашему звонку официальное обращение")
        await desk.anna.presses("Проверить и зарегистрировать")
        before = len(await desk.anna.texts())
        await desk.anna.presses("Да, дополнить")
        await desk.anna.reads(f"Добавлено к обращению № {number}.")
        await desk.topic_reads(number, "Принтер в бухгалтерии так и не печатает")
        assert not any("так и не печатает" in text for text in (await desk.anna.texts())[before:])


@pytest.mark.clause("SAV-1")
async def test_where_a_call_is_only_advice_the_customer_registers_what_staff_prepared(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        await comes(desk.anna)
        await desk.vera.writes("/register", chat=desk.group)
        await desk.vera.writes("анна", chat=desk.group)
        await desk.vera.presses("Анна Иванова", chat=desk.group)
        await desk.vera.writes("Не печатает принтер в бухгалтерии", chat=desk.group)
        for value in ("ООО «Ромашка»", "Иванова Анна", "бухгалтер", "8 473 202-24-87", "anna@romashka.ru"):
            await desk.vera.writes(value, chat=desk.group)
        await desk.vera.presses("P2", chat=desk.group)
        assert "регистрирует обращение сам заказчик" in await form(desk)
        await desk.vera.presses("Отправить заказчику на подтверждение", chat=desk.group)
        await staff_reads(desk, "Обращение будет зарегистрировано, когда заказчик нажмёт кнопку")
        prepared = words(await desk.anna.reads("по вашему звонку официальное обращение"))
        assert "Не печатает принтер в бухгалтерии" in prepared
        async with desk.app.database.read() as store:
            assert await store.tickets.open() == []
        await desk.anna.presses("Проверить и зарегистрировать")
        assert "+74732022487" in words(await desk.anna.last())
        await desk.anna.presses("Зарегистрировать")
        await desk.anna.reads("Ваше обращение зарегистрировано: № 2026-0001")
        assert await state_of(desk, "2026-0001") == "registered"


@pytest.mark.clause("SAV-1")
async def test_a_caller_without_a_chat_is_refused_with_the_reason_where_a_call_is_only_advice(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        await desk.vera.writes("/register", chat=desk.group)
        await desk.vera.writes("Сидоров", chat=desk.group)
        await desk.vera.presses("Новый заказчик", chat=desk.group)
        await staff_reads(desk, "только консультируем и помогаем составить обращение (пункт SAV-1 регламента)")


@pytest.mark.clause("SIN-4")
async def test_where_the_telephone_is_for_talk_nothing_is_taken_down(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "sintez") as desk:
        await desk.vera.writes("/register", chat=desk.group)
        await staff_reads(
            desk, "«Телефон»: так обращения не принимаются, это только для общения (пункт SIN-4 регламента)"
        )


@pytest.mark.clause("ALL-3")
async def test_a_scanned_letter_of_two_pages_is_registered(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "alleanza") as desk:
        vera, group = desk.vera, desk.group
        await vera.writes("/register", chat=group)
        await vera.writes("Петров Иван", chat=group)
        await vera.presses("Новый заказчик", chat=group)
        await vera.presses(labels(await staff_reads(desk, "О чём обращение?"))[0], chat=group)
        await vera.writes(album=[{"kind": "photo"}, {"kind": "photo"}], chat=group)
        for _ in range(9):
            asked = await form(desk)
            if "Зарегистрировать" in labels(await staff_reads(desk, "Обращение со слов")):
                break
            if "Насколько это срочно?" in asked:
                await vera.presses(labels(await staff_reads(desk, "Насколько это срочно?"))[0], chat=group)
            else:
                await vera.writes("petrov@company.ru" if "E-mail" in asked.split("\n\n")[-1] else "petrov", chat=group)
        await vera.presses("Зарегистрировать", chat=group)
        await staff_reads(desk, "Зарегистрировано: №")
        async with desk.app.database.read() as store:
            thread = await store.messages.thread(1)
        assert [m.attachment.kind for m in thread if m.attachment] == ["photo", "photo"]
        assert {m.channel for m in thread} == {"paper"}
