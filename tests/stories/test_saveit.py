"""SaveIT's regulation, clause by clause, as its customers and its staff live through it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.desk import Desk, Player, desk_on, labels, moscow, words

PROFILE = ["ООО «Ромашка»", "Иванова Анна Петровна", "бухгалтер", "+7 473 202-24-87", "anna@romashka.ru"]
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
BMP = "Qk1GAAAAAAAAADYAAAAoAAAAAgAAAAIAAAABABgAAAAAABAAAAATCwAAEwsAAAAAAAAAAAAAAAD/AAD/AAAAAP8AAP8AAA=="


@asynccontextmanager
async def open_desk(tmp_path: Path, **more: Any) -> AsyncIterator[Desk]:
    async with desk_on(f"sqlite+aiosqlite:///{tmp_path}/desk.db", tmp_path, **more) as desk:
        yield desk


async def registers(player: Player, text: str = "Не печатает принтер", priority: str = "") -> str:
    """The player comes, consents, writes and registers; returns the number."""
    if not await player.chat():
        await player.writes("Здравствуйте")
        await player.presses("Согласен")
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


@pytest.mark.clause("SAV-1", "SAV-4")
async def test_talk_makes_no_ticket_and_the_consultant_may_only_propose_one(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await desk.anna.writes("Подскажите, как поменять пароль?")
        await desk.anna.presses("Согласен")
        await desk.vera.writes("В меню «Профиль»", topic="Анна")
        await desk.vera.writes("/queue", chat=desk.group)
        assert "Очередь пуста." in [words(m) for m in await desk.phone.messages(desk.group)]
        await desk.vera.writes("/propose", topic="Анна")
        offer = await desk.anna.reads("Консультант предлагает оформить официальное обращение")
        assert labels(offer) == ["Оформить обращение"]
        await desk.vera.writes("/queue", chat=desk.group)
        assert [words(m) for m in await desk.phone.messages(desk.group)].count("Очередь пуста.") == 2


@pytest.mark.clause("SAV-5")
async def test_a_file_is_judged_by_its_content_not_by_its_name(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        anna = desk.anna
        await anna.writes("Вот снимок экрана")
        await anna.presses("Согласен")
        await anna.writes(media={"kind": "document", "file_name": "снимок.png", "content_base64": BMP})
        await anna.presses("Оформить обращение")
        for value in PROFILE:
            await anna.writes(value)
        await _fetched(desk)
        await anna.presses("Зарегистрировать")
        refusal = words(await anna.reads("приложить нельзя"))
        assert "«снимок.png» (BMP)" in refusal
        assert "упакуйте в ZIP или RAR" in refusal
        # Anna leaves the file out and sends a real picture instead.
        await anna.presses("Изменить")
        await anna.presses("☑ ⚠ 📎 снимок.png")
        await anna.writes(media={"kind": "document", "file_name": "снимок2.png", "content_base64": PNG})
        await _fetched(desk)
        await anna.presses("Оформить обращение")
        await anna.presses("Зарегистрировать")
        await anna.reads("Ваше обращение зарегистрировано: № 2026-0001")
        files = [m["document"]["file_name"] for m in await desk.topic("2026-0001") if m.get("document")]
        assert files == ["снимок2.png"]


async def _fetched(desk: Desk) -> None:
    """Wait until the desk has looked into every file."""
    import asyncio

    async with asyncio.timeout(10):
        while True:
            async with desk.app.database.read() as store:
                if not await store.messages.unfetched(1):
                    return
            await asyncio.sleep(0.05)


@pytest.mark.clause("SAV-6")
async def test_each_field_is_checked_and_the_customer_is_told_what_is_wrong(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        anna = desk.anna
        await anna.writes("Не печатает принтер")
        await anna.presses("Согласен")
        await anna.presses("Оформить обращение")
        await anna.writes("🙂🙂")
        assert "Пожалуйста, напишите текстом: «Полное название организации»" in words(await anna.last())
        await anna.writes("ООО «Ромашка & <сыновья>»")
        await anna.writes("Анна")
        assert "фамилию, имя и отчество" in words(await anna.last())
        await anna.writes("Иванова Анна")
        await anna.writes("бухгалтер")
        await anna.writes("звоните вечером")
        assert "Не похоже на номер телефона" in words(await anna.last())
        await anna.writes("84732022487")
        await anna.writes("anna at romashka")
        assert "Не похоже на адрес электронной почты" in words(await anna.last())
        await anna.writes("anna@romashka.ru")
        summary = words(await anna.last())
        assert "ООО «Ромашка & <сыновья>»" in summary
        # One field is changed before registering.
        await anna.presses("Изменить")
        await anna.presses("✎ Должность")
        await anna.writes("директор")
        assert "Должность: директор" in words(await anna.last())
        await anna.presses("Отмена")
        await anna.reads("Ничего не зарегистрировано")


@pytest.mark.clause("SAV-8")
async def test_refusing_and_postponing_take_a_listed_reason_that_the_customer_reads(tmp_path: Path) -> None:
    async with open_desk(tmp_path, at="2026-03-05 10:00") as desk:
        number = await registers(desk.anna)
        await desk.vera.writes("/postpone 10.03.2026 потом", topic=number)
        assert "В регламенте нет такой причины" in (await desk.topic_texts(number))[-1]
        await desk.vera.writes("/postpone", topic=number)
        assert "3. Нужна детальная диагностика" in (await desk.topic_texts(number))[-1]
        await desk.vera.writes("/postpone 10.03.2026 3 ждём выпуск 5.4", topic=number)
        told = words(await desk.anna.reads(f"Обращение № {number} отложено до вт 10.03.2026 09:00 (МСК)"))
        assert "Нужна детальная диагностика" in told
        assert "ждём выпуск 5.4" in told
        # The clock stands still until then and goes on by itself.
        await desk.at(moscow("2026-03-10 09:00"))
        await desk.anna.reads(f"Работа по обращению № {number} продолжается")
        # 5th, half of it used before noon, then 6th lost to the postponement: the term moved by what the pause took.
        assert "Срок (решение): до ср 18.03.2026 09:00" not in await desk.anna.texts()
        await desk.vera.writes("/refuse", topic=number)
        await desk.vera.presses("6", chat=desk.group)
        refused = words(await desk.anna.reads(f"По обращению № {number} отказано"))
        assert "Вопрос выходит за рамки технической поддержки." in refused
        # Refused is final: nothing more can be done to it.
        await desk.vera.writes("/resolve готово", topic=number)
        assert "В состоянии «отказано» это невозможно" in (await desk.topic_texts(number))[-1]


@pytest.mark.clause("SAV-9")
async def test_a_second_problem_becomes_a_ticket_of_its_own(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        number = await registers(desk.anna, "Не печатает принтер")
        registered = await desk.anna.reads("зарегистрировано")
        await desk.anna.replies(registered, "И ещё не открывается отчёт")
        second = await desk.topic_reads(number, "И ещё не открывается отчёт")
        await desk.vera.replies(second, "/split")
        told = words(await desk.anna.reads("зарегистрировано: № 2026-0002"))
        assert f"Оно выделено из обращения № {number}" in told
        assert "Тема: И ещё не открывается отчёт" in told
        assert f"Связано: {number}" in words((await desk.topic("2026-0002"))[0])
        assert "Связано: 2026-0002" in words((await desk.topic(number))[0])


@pytest.mark.clause("SAV-10")
async def test_notes_are_for_colleagues_and_everything_is_documented(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        number = await registers(desk.anna)
        await desk.vera.writes("//клиент сложный, звоните Глебу", topic=number)
        await desk.vera.writes("Смотрим", topic=number)
        await desk.anna.reads("Смотрим")
        assert not any("сложный" in text for text in await desk.anna.texts())
        await desk.vera.writes("/history", topic=number)
        journal = (await desk.topic_texts(number))[-1]
        assert "Вера: заметка для коллег: клиент сложный, звоните Глебу" in journal
        assert "Вера: сообщение: Смотрим" in journal
        assert "Цепочка записей цела." in journal


@pytest.mark.clause("SAV-14")
async def test_time_is_accounted_in_half_hours(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        number = await registers(desk.anna)
        await desk.vera.writes("/log 5 ответ по телефону", topic=number)
        assert "Записано: 5 мин, к учёту: 30 мин." in await desk.topic_texts(number)
        await desk.vera.writes("/log 31 удалённый доступ", topic=number)
        assert "Записано: 31 мин, к учёту: 60 мин." in await desk.topic_texts(number)
        await desk.vera.writes("/log пять", topic=number)
        assert "Напишите минуты после команды" in (await desk.topic_texts(number))[-1]


@pytest.mark.clause("SAV-15")
async def test_support_changes_the_priority_and_the_terms_follow_from_the_same_start(tmp_path: Path) -> None:
    async with open_desk(tmp_path, at="2026-03-05 10:00") as desk:
        number = await registers(desk.anna)
        await desk.at(moscow("2026-03-05 11:00"))
        await desk.vera.writes("/priority P2", topic=number)
        assert "Напишите причину после команды" in (await desk.topic_texts(number))[-1]
        await desk.vera.writes("/priority P7 так надо", topic=number)
        assert "В регламенте нет приоритета «P7»" in (await desk.topic_texts(number))[-1]
        await desk.vera.writes("/priority p2 работает медленно", topic=number)
        told = words(await desk.anna.reads("Новый приоритет обращения"))
        assert "Новый приоритет обращения № 2026-0001: P2." in told
        assert "работает медленно" in told
        assert "до чт 05.03.2026 18:00 (МСК)" in told  # eight working hours from ten, not from eleven


@pytest.mark.clause("SAV-15", "SAV-18")
async def test_a_term_that_lands_in_the_past_alerts_once_and_names_its_cause(tmp_path: Path) -> None:
    async with open_desk(tmp_path, at="2026-03-05 10:00") as desk:
        number = await registers(desk.anna)
        await desk.at(moscow("2026-03-06 10:00"))
        await desk.vera.writes("/priority P1 всё стоит", topic=number)
        await desk.later(seconds=1)
        alarms = [text for text in await desk.topic_texts(number) if "срок нарушен" in text or "% срока" in text]
        assert len(alarms) == 1
        assert "приоритет сменили на P1" in alarms[0]
        assert "истёк чт 05.03.2026 14:00 (МСК)" in alarms[0]


@pytest.mark.clause("SAV-16")
async def test_the_registration_clock_runs_until_the_confirmation_has_left(tmp_path: Path) -> None:
    async with open_desk(tmp_path, at="2026-03-05 10:00") as desk:
        await desk.anna.writes("Не печатает принтер")
        await desk.anna.presses("Согласен")
        await desk.anna.presses("Оформить обращение")
        for value in PROFILE:
            await desk.anna.writes(value)
        button = await desk.anna.last()
        await desk.phone.fault("502", method="sendMessage", chat_id=desk.anna.id, times=1000)
        await desk.phone.press(desk.anna.id, "Зарегистрировать", message_id=button["message_id"])
        await desk.thread("2026-0001")
        desk.clock.jump(moscow("2026-03-05 13:00"))
        await desk.topic_reads("2026-0001", "срок нарушен (регистрация), он истёк чт 05.03.2026 13:00")
        await desk.phone.lift_faults()
        await desk.anna.reads("зарегистрировано: № 2026-0001", timeout=30)
        await desk.settled()
        async with desk.app.database.read() as store:
            kinds = [entry.kind for entry in await store.journal.entries(1)]
        assert kinds.count("confirmed") == 1


@pytest.mark.clause("SAV-17")
async def test_the_highest_priority_calls_everybody_and_heads_the_queue(tmp_path: Path) -> None:
    async with open_desk(tmp_path, at="2026-03-05 10:00") as desk:
        first = await registers(desk.anna, "Вопрос по отчёту")
        await desk.vera.writes("Здравствуйте", topic=first)  # the desk knows Vera now; Gleb it knows as administrator
        urgent = await registers(desk.boris, "Ничего не работает!", "P1")
        told = words(await desk.boris.reads("зарегистрировано"))
        assert "до чт 05.03.2026 14:00 (МСК)" in told
        alarm = await desk.topic_reads(urgent, "Нужны все:")
        called = {entity["user"]["id"] for entity in alarm["entities"] if entity["type"] == "text_mention"}
        assert called == {desk.vera.id, desk.gleb.id}
        await desk.vera.writes("/queue", chat=desk.group)
        queue = [words(m) for m in await desk.phone.messages(desk.group) if "открытых обращения" in words(m)][-1]
        assert queue.index(urgent) < queue.index(first)


@pytest.mark.clause("SAV-18")
async def test_staff_are_asked_for_a_new_term_and_managers_hear_of_the_breach(tmp_path: Path) -> None:
    async with open_desk(tmp_path, at="2026-03-05 10:00") as desk:
        number = await registers(desk.anna, priority="P2")
        await desk.vera.writes("/take", topic=number)
        await desk.at(moscow("2026-03-05 16:23"))
        assert not any("% срока" in text for text in await desk.topic_texts(number))
        await desk.at(moscow("2026-03-05 16:24"))  # four fifths of eight hours
        warning = await desk.topic_reads(number, "прошло 80 % срока")
        assert "/term дата причина" in words(warning)
        assert [e["user"]["id"] for e in warning["entities"] if e["type"] == "text_mention"] == [desk.vera.id]
        await desk.vera.writes("/term 06.03.2026 12:00 ждём ответа разработчиков", topic=number)
        told = words(await desk.anna.reads("срок приходится перенести"))
        assert "ждём ответа разработчиков" in told
        assert "до пт 06.03.2026 12:00 (МСК)" in told
        await desk.at(moscow("2026-03-05 18:30"))
        assert not any("срок нарушен" in text for text in await desk.topic_texts(number))
        await desk.at(moscow("2026-03-06 12:00"))
        breach = await desk.topic_reads(number, "срок нарушен")
        assert [e["user"]["id"] for e in breach["entities"] if e["type"] == "text_mention"] == [desk.gleb.id]
        # Each alarm rings exactly once, however often the clock is looked at.
        await desk.later(hours=3)
        await desk.later(days=3)
        assert sum("срок нарушен" in text for text in await desk.topic_texts(number)) == 1
        # How late it is, is told in open time: Friday's six hours, no weekend, no transferred holiday.
        await desk.at(moscow("2026-03-10 09:30"))
        await desk.vera.writes(f"/ticket {number}", topic=number)
        assert "просрочено на 6 ч 30 мин" in (await desk.topic_texts(number))[-1]


@pytest.mark.clause("SAV-12", "SAV-13")
async def test_confirming_closes_and_a_disagreement_needs_a_reason(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        number = await registers(desk.anna)
        await desk.vera.writes("/resolve", topic=number)
        assert "Напишите текст после команды" in (await desk.topic_texts(number))[-1]
        await desk.vera.writes("/resolve Заменили картридж", topic=number)
        await desk.anna.presses("Не согласен")
        await desk.anna.writes("…")
        assert "Напишите, пожалуйста, причину словами" in words(await desk.anna.last())
        await desk.anna.writes("Полосы остались")
        await desk.anna.reads("Ваше возражение принято")
        await desk.vera.writes("/resolve Почистили барабан", topic=number)
        await desk.anna.forges("p:confirm:1:1", await desk.anna.last())  # the button of the first solution
        assert "Состояние: завершено, ждёт вашего подтверждения" in words(await desk.anna.last())
        await desk.anna.presses("Подтвердить решение")
        await desk.anna.reads(f"Спасибо! Обращение № {number} закрыто")
        await desk.settled()
        assert f"✓ {number}" in " ".join(topic["name"] for topic in await desk.phone.topics(desk.group))
        await desk.anna.forges("p:confirm:1:2", await desk.anna.last())  # pressed again: nothing changes twice
        assert "Состояние: закрыто" in words(await desk.anna.last())


@pytest.mark.clause("SAV-3")
async def test_somebody_elses_number_is_like_one_that_does_not_exist(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        number = await registers(desk.anna)
        await desk.boris.writes("Здравствуйте")
        await desk.boris.presses("Согласен")
        await desk.boris.writes(f"/status {number}")
        foreign = words(await desk.boris.last())
        await desk.boris.writes("/status 2026-9999")
        assert words(await desk.boris.last()) == foreign == "Такого обращения среди ваших нет."
        shown = await desk.anna.writes(f"/status {number}")
        assert shown
        await desk.anna.reads("Состояние: зарегистрировано")
        for data in ("p:confirm:1:", "p:show:1:", "p:why:1:", "p:disagree:1:", "p:attach:1:1", "p:d_register:1:"):
            await desk.boris.forges(data, await desk.boris.last())
            assert "2026-0001" not in words(await desk.boris.last())


async def test_what_follows_a_command_may_stand_below_it(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        first, second = [await registers(desk.anna, text) for text in ("Не печатает принтер", "Пропала почта")]
        await desk.vera.writes("/priority P2\nстоит вся бухгалтерия", topic=first)
        await desk.anna.reads("стоит вся бухгалтерия")
        await desk.vera.writes("/log 20\nсмотрела драйвер", topic=first)
        assert "Записано: 20 мин, к учёту: 30 мин." in await desk.topic_texts(first)
        await desk.vera.writes("/resolve\nПереставили драйвер.\nПроверьте, пожалуйста", topic=first)
        await desk.anna.reads("Переставили драйвер.\nПроверьте, пожалуйста")
        await desk.vera.writes("/refuse 1\nкакая почта?", topic=second)
        await desk.anna.reads("какая почта?")
