"""The knowledge base in the staff's hands: an article sent in one action, an answer that becomes an article and is read
by a colleague first, an article that is put right or withdrawn."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from core.knowledge.article import Article
from storage.search.build import replacing
from tests.desk import Desk, labels, words
from tests.stories.telling import comes, open_desk, said, staff_reads
from tests.stories.test_saveit import registers

VPN = Article(
    "vpn",
    "Как подключиться к VPN",
    "Установите клиент, введите адрес сервера и пароль.\nПосле этого нажмите «Подключить».",
    "https://help.example.ru/vpn",
    "Сеть",
)
PRINTER = Article("printer", "Принтер не печатает", "Перезапустите службу печати.", "", "Печать")
MAIL = Article("mail", "Настройка почты", "Впишите адрес сервера IMAP.", "https://help.example.ru/mail", "Почта")


def loaded(folder: Path, *articles: Article) -> None:
    with replacing(folder / "kb.db") as building:
        for article in articles or (VPN, PRINTER, MAIL):
            building.remove(article.id)
            building.add(article)
        building.finish([])


@asynccontextmanager
async def open_library(tmp_path: Path, regulation: str = "saveit", **more: Any) -> AsyncIterator[Desk]:
    """A desk whose articles are loaded."""
    loaded(tmp_path)
    async with open_desk(tmp_path, regulation, **more) as desk:
        yield desk


async def asks(desk: Desk, command: str, *, by: str = "vera") -> str:
    """A command in the group's general topic, and the desk's last word there."""
    await desk.players[by].writes(command, chat=desk.group)
    return words(await general(desk))


async def general(desk: Desk) -> dict[str, Any]:
    found = [m for m in await desk.phone.messages(desk.group) if not m.get("message_thread_id") and words(m)]
    return [m for m in found if m["from"]["is_bot"]][-1]


@pytest.mark.clause("SAV-7")
async def test_an_article_is_sent_in_one_action_and_counts_as_the_answer(tmp_path: Path) -> None:
    async with open_library(tmp_path, at="2026-03-05 10:00") as desk:
        number = await registers(desk.anna)
        await desk.vera.writes("/article rfr gjlrk.xbnmcz r vpn", topic=number)
        shown = await desk.topic_reads(number, "Статьи:")
        assert words(shown).startswith(
            "Статьи: rfr gjlrk.xbnmcz r vpn\nПонял как: как подключиться к vpn\n\n1. Как подключиться к VPN · Сеть\n"
        )
        assert labels(shown)[0] == "Отправить 1"
        await desk.vera.presses("Отправить 1", chat=desk.group, message=shown)
        got = await desk.anna.reads("Как подключиться к VPN")
        assert words(got) == (
            f"№ {number} · Вера\nКак подключиться к VPN\n\n"
            "Установите клиент, введите адрес сервера и пароль.\nПосле этого нажмите «Подключить».\n\n"
            "https://help.example.ru/vpn"
        )
        assert any(one["type"] == "bold" for one in got["entities"])
        assert (await desk.topic_texts(number))[-1].startswith("Отправлено заказчику (Вера):\n\nКак подключиться к VPN")
        async with desk.app.database.read() as store:
            ticket = await store.tickets.by_number(number)
            assert ticket is not None
            assert "answered" in [milestone.fact for milestone in ticket.milestones]
            entry = (await store.journal.entries(ticket.id))[-1]
        assert (entry.kind, entry.actor) == ("said", "Вера")
        assert "https://help.example.ru/vpn" in entry.facts["message"]["text"]


@pytest.mark.clause("NET-5")
async def test_a_question_of_the_talk_is_answered_by_a_link(tmp_path: Path) -> None:
    async with open_library(tmp_path, "netpoint") as desk:
        await comes(desk.anna, "Как настроить почту?")
        await desk.vera.writes("/article настройка почты", topic="Анна")
        await desk.vera.presses("Отправить 1", chat=desk.group)
        assert "Настройка почты\n\nВпишите адрес сервера IMAP.\n\nhttps://help.example.ru/mail" in words(
            await desk.anna.reads("Настройка почты")
        )


async def test_two_colleagues_press_at_once_and_the_customer_gets_it_once(tmp_path: Path) -> None:
    async with open_library(tmp_path) as desk:
        await comes(desk.anna)
        await desk.vera.writes("/article принтер", topic="Анна")
        (shown,) = [m for m in await desk.topic("Анна") if "Отправить 1" in labels(m)]
        data = shown["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        await desk.vera.presses("Отправить 1", chat=desk.group)
        await desk.phone.press(desk.gleb.id, data=data, message_id=shown["message_id"], chat=desk.group)
        await desk.settled()
        assert [text for text in await desk.anna.texts() if "Принтер не печатает" in text] == [
            "Вера\nПринтер не печатает\n\nПерезапустите службу печати."
        ]
        await desk.vera.replies(shown, "/unsay")
        assert not any("Принтер не печатает" in text for text in await desk.anna.texts())


async def test_nothing_loaded_nothing_found_and_the_wrong_place_are_told(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        await comes(desk.anna)
        await desk.vera.writes("/article принтер", topic="Анна")
        assert "Статей пока нет" in (await desk.topic_texts("Анна"))[-1]
        assert "reglament kb load" in (await desk.topic_texts("Анна"))[-1]
        loaded(tmp_path)  # while the desk runs
        await desk.vera.writes("/article бегемот", topic="Анна")
        assert (await desk.topic_texts("Анна"))[-1].startswith("Ни в одной статье этих слов нет.")
        await desk.vera.writes("/article принтер", topic="Анна")
        assert "Принтер не печатает" in (await desk.topic_texts("Анна"))[-1]
        assert "в теме консультации или обращения" in await asks(desk, "/article принтер")
        assert (await asks(desk, "/article")).startswith("Статьи базы знаний\n/article слова")
        await desk.boris.writes("/article принтер")
        await desk.boris.presses("Согласен")
        assert not any("Перезапустите" in text for text in await desk.boris.texts())


async def drafted(desk: Desk, answer: str) -> str:
    """A request of Anna's that Vera resolved with these words; its number, with the draft in its topic."""
    number = await registers(desk.anna)
    await desk.vera.writes("/take", topic=number)
    await desk.vera.writes(f"/resolve {answer}", topic=number)
    await desk.vera.presses("В базу знаний", chat=desk.group)
    return number


async def test_an_answer_becomes_an_article_that_a_colleague_reads_first(tmp_path: Path) -> None:
    async with open_library(tmp_path, at="2026-03-05 10:00") as desk:
        vera, gleb, group = desk.vera, desk.gleb, desk.group
        number = await drafted(desk, "Анна, обновите драйвер плоттера. Вопросы: +7 473 202-24-87")
        draft = await said(desk, number)
        assert draft.startswith("Черновик статьи · Вера\nРаздел: нет\n\n")
        assert "<name>, обновите драйвер плоттера. Вопросы: <phone>" in draft
        assert "Похожее на личные данные скрыто: <name>, <phone>." in draft
        await vera.presses("На проверку", chat=group)
        assert "В статье осталось скрытое: <name>, <phone>" in await said(desk, number)
        await vera.presses("Заголовок…", chat=group)
        assert "Вера, напишите заголовок одним сообщением" in await said(desk, number)
        await vera.writes("Плоттер  не печатает чертежи", topic=number)
        await vera.presses("Текст…", chat=group)
        await vera.writes("Обновите драйвер плоттера\nс сайта изготовителя.", topic=number)
        await vera.presses("Раздел…", chat=group)
        sections = await desk.topic_reads(number, "в какой раздел?")
        assert labels(sections) == ["Печать", "Почта", "Сеть", "Без раздела", "Отмена"]
        await vera.presses("Печать", chat=group)
        assert await said(desk, number) == (
            "Черновик статьи · Вера\nРаздел: Печать\n\nПлоттер не печатает чертежи\n"
            "Обновите драйвер плоттера\nс сайта изготовителя."
        )
        await vera.presses("Раздел…", chat=group)
        await vera.writes("?!", topic=number)
        assert await said(desk, number) == "Названию раздела нужны буквы или цифры, в одну строку."
        await vera.writes("Чертежи  и плоттеры", topic=number)
        assert "Раздел: Чертежи и плоттеры\n" in await said(desk, number)
        assert not any("чертежи" in text.lower() for text in await desk.anna.texts()), "the customer read the draft"
        await vera.presses("На проверку", chat=group)
        review = await general(desk)
        assert words(review).startswith(
            "Статья на проверку · Вера\nРаздел: Чертежи и плоттеры\n\nПлоттер не печатает чертежи\n"
        )
        await vera.presses("Опубликовать", chat=group)
        assert "Свою статью публикует коллега" in words(await staff_reads(desk, "Свою статью"))
        await gleb.presses("Вернуть…", chat=group)
        await gleb.writes("Укажите, где взять драйвер", chat=group)
        assert "На доработку (Глеб): Укажите, где взять драйвер" in await said(desk, number)
        await vera.presses("Текст…", chat=group)
        await vera.writes("Обновите драйвер: раздел «Поддержка» на сайте изготовителя.", topic=number)
        await vera.presses("На проверку", chat=group)
        assert "1. «Плоттер не печатает чертежи» · Вера · ждёт проверки" in await asks(desk, "/articles")
        await gleb.presses("Опубликовать", chat=group)
        assert "Опубликована: «Плоттер не печатает чертежи» (автор — Вера, проверка — Глеб)" in await said(desk, number)
        await vera.presses("Открыть 1", chat=group)  # under a list that is older than that
        assert words(await general(desk)).startswith("Опубликована: «Плоттер не печатает чертежи»")
        await gleb.presses("Снять с публикации", chat=group)
        assert words(await general(desk)).startswith("Снята с публикации: «Плоттер не печатает чертежи»")
        await gleb.presses("Вернуть в базу", chat=group)
        await desk.app.shelf.look()
        await desk.vera.writes("/article плоттер чертежи", topic=number)
        assert "1. Плоттер не печатает чертежи · Чертежи и плоттеры\nОбновите драйвер: раздел" in await said(
            desk, number
        )
        await vera.writes("/history", topic=number)
        assert "Глеб: статья опубликована: «Плоттер не печатает чертежи»" in await said(desk, number)


async def test_an_article_of_a_file_is_put_right_until_its_file_changes(tmp_path: Path) -> None:
    async with open_library(tmp_path) as desk:
        vera, gleb, group = desk.vera, desk.gleb, desk.group
        assert "2. " not in await asks(desk, "/article fix принтер не печатает")
        await vera.presses("Исправить 1", chat=group)
        assert "Принтер не печатает\nПерезапустите службу печати." in words(await general(desk))
        await vera.presses("Текст…", chat=group)
        await vera.writes("Проверьте бумагу и перезапустите службу печати.", chat=group)
        await vera.presses("На проверку", chat=group)
        await gleb.presses("Опубликовать", chat=group)
        await desk.app.shelf.look()
        assert "Проверьте бумагу" in await asks(desk, "/article fix принтер")
        loaded(tmp_path, Article("printer", "Принтер не печатает", "Вызовите мастера.", "", "Печать"))
        await desk.app.shelf.look()
        assert "Вызовите мастера." in await asks(desk, "/article fix принтер")
        await vera.presses("Снять 1", chat=group)
        assert words(await general(desk)).startswith("Снята с публикации: «Принтер не печатает» (Вера).")
        await desk.app.shelf.look()
        assert "слов нет" in await asks(desk, "/article fix принтер")
        assert "Недавно снятые\n«Принтер не печатает» (Вера)" in await asks(desk, "/articles")
        await gleb.presses("Вернуть «Принтер не печатает»", chat=group)
        await desk.app.shelf.look()
        assert "Вызовите мастера." in await asks(desk, "/article fix принтер")


async def test_a_draft_is_its_authors_and_can_be_dropped(tmp_path: Path) -> None:
    async with open_library(tmp_path, at="2026-03-05 10:00") as desk:
        vera, gleb, group = desk.vera, desk.gleb, desk.group
        number = await registers(desk.anna)
        await vera.writes("/article new", topic=number)
        assert "это ещё не решено" in await said(desk, number)
        assert "Раздел: нет\n\nСвоими руками\nтекста пока нет" in await asks(desk, "/article new Своими руками")
        await vera.presses("На проверку", chat=group)
        assert "У статьи нет текста" in words(await general(desk))
        await gleb.presses("Текст…", chat=group)
        assert "Это чужой черновик, автор — Вера" in words(await general(desk))
        await vera.presses("Текст…", chat=group)
        await vera.presses("Отмена", chat=group)
        await vera.presses("Удалить черновик", chat=group)
        assert words(await staff_reads(desk, "Черновик «Своими руками» удалён"))
        assert "на проверке пусто" in await asks(desk, "/articles")


async def test_a_button_of_another_form_is_out_of_date(tmp_path: Path) -> None:
    async with open_library(tmp_path, at="2026-03-05 10:00") as desk:
        number = await drafted(desk, "Обновите драйвер плоттера")
        await desk.vera.presses("Раздел…", chat=desk.group)
        sections = await desk.topic_reads(number, "в какой раздел?")
        await desk.gleb.writes("/register", topic=number)  # a form of his own
        await desk.gleb.presses("Почта", chat=desk.group, message=sections)
        assert await said(desk, number) == "Эта кнопка устарела."


async def test_a_section_that_is_there_is_chosen_as_it_is_named(tmp_path: Path) -> None:
    odd = "Сканеры,  многофункциональные устройства и всё остальное, что стоит в коридоре"
    loaded(tmp_path, Article("scan", "Сканер не сканирует", "Протрите стекло.", "", odd))
    async with open_desk(tmp_path, "saveit", at="2026-03-05 10:00") as desk:
        await asks(desk, "/article new Сканер гудит")
        await desk.vera.presses("Раздел…", chat=desk.group)
        await desk.vera.presses(labels(await general(desk))[0], chat=desk.group)
        assert f"Раздел: {odd}\n" in words(await general(desk))
