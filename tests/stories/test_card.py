"""The card's buttons: claim, hand over, put off, priority, refuse as a repeat; each asks its presser for the words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import Desk, labels, words
from tests.stories.telling import open_desk, said, state_of
from tests.stories.test_plarson import plarson
from tests.stories.test_plarson import registers as orders
from tests.stories.test_saveit import registers


async def newest(desk: Desk, number: str, label: str) -> str:
    """Press nothing; the words of the newest message in the topic that has this button."""
    return words([message for message in await desk.topic(number) if label in labels(message)][-1])


async def test_two_claim_it_and_one_gets_it(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        number = await registers(desk.anna)
        card = (await desk.topic(number))[0]
        assert labels(card) == [
            "Взять", "Передать…", "Отказать…", "Отложить…", "Приоритет…", "Почему такой срок?", "Журнал",
        ]  # fmt: skip
        for player in (desk.vera, desk.gleb):
            await desk.phone.press(player.id, data="p:s_take:1:", chat=desk.group, message_id=card["message_id"])
        await desk.settled()
        assert "Обращение уже в работе у коллеги: Вера." in await said(desk, number)
        assert "Ответственный: Вера" in words((await desk.topic(number))[0])
        assert "Взять" not in labels((await desk.topic(number))[0])
        await desk.gleb.presses("Передать…", chat=desk.group)
        assert labels((await desk.topic(number))[-1]) == ["Глеб", "☑ Вера", "Отмена"]
        await desk.gleb.presses("Глеб", chat=desk.group)
        assert "Ответственный: Глеб" in words((await desk.topic(number))[0])
        await desk.gleb.writes("/assign", topic=number)
        assert labels((await desk.topic(number))[-1]) == ["☑ Глеб", "Вера", "Отмена"]


async def test_the_card_explains_the_term_shows_the_record_and_lists_the_reasons(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit", at="2026-03-05 10:00") as desk:
        number = await registers(desk.anna)
        await desk.vera.presses("Почему такой срок?", chat=desk.group)
        assert "Решение: 5 рабочих дней (пункт 6.1 регламента)" in await said(desk, number)
        await desk.vera.presses("Журнал", chat=desk.group)
        assert "Цепочка записей цела." in await said(desk, number)
        await desk.vera.presses("Отказать…", chat=desk.group)
        assert "1. " in await said(desk, number)
        await desk.vera.presses("5", chat=desk.group)
        await desk.anna.reads(f"По обращению № {number} отказано")


@pytest.mark.clause("SAV-8")
async def test_it_is_put_off_by_reason_date_and_words(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit", at="2026-03-05 10:00") as desk:
        number = await registers(desk.anna)
        await desk.vera.presses("Отложить…", chat=desk.group)
        await desk.vera.presses("3", chat=desk.group)
        asked = (await desk.topic(number))[-1]
        assert "Вера, до какого дня?" in words(asked)
        # Friday; Saturday to Monday are days off, so three later choices fall on the 10th at the earliest.
        assert labels(asked) == ["пт 06.03", "вт 10.03", "чт 12.03", "чт 19.03", "пн 06.04", "Отмена"]
        await desk.gleb.writes("Это вам Глеб пишет", topic=number)  # not the presser: an answer to the customer
        await desk.anna.reads("Это вам Глеб пишет")
        await desk.vera.writes("послезавтра", topic=number)
        assert "Дата «послезавтра» не понята" in await said(desk, number)
        await desk.vera.presses("вт 10.03", chat=desk.group)
        assert "что пояснить заказчику?" in await newest(desk, number, "Без пояснения")
        await desk.vera.writes("ждём выпуск 5.4", topic=number)
        told = words(await desk.anna.reads(f"Обращение № {number} отложено до вт 10.03.2026 09:00 (МСК)"))
        assert "Нужна детальная диагностика" in told
        assert "ждём выпуск 5.4" in told
        await desk.vera.writes("А это уже ответ", topic=number)
        await desk.anna.reads("А это уже ответ")


async def test_a_date_may_be_typed_and_words_left_out(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit", at="2026-03-05 10:00") as desk:
        number = await registers(desk.anna)
        await desk.vera.writes("/postpone", topic=number)
        await desk.vera.presses("3", chat=desk.group)
        await desk.vera.writes("04.03.2026", topic=number)
        assert "Эта дата уже прошла." in await said(desk, number)
        await desk.vera.writes("11.03", topic=number)
        await desk.vera.presses("Без пояснения", chat=desk.group)
        await desk.anna.reads(f"Обращение № {number} отложено до ср 11.03.2026 09:00 (МСК)")
        await desk.vera.presses("Без пояснения", chat=desk.group)  # pressed again: the pick is over
        assert await state_of(desk, number) == "postponed"


@pytest.mark.clause("SAV-15")
async def test_another_priority_waits_for_the_reason_of_its_presser(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit", at="2026-03-05 10:00") as desk:
        number = await registers(desk.anna)
        await desk.vera.presses("Приоритет…", chat=desk.group)
        assert "P3" not in labels((await desk.topic(number))[-1])
        await desk.vera.presses("P2", chat=desk.group)
        assert "Вера, почему?" in await said(desk, number)
        await desk.vera.writes("// ещё думаю", topic=number)  # a note is a note
        await desk.vera.writes("…", topic=number)
        assert "причину" in await said(desk, number)
        await desk.vera.writes("Стоит вся бухгалтерия", topic=number)
        told = words(await desk.anna.reads("Новый приоритет обращения"))
        assert "Стоит вся бухгалтерия" in told
        await desk.vera.presses("Приоритет…", chat=desk.group)
        await desk.vera.presses("P1", chat=desk.group)
        await desk.vera.presses("Отмена", chat=desk.group)
        await desk.vera.writes("Сейчас посмотрим", topic=number)
        await desk.anna.reads("Сейчас посмотрим")
        await desk.vera.presses("Приоритет…", chat=desk.group)
        await desk.vera.presses("P1", chat=desk.group)
        await desk.later(minutes=31)  # forgotten: her next words are an answer again
        await desk.vera.writes("Уже смотрим", topic=number)
        await desk.anna.reads("Уже смотрим")


async def test_what_became_impossible_meanwhile_is_told_once_and_awaited_no_more(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit", at="2026-03-05 10:00") as desk:
        number = await registers(desk.anna)
        await desk.vera.presses("Приоритет…", chat=desk.group)
        await desk.vera.presses("P2", chat=desk.group)
        await desk.gleb.writes("/refuse 6", topic=number)
        await desk.vera.writes("Стоит вся бухгалтерия", topic=number)
        assert "закрыто, дополнить его нельзя" in await said(desk, number)
        async with desk.app.database.read() as store:
            vera = await store.people.by_address("telegram", "201")
            ticket = await store.tickets.by_number(number)
            assert vera is not None
            assert ticket is not None
            assert await store.dialogues.of(vera.id, f"ticket:{ticket.id}") is None


@pytest.mark.clause("PLR-5")
async def test_a_repeat_is_refused_with_the_other_number_as_the_next_message(tmp_path: Path) -> None:
    async with plarson(tmp_path, at="2026-03-05 10:00") as desk:
        first, second = [await orders(desk.anna, text) for text in ("Поправьте шапку сайта", "Шапка сайта съехала")]
        await desk.vera.writes("/refuse", topic=second)
        listed = words((await desk.topic(second))[-1]).splitlines()
        repeat = next(line.split(".")[0] for line in listed if "повторяет открытую" in line)
        await desk.vera.presses(repeat, chat=desk.group)
        assert "напишите номер того обращения" in await said(desk, second)
        await desk.vera.writes(f"{first} отвечаем там", topic=second)
        told = words(await desk.anna.reads(f"По обращению № {second} отказано"))
        assert f"№ {first}" in told
        assert "отвечаем там" in told


async def test_the_requests_of_who_left_are_named_and_their_terms_call_everybody(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit", at="2026-03-05 10:00") as desk:
        number = await registers(desk.anna, priority="P2")
        await desk.vera.presses("Взять", chat=desk.group)
        await desk.phone.act(desk.vera.id, "leave", chat=desk.group)
        await desk.settled()
        told = [text for text in map(words, await desk.phone.messages(desk.group)) if "больше не в группе" in text]
        assert len(told) == 1
        assert number in told[0]
        await desk.later(hours=6, minutes=24)  # four fifths of eight hours
        warning = await desk.topic_reads(number, "прошло 80 % срока")
        assert [e["user"]["id"] for e in warning["entities"] if e["type"] == "text_mention"] == [desk.gleb.id]
