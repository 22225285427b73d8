"""Two requests are linked by staff: both cards and both journals say so, and it can be undone."""

from __future__ import annotations

from pathlib import Path

from tests.desk import words
from tests.stories.telling import files, open_desk, said


async def test_two_requests_are_linked_and_the_link_is_undone_by_its_button(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint") as desk:
        first = await files(desk.anna, "Пропал интернет", "НП-1")
        second = await files(desk.boris, "Не работает телевидение", "НП-2")
        await desk.vera.writes(f"/link № {second}", topic=first)
        assert f"Связано: {second}" in words((await desk.topic(first))[0])
        assert f"Связано: {first}" in words((await desk.topic(second))[0])
        assert await said(desk, second) == f"Связано с обращением № {first}."
        assert not any("Связано" in text for text in await desk.anna.texts())
        await desk.gleb.presses("Отменить связь", chat=desk.group)
        assert await said(desk, first) == f"Связь с обращением № {second} отменена."
        assert "Связано" not in words((await desk.topic(first))[0])
        assert "Связано" not in words((await desk.topic(second))[0])
        await desk.gleb.presses("Отменить связь", chat=desk.group)
        assert "нет." in await said(desk, second)
        for number, other in ((first, second), (second, first)):
            await desk.vera.writes("/history", topic=number)
            journal = await said(desk, number)
            assert f"Вера: связано с другим обращением: № {other}" in journal
            assert f"Глеб: связь отменена: № {other}" in journal


async def test_a_wrong_number_links_nothing(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint") as desk:
        first = await files(desk.anna, "Пропал интернет", "НП-1")
        second = await files(desk.boris, "Не работает телевидение", "НП-2")
        for given, answer in (
            ("", "Напишите после команды номер другого обращения"),
            ("999999", "Обращения № 999999 нет."),
            (first, "нельзя связать с самим собой"),
        ):
            await desk.vera.writes(f"/link {given}".strip(), topic=first)
            assert answer in await said(desk, first)
        await desk.vera.writes(f"/unlink {second}", topic=first)
        assert await said(desk, first) == f"Связи с обращением № {second} нет."
        await desk.vera.writes(f"/link {second}", topic=first)
        await desk.vera.writes(f"/link {second}", topic=first)
        assert await said(desk, first) == f"С обращением № {second} уже связано."
        await desk.vera.writes(f"/link {first}", topic=second)  # the other way round it is the same link
        assert await said(desk, second) == f"С обращением № {first} уже связано."
        assert words((await desk.topic(first))[0]).count(second) == 1
