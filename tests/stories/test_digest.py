"""The morning at the desk: managers read in private what is late and what is due today."""

from __future__ import annotations

from pathlib import Path

from tests.desk import moscow, words
from tests.stories.telling import files, group_texts, open_desk

ANSWERS = ("ООО «Ромашка»", "Иванова Анна Петровна", "бухгалтер", "+74732022487", "anna@romashka.ru")


async def test_a_manager_reads_the_morning_once_a_working_day(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit", at="2026-03-05 16:00") as desk:
        await desk.gleb.starts()
        number = await files(desk.anna, "Не открывается отчёт", *ANSWERS, priority="P2")
        await desk.at(moscow("2026-03-06 08:59"))
        assert not any("Сводка" in text for text in await desk.gleb.texts())
        await desk.at(moscow("2026-03-06 09:00"))
        morning = words(await desk.gleb.reads("Сводка на 06.03"))
        assert "Новых: 1 · закрыто: 0 · открыто: 1 · ждём клиента: 0" in morning
        assert "Срок сегодня: 1" in morning
        assert f"№ {number}: решение до 06.03 15:00, ещё не взято — Не открывается отчёт" in morning
        await desk.at(moscow("2026-03-06 12:00"))
        await desk.at(moscow("2026-03-09 12:00"))  # a day off, and the week-end before it
        assert sum("Сводка" in text for text in await desk.gleb.texts()) == 1
        await desk.at(moscow("2026-03-10 09:30"))
        late = words(await desk.gleb.reads("Сводка на 10.03"))
        assert "Просрочено: 1" in late
        assert "Срок сегодня" not in late
        assert not any("Сводка" in text for text in await group_texts(desk))


async def test_the_group_reads_it_when_no_manager_opened_the_bot(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit", at="2026-03-05 16:00") as desk:
        await desk.gleb.writes("/queue", chat=desk.group)
        await files(desk.anna, "Не открывается отчёт", *ANSWERS)
        await desk.at(moscow("2026-03-06 09:00"))
        assert sum("Сводка на 06.03" in text for text in await group_texts(desk)) == 1
