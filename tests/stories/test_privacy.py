"""«/privacy» and «/forget»: a customer reads what is kept, gets all of it, and has it deleted (152-FZ)."""

from __future__ import annotations

import json
from pathlib import Path

import sqlalchemy as sa

from core.journal.chain import broken
from storage.tables.base import metadata
from tests.desk import Desk, Json, labels, words
from tests.stories.telling import comes, files, group_texts, open_desk

COMPANY = ("ООО «Ромашка»", "Иванова Анна Петровна", "главный бухгалтер", "8 473 202 24 87", "anna@romashka.ru")
TRACES = ("Анна", "Иванова", "Ромашка", "romashka", "2022487", "отчёт", "Смотрим ваш", "полосы", "пароль")


async def _closed(desk: Desk) -> str:
    """A request that was talked about, worked on, disagreed with, closed and rated."""
    await comes(desk.anna, "Забыла пароль от почты")
    await desk.vera.writes("Анна Петровна, сбросили пароль", topic="Анна")
    number = await files(desk.anna, "Не открывается отчёт", *COMPANY)
    await desk.vera.writes("Смотрим ваш отчёт", topic=number)
    await desk.vera.writes("/priority P2 отчёт нужен Анне", topic=number)
    await desk.vera.writes("/resolve Открыли отчёт", topic=number)
    await desk.anna.presses("Не согласен")
    await desk.anna.writes("полосы остались")
    await desk.vera.writes("/resolve Готово", topic=number)
    await desk.anna.presses("Подтвердить решение")
    await desk.anna.presses("5")
    return number


def _file(desk: Desk, message: Json) -> str:
    """What the document of a message says."""
    found = desk.standin.world.files.by_id(message["document"]["file_id"])
    assert found is not None
    assert found.content is not None
    return bytes(found.content).decode()


async def _everything(desk: Desk) -> dict[str, str]:
    """All rows of every table, as text. The texts of regulations and raw updates of the group are none of Anna's."""
    found: dict[str, str] = {}
    async with desk.app.database.read() as store:
        for table in metadata.sorted_tables:
            if table.name == "editions":
                continue
            statement = sa.select(table)
            if table.name == "inbox":
                statement = statement.where(table.c.chat != str(desk.group))
            rows = (await store.connection.execute(statement)).mappings()
            found[table.name] = "\n".join(json.dumps(dict(row), ensure_ascii=False, default=str) for row in rows)
    return found


async def test_what_is_kept_is_said_and_given_as_a_file(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        number = await _closed(desk)
        await desk.vera.writes("// сложный клиент", topic=number)
        await desk.anna.writes("/privacy")
        told = await desk.anna.last()
        assert words(told).startswith("Что мы о вас храним")
        assert labels(told) == ["Получить мои данные", "Удалить мои данные"]
        await desk.anna.presses("Получить мои данные")
        sent = await desk.anna.last()
        assert sent["document"]["file_name"] == "my-data.json"
        content = _file(desk, sent)
        data = json.loads(content)
        assert data["person"]["details"]["full_name"] == "Иванова Анна Петровна"
        assert data["person"]["addresses"] == [["telegram", str(desk.anna.id)]]
        texts = [message["text"] for message in data["messages"]]
        assert {"Забыла пароль от почты", "Анна Петровна, сбросили пароль", "полосы остались"} <= set(texts)
        assert "сложный клиент" not in content
        assert [request["number"] for request in data["requests"]] == [number]
        assert [rating["score"] for rating in data["ratings"]] == [5]
        assert data["consent"]["version"]
        # Nobody else's data is in it.
        await comes(desk.boris, "секрет Бориса")
        await desk.anna.presses("Получить мои данные")
        assert "секрет Бориса" not in _file(desk, await desk.anna.last())


async def test_the_file_holds_nothing_taken_back_and_nothing_of_a_company_that_was_left(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        await comes(desk.anna, "Здравствуйте")
        (slip,) = await desk.vera.writes("Пароль Бориса: 12345", topic="Анна")
        await desk.vera.replies(slip, "/unsay")
        await desk.vera.writes("/org ООО «Ромашка»", topic="Анна")
        number = await files(desk.anna, "Не открывается отчёт", *COMPANY[1:])
        await desk.vera.writes("Новый пароль Ромашки: 777", topic=number)
        await desk.vera.writes("/resolve Готово", topic=number)
        await desk.anna.presses("Подтвердить решение")
        await desk.anna.writes("/privacy")
        await desk.anna.presses("Получить мои данные")
        content = _file(desk, await desk.anna.last())
        assert "12345" not in content
        assert number in content
        assert "777" in content
        await comes(desk.boris, "Здравствуйте")
        await desk.vera.writes("/org ООО «Ромашка»", topic="Борис")
        await desk.vera.writes("/rank owner", topic="Борис")
        await desk.vera.writes("/org нет", topic="Анна")
        await desk.anna.writes("/privacy")
        await desk.anna.presses("Получить мои данные")
        content = _file(desk, await desk.anna.last())
        assert number not in content
        assert "777" not in content
        assert "Не открывается отчёт" in content  # her own words are hers


async def test_erasure_takes_the_person_and_all_words_and_keeps_the_facts_of_requests(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit", at="2026-03-05 10:00") as desk:
        number = await _closed(desk)
        await comes(desk.boris, "У меня всё хорошо")
        before = await _everything(desk)
        assert all(any(trace in text for text in before.values()) for trace in TRACES)
        await desk.anna.writes("/forget")
        asked = words(await desk.anna.last())
        assert "Исчезнут: имя" in asked
        assert "Останутся, но уже без вашего имени" in asked
        await desk.anna.presses("Отмена")
        assert words(await desk.anna.last()) == "Ничего не удалено."
        await desk.anna.writes("/forget")
        await desk.anna.presses("Да, удалить")
        assert words(await desk.anna.last()).startswith("Ваши данные удалены.")
        assert any("Данные клиента удалены" in text for text in await group_texts(desk))

        left = {
            (table, trace)
            for table, text in (await _everything(desk)).items()
            for trace in (*TRACES, f'"{desk.anna.id}"')
            if trace in text and not (table == "outbox" and trace.startswith('"'))  # the farewell's own address
        }
        assert left == set()
        assert "У меня всё хорошо" in (await _everything(desk))["messages"]
        async with desk.app.database.read() as store:
            ticket = await store.tickets.by_number(number)
            assert ticket is not None
            assert (ticket.priority, ticket.state, ticket.registered_at.isoformat()) == (
                "P2", "closed", "2026-03-05T07:00:00+00:00",
            )  # fmt: skip
            assert ticket.fingerprint
            entries = await store.journal.entries(ticket.id)
            assert broken(entries) == []
            moves = [e.facts["action"] for e in entries if e.kind == "moved"]
            assert moves == ["resolve", "disagree", "resolve", "confirm"]
            assert [r.score for r in await store.ratings.by(ticket.person_id)] == [5]
        await desk.vera.writes("/history", topic=number)
        assert "Цепочка записей цела." in (await desk.topic_texts(number))[-1]
        await desk.vera.writes(f"/ticket {number}", topic=number)
        assert "Анна" not in (await desk.topic_texts(number))[-1]


async def test_what_a_colleague_took_over_stays_the_companys_record_and_the_question_says_so(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        for player, name in ((desk.anna, "Анна"), (desk.boris, "Борис")):
            await comes(player)
            await desk.vera.writes("/org ООО «Ромашка»", topic=name)
            await desk.vera.writes("/rank owner", topic=name)
        number = await files(desk.anna, "Не открывается отчёт", *COMPANY[1:])
        await desk.vera.writes("Смотрим ваш отчёт", topic=number)
        await desk.anna.replies(await desk.anna.reads("Смотрим ваш отчёт"), "Это личное: полосы")
        await desk.vera.writes("/org нет", topic="Анна")
        await desk.boris.reads(f"Обращение № {number} теперь ваше")
        await desk.anna.writes("/forget")
        asked = words(await desk.anna.last())
        assert f"Обращения вашей организации, которые теперь ведёт коллега, остаются её записями: № {number}." in asked
        await desk.anna.presses("Да, удалить")

        kept = await _everything(desk)
        assert "Не открывается отчёт" in kept["tickets"]
        assert "Не открывается отчёт" in kept["seals"]
        assert "Смотрим ваш отчёт" in kept["messages"]
        assert {(table, trace) for table, text in kept.items() for trace in ("Анна", "полосы") if trace in text} == {
            ("seals", "Анна"), ("tickets", "Анна"),
        }  # fmt: skip
        await desk.vera.writes("/history", topic=number)
        history = (await desk.topic_texts(number))[-1]
        assert "Цепочка записей цела." in history
        assert "Анна" not in history


async def test_after_the_erasure_the_same_account_is_somebody_new(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        number = await _closed(desk)
        await desk.anna.writes("/forget")
        await desk.anna.presses("Да, удалить")
        await desk.anna.writes("Это снова я")
        assert "согласны на обработку персональных данных?" in words(await desk.anna.last())
        await desk.anna.presses("Согласен")
        await desk.topic_reads("Анна", "Это снова я")
        await desk.anna.writes(f"/status {number}")
        assert words(await desk.anna.last()) == "Такого обращения среди ваших нет."
        await desk.anna.writes("/tickets")
        assert "У вас пока нет обращений" in words(await desk.anna.last())
        # The old buttons do nothing any more.
        await desk.anna.forges("p:show:1:", await desk.anna.last())
        assert words(await desk.anna.last()) == "Такого обращения среди ваших нет."


async def test_open_requests_come_first_and_the_managers_hear_of_the_wish(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        number = await files(desk.anna, "Не открывается отчёт", *COMPANY)
        await desk.anna.writes("/forget")
        told = words(await desk.anna.last())
        assert f"У вас есть открытые обращения: № {number}." in told
        await desk.anna.presses("Удалить мои данные")  # impatient: the managers are told once
        (asked,) = [text for text in await group_texts(desk) if "просит удалить свои данные" in text]
        assert "reglament erase " in asked
        await desk.later(days=1)
        await desk.anna.writes("/forget")
        assert len([text for text in await group_texts(desk) if "просит удалить свои данные" in text]) == 2
        await desk.anna.forges("p:forget_yes:0:", await desk.anna.last())  # not even with a forged press
        assert f"Сначала нужно закрыть обращения: {number}." in words(await desk.anna.last())
        await desk.vera.writes("/resolve Готово", topic=number)
        await desk.anna.presses("Подтвердить решение")
        await desk.anna.presses("Удалить мои данные")
        await desk.anna.presses("Да, удалить")
        assert words(await desk.anna.last()).startswith("Ваши данные удалены.")


async def test_staff_cannot_be_erased_by_a_press(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        await desk.vera.writes("/queue", chat=desk.group)
        await desk.vera.starts()
        await desk.vera.writes("/forget")
        await desk.vera.forges("p:forget_yes:0:", await desk.vera.last())
        assert "Данные сотрудника остаются в записях службы" in words(await desk.vera.last())
        async with desk.app.database.read() as store:
            assert {colleague.name for colleague in await store.people.colleagues()} >= {"Вера"}


async def test_nothing_is_noted_of_somebody_who_was_erased(tmp_path: Path) -> None:
    """The topic of their request still stands in the group, and staff may write commands there."""
    async with open_desk(tmp_path, "saveit") as desk:
        number = await _closed(desk)
        await desk.anna.writes("/forget")
        await desk.anna.presses("Да, удалить")
        for command in ("/org ООО «Лотос»", "/rank owner", "/verify", "/mute"):
            await desk.vera.writes(command, topic=number)
            assert (await desk.topic_texts(number))[-1] == "Такого клиента нет.", command
        await desk.vera.writes("/register", topic=number)
        assert "—" not in [label for message in await desk.topic(number) for label in labels(message)]
        await desk.vera.writes(number, topic=number)
        assert "такого заказчика нет" in (await desk.topic_texts(number))[-1]


async def test_words_that_are_next_in_turn_are_not_sent_once_they_are_erased(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        await comes(desk.anna, "Здравствуйте")
        await comes(desk.boris, "Добрый день")
        await desk.anna.writes("/forget")
        await desk.phone.fault("slow", method="sendMessage", chat_id=desk.group, times=2, delay=0.6)
        await desk.phone.send(desk.boris.id, "Первое")
        await desk.topic_reads("Борис", "Первое")
        await desk.phone.send(desk.boris.id, "Второе")
        await desk.phone.send(desk.anna.id, "Мой пароль — сирень")
        await desk.topic_reads("Борис", "Второе")  # what Anna wrote was read with it and comes next
        await desk.anna.presses("Да, удалить")
        sent = [str(entry["params"]) for entry in await desk.phone.transcript() if entry["kind"] == "call"]
        assert any("Второе" in params for params in sent)
        assert not any("сирень" in params for params in sent)
