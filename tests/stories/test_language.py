"""The customer's language: chosen with «/lang», kept with the person, spoken in everything that follows."""

from __future__ import annotations

from pathlib import Path

from tests.desk import labels, words
from tests.stories.telling import comes, files, open_desk

COMPANY = ("ООО «Ромашка»", "Иванова Анна Петровна", "главный бухгалтер", "8 473 202 24 87", "anna@romashka.ru")


async def test_a_customer_chooses_english_and_everything_after_is_english(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit", at="2026-03-05 16:40") as desk:
        number = await files(desk.anna, "Не открывается отчёт", *COMPANY)
        await desk.anna.writes("/lang")
        asked = await desk.anna.last()
        assert labels(asked) == ["Русский", "English"]
        await desk.anna.presses("English")
        chosen = await desk.anna.last()
        assert words(chosen) == "From now on the desk speaks English."
        await desk.anna.presses("My requests")  # the keyboard under the input line follows
        await desk.anna.presses(f"№ {number}")
        shown = words(await desk.anna.last())
        assert "Registered: Thu 5 Mar 2026 16:40 (UTC+3)" in shown
        assert "Deadline (resolution): Fri 13 Mar 2026 18:00 (UTC+3)" in shown
        await desk.anna.presses("Why this deadline?")
        assert "✓ 10 Mar — day 2" in words(await desk.anna.last())
        # The staff go on in the desk's language.
        assert "Срок (решение): до пт 13.03.2026" in words((await desk.topic(number))[0])
        # Telegram's menu of commands follows; a press answers in the language, too.
        menu = desk.standin.world.commands[f"chat:{desk.anna.id}::"]
        assert {"command": "help", "description": "What I can do here"} in menu
        await desk.anna.writes("/lang ru")
        assert words(await desk.anna.last()) == "Теперь бот пишет вам по-русски."
        await desk.anna.writes("/lang de")
        assert "На каком языке" in words(await desk.anna.last())


async def test_the_language_can_be_chosen_before_the_consent_and_what_was_written_waits(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        await desk.anna.writes("The report does not open")
        await desk.anna.presses("English")
        asked = words(await desk.anna.last())
        assert "Do you agree to the processing of your personal data?" in asked
        assert "Your message is kept" in asked
        await desk.anna.writes("/language")  # no command of ours: nothing is read before the consent
        assert not any("consultant has received" in text for text in await desk.anna.texts())
        await desk.anna.presses("I agree")
        await desk.anna.reads("A consultant has received your message")
        await desk.topic_reads("Анна", "The report does not open")


async def test_a_forged_language_changes_nothing(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit") as desk:
        await comes(desk.anna)
        await desk.anna.writes("/lang")
        await desk.anna.forges("p:lang:0:xx", await desk.anna.last())
        await desk.anna.writes("/help")
        assert "Просто напишите, и консультант ответит" in words(await desk.anna.last())


async def test_deadlines_are_told_to_telegram_as_instants_and_to_people_with_the_regulations_zone(
    tmp_path: Path,
) -> None:
    async with open_desk(tmp_path, "saveit", at="2026-03-05 16:40") as desk:
        await files(desk.anna, "Не открывается отчёт", *COMPANY)
        told = await desk.anna.reads("зарегистрировано: №")
        assert "Сроки считаются по времени регламента (МСК)" in words(told)
        times = [entity for entity in told["entities"] if entity["type"] == "date_time"]
        assert times
        for entity in times:
            part = words(told)[entity["offset"] : entity["offset"] + entity["length"]]
            assert part.endswith("(МСК)")
            assert entity["date_time_format"] == "wdt"
