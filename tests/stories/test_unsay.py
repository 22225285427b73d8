"""Quotes land as quotes, and a word that was taken back goes from the customer's chat but not from the record."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from storage.tables.messages import copies
from tests.stories.telling import comes, files, open_desk, said


async def test_a_quoted_reply_lands_as_a_quote_on_both_sides(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint") as desk:
        await comes(desk.anna, "Не работает интернет, и ещё вопрос по счёту")
        asked = await desk.topic_reads("Анна", "вопрос по счёту")
        await desk.vera.replies(asked, "Счёт пришлём", quote="вопрос по счёту")
        got = await desk.anna.reads("Счёт пришлём")
        assert got["quote"]["text"] == "вопрос по счёту"
        await desk.vera.writes("Перезагрузите роутер и проверьте кабель", topic="Анна")
        await desk.anna.replies(await desk.anna.reads("Перезагрузите"), "Проверил", quote="проверьте кабель")
        back = await desk.topic_reads("Анна", "Проверил")
        assert back["quote"]["text"] == "проверьте кабель"
        # Words that were changed meanwhile do not stand in the way of the answer.
        (first,) = await desk.vera.writes("Ждите мастера в среду", topic="Анна")
        copy = await desk.anna.reads("в среду")
        await desk.phone.edit(desk.vera.id, first["message_id"], "Ждите мастера в четверг", chat=desk.group)
        await desk.settled()
        await desk.anna.replies(copy, "Хорошо", quote="мастера")
        assert (await desk.topic_reads("Анна", "Хорошо"))["quote"]["text"] == "мастера"


async def test_a_word_is_taken_back_and_stays_in_the_record(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint") as desk:
        number = await files(desk.anna, "Пропал интернет", "НП-1")
        (mine,) = await desk.vera.writes("Пароль клиента Бориса: 12345", topic=number)
        await desk.anna.reads("Пароль клиента Бориса")
        await desk.gleb.replies(mine, "/unsay")
        assert "Отозвать это сообщение может только автор: Вера." in await said(desk, number)
        await desk.vera.writes("/unsay", topic=number)
        assert "Ответьте /unsay на своё сообщение" in await said(desk, number)
        await desk.vera.replies(mine, "/unsay")
        assert "из чата заказчика оно исчезнет" in await said(desk, number)
        assert not any("Пароль клиента" in text for text in await desk.anna.texts())
        await desk.vera.replies(mine, "/unsay")
        assert "уже отозвано" in await said(desk, number)
        await desk.phone.edit(desk.vera.id, mine["message_id"], "Пароль клиента Бориса: 54321", chat=desk.group)
        await desk.settled()
        assert not any("54321" in text for text in await desk.anna.texts())
        await desk.vera.writes("/history", topic=number)
        journal = await said(desk, number)
        assert "Вера: сообщение: Пароль клиента Бориса: 12345" in journal
        assert "Вера: сообщение отозвано: Пароль клиента Бориса: 12345" in journal
        assert "Цепочка записей цела." in journal


async def test_after_two_days_it_is_struck_out_and_what_cannot_be_taken_away_is_told(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint", at="2026-03-02 10:00") as desk:
        await comes(desk.anna)
        (old,) = await desk.vera.writes("Мастер придёт в среду", topic="Анна")
        copy = await desk.anna.reads("в среду")
        await desk.at(desk.clock.now() + timedelta(days=3))
        await desk.vera.replies(old, "/unsay")
        struck = next(m for m in await desk.anna.chat() if m["message_id"] == copy["message_id"])
        assert "strikethrough" in {entity["type"] for entity in struck["entities"]}
        # A copy that cannot be told from others (its row is gone here) cannot be taken away: the customer is told.
        (lost,) = await desk.vera.writes("Мастер придёт в пятницу", topic="Анна")
        async with desk.app.database.begin() as store:
            await store.connection.execute(copies.delete())
        await desk.vera.replies(lost, "/unsay")
        await desk.anna.reads("Это сообщение отозвано, считайте, что его не было: Мастер придёт в пятницу")


async def test_what_is_no_own_word_to_the_customer_cannot_be_taken_back(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint") as desk:
        number = await files(desk.anna, "Пропал интернет", "НП-1")
        await desk.vera.replies(await desk.topic_reads(number, "Пропал интернет"), "/unsay")
        assert "Ответьте /unsay на своё сообщение" in await said(desk, number)
        (note,) = await desk.vera.writes("// клиент нервный", topic=number)
        await desk.vera.replies(note, "/unsay")
        assert "Отмечено как отозванное" in await said(desk, number)


async def test_a_command_that_is_edited_later_does_not_reach_the_customer_as_words(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint") as desk:
        number = await files(desk.anna, "Пропал интернет", "НП-1")
        (asked,) = await desk.vera.writes("/ask Горит ли лампочка?", topic=number)
        await desk.phone.edit(desk.vera.id, asked["message_id"], "/ask Горит ли зелёная лампочка?", chat=desk.group)
        await desk.settled()
        assert "Правка команды ничего не меняет" in await said(desk, number)
        assert not any("зелёная" in text or "/ask" in text for text in await desk.anna.texts())
        (asked,) = await desk.vera.writes("/why", topic=number)
        heard = len(await desk.topic_texts(number))
        await desk.phone.edit(desk.vera.id, asked["message_id"], "/history", chat=desk.group)
        await desk.settled()
        assert len(await desk.topic_texts(number)) == heard


async def test_an_answer_that_is_edited_into_a_note_stays_what_the_customer_got(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint") as desk:
        number = await files(desk.anna, "Пропал интернет", "НП-1")
        for topic in (number, "Анна"):
            (said_it,) = await desk.vera.writes("Проверьте кабель", topic=topic)
            await desk.phone.edit(desk.vera.id, said_it["message_id"], "// опять кабель забыла", chat=desk.group)
            await desk.settled()
            assert "Правкой ответ заметкой не сделать" in "\n".join(await desk.topic_texts(topic))
        assert not any("забыла" in text for text in await desk.anna.texts())
        (note,) = await desk.vera.writes("// клиент нервный", topic=number)
        await desk.phone.edit(desk.vera.id, note["message_id"], "// клиент очень нервный", chat=desk.group)
        await desk.settled()
        assert (await desk.topic_texts(number))[-1] != "Правкой ответ заметкой не сделать"
        assert not any("нервный" in text for text in await desk.anna.texts())
