"""What staff learn of a month: a text, a picture, and rows for each colleague that only the manager gets."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from bot import pictures
from tests.desk import Desk, moscow, words
from tests.stories.telling import files, group_texts, open_desk, staff_reads

ANSWERS = ("ООО «Ромашка»", "Иванова Анна Петровна", "бухгалтер", "+74732022487", "anna@romashka.ru")


async def asked(desk: Desk, text: str) -> str:
    await desk.vera.writes(text, chat=desk.group)
    return words((await desk.phone.messages(desk.group))[-1])


async def photos(desk: Desk) -> list[dict[str, Any]]:
    return [m for m in await desk.phone.messages(desk.group) if m.get("photo")]


async def test_a_month_in_numbers_and_a_picture(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit", at="2026-03-05 12:00") as desk:
        await desk.gleb.starts()
        number = await files(desk.anna, "Не открывается отчёт", *ANSWERS)
        await desk.vera.writes("/take", topic=number)
        await desk.vera.writes("/log 40 Разбирались", topic=number)
        await desk.vera.writes("/resolve Исправили", topic=number)
        await desk.at(moscow("2026-03-06 15:00"))
        await desk.gleb.writes("/report", chat=desk.group)
        text = words(await staff_reads(desk, "Отчёт: 01.03.2026–31.03.2026"))
        assert "Период ещё идёт, данные на сейчас." in text
        assert "Зарегистрировано: 1" in text
        assert "Закрыто: 1" in text
        assert "Открыто сейчас: 0" in text
        assert "Решение: 1 из 1 (100 %)" in text
        assert "Учтено времени: 1 ч" in text
        (picture,) = await photos(desk)
        assert words(picture) == "Соблюдение сроков по неделям: 01.03.2026–31.03.2026"
        rows = words(await desk.gleb.reads("По сотрудникам: 01.03.2026–31.03.2026"))
        assert "Вера: закрыто 1, в срок 2 из 2 (100 %), учтено 1 ч" in rows
        assert not any("По сотрудникам" in said for said in await group_texts(desk))


async def test_an_engineer_gets_no_rows_and_an_empty_period_no_picture(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit", at="2026-03-05 12:00") as desk:
        text = await asked(desk, "/report прошлый месяц")
        assert text.startswith("Отчёт: 01.02.2026–28.02.2026")
        assert "Открыто на конец: 0" in text
        assert "За этот период ни один срок не наступил." in text
        assert "Отчёт: 02.03.2026–08.03.2026" in await asked(desk, "/report Неделя")
        assert "Отчёт: 01.03.2026–04.03.2026" in await asked(desk, "/report 01.03.2026 04.03.2026")
        assert "Период «квартал» непонятен." in await asked(desk, "/report квартал")
        assert await photos(desk) == []


async def test_a_manager_who_never_started_the_bot_is_told_where_the_rows_wait(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "saveit", at="2026-03-05 12:00") as desk:
        number = await files(desk.anna, "Не открывается отчёт", *ANSWERS)
        await desk.vera.writes("/take", topic=number)
        await desk.gleb.writes("/report", chat=desk.group)
        await staff_reads(desk, "нажмите «Старт», и они придут")
        await desk.gleb.starts()
        await desk.gleb.reads("По сотрудникам")


async def test_without_a_picture_its_words_arrive(tmp_path: Path, monkeypatch: Any) -> None:
    async def none(spec: dict[str, Any]) -> None:
        return None

    monkeypatch.setattr(pictures, "chart", none)
    async with open_desk(tmp_path, "saveit", at="2026-03-05 12:00") as desk:
        number = await files(desk.anna, "Не открывается отчёт", *ANSWERS)
        await desk.vera.writes("/resolve Исправили", topic=number)
        await desk.vera.writes("/report", chat=desk.group)
        await staff_reads(desk, "Соблюдение сроков по неделям")
        assert await photos(desk) == []


async def test_the_picture_is_a_png_with_a_row_for_each_clock() -> None:
    rows = [{"title": "Реакция", "share": "вовремя 50 %", "bars": [["02.03–08.03", 1, 1], ["09.03–15.03", 0, 0]]}]
    spec = {"title": "Сроки", "on_time": "вовремя", "late": "с опозданием", "rows": rows}
    one, two = await pictures.chart(spec), await pictures.chart(spec | {"rows": rows * 2})
    assert one is not None
    assert two is not None
    assert one[:8] == base64.b64decode("iVBORw0KGgo=")
    assert int.from_bytes(one[16:20]) == int.from_bytes(two[16:20])
    assert int.from_bytes(two[20:24]) > int.from_bytes(one[20:24])


async def test_what_cannot_be_drawn_is_no_error_of_the_desk() -> None:
    assert await pictures.chart({"rows": []}) is None
