"""What goes into a request: many messages on pages, files sent in the middle of the form, all or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chaos.stage import BMP, PNG, fetched
from tests.desk import Desk, labels, words
from tests.office import FIELDS
from tests.stories.telling import comes, files, open_desk

SCREENSHOT = {"kind": "document", "file_name": "экран.png", "content_base64": PNG}


def ticked(message: dict[str, object]) -> list[str]:
    return [label for label in labels(message) if label.startswith("☑ ") and label != "☑ Все сообщения"]


async def messages_of(desk: Desk, number: str) -> list[str]:
    async with desk.app.database.read() as store:
        ticket = await store.tickets.by_number(number)
        assert ticket is not None
        return [message.text for message in await store.messages.thread(ticket.id)]


@pytest.mark.clause("SAV-9")
async def test_many_messages_are_chosen_on_pages_that_turn_in_place(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales") as desk:
        anna = desk.anna
        await files(anna, "Не открывается касса", "anna@shop.ru")
        for n in range(1, 20):
            await anna.writes(f"Подробность {n}")
        await anna.presses("Оформить обращение")
        summary = words(await anna.last())
        assert "• Подробность 8" in summary
        assert "Подробность 9" not in summary
        assert "… и ещё 11 сообщений" in summary
        await anna.presses("Изменить")
        screen = await anna.last()
        assert "Отмечено: 19 из 19." in words(screen)
        assert [label for label in labels(screen) if "Подробность" in label][-1] == "☑ Подробность 8"
        assert "1 из 3" in labels(screen)
        assert "‹" not in labels(screen)

        # Everything happens in this one message.
        await anna.presses("☐ Ни одного", message=screen)
        await anna.presses("›", message=screen)
        await anna.presses("›", message=screen)
        last = await anna.last()
        assert last["message_id"] == screen["message_id"]
        assert [label for label in labels(last) if "Подробность" in label] == [
            "☐ Подробность 17",
            "☐ Подробность 18",
            "☐ Подробность 19",
        ]
        assert "☐ Ни одного" not in labels(last)
        await anna.presses("☐ Подробность 18", message=screen)
        assert ticked(await anna.last()) == ["☑ Подробность 18"]
        await anna.presses("‹", message=screen)
        await anna.presses("☐ Подробность 9", message=screen)
        assert "Отмечено: 2 из 19." in words(await anna.last())
        await anna.presses("Готово")
        await anna.presses("Зарегистрировать")
        await anna.reads("зарегистрировано: № 000002")
        assert await messages_of(desk, "000002") == ["Подробность 9", "Подробность 18"]


async def test_with_nothing_chosen_there_is_nothing_to_press_but_to_choose(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "insales") as desk:
        anna = desk.anna
        await files(anna, "Не открывается касса", "anna@shop.ru")
        await anna.writes("Здравствуйте")
        await anna.writes("Не приходят письма")
        await anna.presses("Оформить обращение")
        summary = await anna.last()
        await anna.presses("Изменить")
        await anna.presses("☐ Ни одного")
        await anna.presses("Готово")
        empty = await anna.last()
        assert "Ни одно сообщение не выбрано." in words(empty)
        assert labels(empty) == ["Изменить", "Отмена"]
        await anna.forges("p:d_register:2:", summary)  # an old screen still has the button in somebody's client
        assert "Отметьте хотя бы одно сообщение" in words(await anna.last())
        await anna.presses("Изменить", message=empty)
        await anna.presses("☑ Все сообщения")
        await anna.presses("Готово")
        await anna.presses("Зарегистрировать")
        await anna.reads("зарегистрировано: № 000002")
        assert await messages_of(desk, "000002") == ["Здравствуйте", "Не приходят письма"]


@pytest.mark.clause("SAV-5", "INS-5")
async def test_a_file_sent_in_the_middle_of_the_form_goes_into_the_request(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        anna = desk.anna
        await comes(anna, "Не открывается отчёт")
        await anna.presses("Оформить обращение")
        asked = words(await anna.last())
        assert "Полное название организации" in asked
        await anna.writes(media=SCREENSHOT | {"caption": "вот что вижу"})
        again = words(await anna.last())
        assert again.startswith("📎 Добавлено к обращению.")
        assert "Полное название организации" in again  # the caption is no answer to the question
        for answer in ("ООО «Ромашка»", "Иванова Анна Петровна", "бухгалтер", "+7 473 202-24-87", "anna@romashka.ru"):
            await anna.writes(answer)
        assert "• 📎 экран.png — вот что вижу" in words(await anna.last())

        # On the summary an album joins as a whole, and is told of once.
        before = len(await anna.texts())
        await anna.writes(album=[{"kind": "photo", "content_base64": PNG}, {"kind": "photo", "content_base64": PNG}])
        told = (await anna.texts())[before:]
        assert len(told) == 1
        assert told[0].startswith("📎 Добавлено к обращению.")
        assert told[0].count("📎 photo.jpg") == 2
        # The consultant sees the files too: nothing is hidden in a draft that may be dropped.
        assert len([m for m in await desk.topic("Анна Иванова") if m.get("photo") or m.get("document")]) == 3

        # A file that the regulation does not take is marked as soon as it is known, and refused in any case.
        await anna.writes(media={"kind": "document", "file_name": "снимок.png", "content_base64": BMP})
        await fetched(desk)
        await anna.presses("Зарегистрировать")
        assert "«снимок.png» (BMP)" in words(await anna.last())
        await anna.presses("Изменить")
        await anna.presses("Готово")
        assert "⚠ 📎 снимок.png" in words(await anna.last())
        await anna.presses("Изменить")
        await anna.presses("☑ ⚠ 📎 снимок.png")
        await anna.presses("Готово")
        await anna.presses("Зарегистрировать")
        await anna.reads("зарегистрировано: № 2026-0001")
        assert len([m for m in await desk.topic("2026-0001") if m.get("photo") or m.get("document")]) == 3


async def test_a_file_after_the_customer_turned_elsewhere_is_talk(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        anna = desk.anna
        await comes(anna, "Не открывается отчёт")
        await anna.presses("Оформить обращение")
        await anna.writes("/tickets")
        before = len(await anna.texts())
        await anna.writes(media=SCREENSHOT)
        assert (await anna.texts())[before:] == []
        # Coming back finds it: later words join the open draft.
        await anna.presses("Оформить обращение")
        await anna.presses("Отмена")
        await anna.writes(media=SCREENSHOT)
        assert "Ничего не зарегистрировано" in words(await anna.last())
        # Nor does a day later anybody expect a file to go into what they began yesterday.
        await anna.presses("Оформить обращение")
        await desk.later(hours=13)
        await anna.writes(media=SCREENSHOT)
        assert "Это беседа" in words(await anna.last())


@pytest.mark.clause("SAV-15")
async def test_the_words_of_the_customer_propose_a_priority_and_the_customer_decides(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        anna = desk.anna
        await comes(anna, "Программа вообще не запускается")
        await anna.presses("Оформить обращение")
        for value in FIELDS.values():
            await anna.writes(value)
        summary = await anna.last()
        assert "Приоритет: P3 — Продукция работает, нужна техническая консультация." in words(summary)
        assert (
            "По вашим словам похоже на «P1»: Продукция полностью неработоспособна, сбой при запуске или зависание,"
            " большинство функций не выполняется. Если это так, выберите его."
        ) in words(summary)
        await anna.presses("Приоритет: P1")
        summary = await anna.last()
        assert "Приоритет: P1" in words(summary)
        assert "По вашим словам" not in words(summary), "it was chosen"
        await anna.presses("Зарегистрировать")
        assert "Приоритет: P1" in words(await anna.reads("зарегистрировано"))
        # The usual word proposes nothing, and what is proposed need not be taken.
        await anna.writes("Тормозит отчёт по складу")
        await anna.presses("Оформить обращение")
        assert "похоже на «P2»" in words(await anna.last())
        await anna.presses("Зарегистрировать")
        assert "Приоритет: P3" in words(await anna.reads("зарегистрировано: № 2026-0002"))


async def test_the_word_of_the_button_that_leaves_the_form_is_no_answer_to_it(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        await comes(desk.anna, "Не печатает принтер")
        await desk.anna.presses("Оформить обращение")
        assert "Полное название организации" in words(await desk.anna.last())
        await desk.anna.writes("Отмена.")
        assert "Ничего не зарегистрировано" in words(await desk.anna.last())
        await desk.anna.writes("Отмена")  # there is nothing to leave: talk, like any other word
        await desk.topic_reads("Анна", "Отмена")
