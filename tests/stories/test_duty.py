"""The duty roster and the managers' switches, in the group."""

from __future__ import annotations

from importlib.resources import files as files_of
from pathlib import Path

from tests.desk import labels, moscow, words
from tests.stories.telling import files, group_texts, open_desk, staff_reads
from tests.stories.test_saveit import registers


async def test_the_roster_is_set_and_shown(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint", at="2026-03-05 12:00") as desk:
        await desk.vera.writes("/duty", chat=desk.group)
        assert "Кто сейчас дежурит: Вера" in words(await staff_reads(desk, "Кто сейчас дежурит"))
        await desk.vera.writes("/duty пн-ср Вера", chat=desk.group)
        await desk.vera.writes("/duty чт,пт Глеб", chat=desk.group)
        shown = words(await staff_reads(desk, "Кто сейчас дежурит"))
        assert "Кто сейчас дежурит: Глеб\n" in shown
        assert "ср: Вера\nчт: Глеб\nпт: Глеб\nсб: все инженеры" in shown
        await desk.gleb.writes("/duty Вера 06.03 18:00", chat=desk.group)
        assert "Кто сейчас дежурит: Вера, до пт 06.03.2026 18:00 (МСК)" in words(
            await staff_reads(desk, "Кто сейчас дежурит")
        )
        await desk.gleb.writes("/duty -", chat=desk.group)
        assert "Кто сейчас дежурит: Глеб\n" in words(await staff_reads(desk, "Кто сейчас дежурит"))
        for given, answer in (
            ("/duty Мария", "Мария"),
            ("/duty пн", "Напишите, кто дежурит"),
            ("/duty Вера 01.03.2026", "Эта дата уже прошла"),
        ):
            await desk.vera.writes(given, chat=desk.group)
            assert answer in (await group_texts(desk))[-1]


async def test_an_alarm_for_those_on_duty_calls_whom_the_roster_has(tmp_path: Path) -> None:
    text = (files_of("core.regulation.presets") / "saveit.toml").read_text(encoding="utf-8")
    ours = tmp_path / "ours.toml"
    ours.write_text(text.replace('to = "assignee"', 'to = "on_duty"'), encoding="utf-8")
    async with open_desk(tmp_path, str(ours), at="2026-03-05 10:00") as desk:
        number = await registers(desk.anna, priority="P2")
        await desk.vera.writes("/take", topic=number)
        await desk.vera.writes("/duty чт Глеб", chat=desk.group)
        await desk.at(moscow("2026-03-05 16:24"))  # four fifths of eight hours
        warning = await desk.topic_reads(number, "прошло 80 % срока")
        assert [e["user"]["id"] for e in warning["entities"] if e["type"] == "text_mention"] == [desk.gleb.id]


async def test_a_manager_switches_and_an_engineer_does_not(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint", at="2026-03-05 12:00") as desk:
        await desk.vera.writes("/settings", chat=desk.group)
        assert "Это может сделать только руководитель." in (await group_texts(desk))[-1]
        await desk.gleb.writes("/settings", chat=desk.group)
        shown = await staff_reads(desk, "Настройки службы")
        assert labels(shown) == [
            "Выключить: Просить оценку после закрытия",
            "Выключить: Ежедневная сводка руководителям",
        ]
        await desk.vera.presses("Выключить: Просить оценку после закрытия", chat=desk.group)
        assert "Это может сделать только руководитель." in (await group_texts(desk))[-1]
        await desk.gleb.presses("Выключить: Просить оценку после закрытия", chat=desk.group)
        assert "⬜ Просить оценку после закрытия" in words(await staff_reads(desk, "Настройки службы"))
        number = await files(desk.anna, "Пропал интернет", "НП-1")
        await desk.vera.writes("/resolve Готово", topic=number)
        await desk.anna.presses("Подтвердить решение")
        assert not any("оцените" in text.lower() for text in await desk.anna.texts())
        await desk.gleb.presses("Включить: Просить оценку после закрытия", chat=desk.group)
        assert "✅ Просить оценку после закрытия" in words(await staff_reads(desk, "Настройки службы"))
        await desk.at(moscow("2026-03-05 13:00"))
