"""Vera looks for what was ever said: links to the place, fragments, pages; nothing for customers."""

from __future__ import annotations

from pathlib import Path

from tests.desk import labels, words
from tests.stories.telling import comes, files, open_desk, staff_reads


async def test_vera_finds_a_request_by_a_word_and_follows_the_link(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint") as desk:
        number = await files(desk.anna, "Не работает ПРИНТЕР <сетевой>", "НП-4417")
        await desk.vera.writes("// принтер в третьем кабинете", topic=number)
        await desk.vera.writes("/find принтер", chat=desk.group)
        found = await staff_reads(desk, "«принтер»: найдено")
        assert "Вера, заметка" in words(found)
        assert f"№ {number} · Не работает ПРИНТЕР <сетевой>" in words(found)
        links = [entity["url"] for entity in found["entities"] if entity["type"] == "text_link"]
        thread = await desk.thread(number)
        assert links[0].startswith(f"https://t.me/c/1000000001/{thread}/")
        assert f"https://t.me/c/1000000001/{thread}" in links
        bold = [entity for entity in found["entities"] if entity["type"] == "bold"]
        assert {words(found)[e["offset"] : e["offset"] + e["length"]] for e in bold} == {"принтер", "ПРИНТЕР"}
        await desk.vera.writes("/find телевизор", chat=desk.group)
        await staff_reads(desk, "Ничего не нашлось: «телевизор».")
        await desk.vera.writes("/find", chat=desk.group)
        await staff_reads(desk, "Напишите после команды, что искать")


async def test_pages_are_turned_in_the_same_message(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint") as desk:
        await comes(desk.anna, "принтер 0")
        for n in range(1, 12):
            await desk.anna.writes(f"принтер {n}")
        await desk.vera.writes("/find принтер", topic="Анна")
        first = await staff_reads(desk, "«принтер»: найдено 12")
        assert labels(first) == ["Старее →"]
        await desk.gleb.presses("Старее →", chat=desk.group)
        second = await staff_reads(desk, "«принтер»: найдено 12")
        assert second["message_id"] == first["message_id"]
        assert "11. Анна Иванова" in words(second)
        assert "принтер 0" in words(second)
        assert labels(second) == ["← Новее"]
        await desk.gleb.presses("← Новее", chat=desk.group)
        assert labels(await staff_reads(desk, "«принтер»: найдено 12")) == ["Старее →"]


async def test_a_customer_finds_nothing_and_nobody_elses_words(tmp_path: Path) -> None:
    async with open_desk(tmp_path, "netpoint") as desk:
        await comes(desk.anna, "секретное слово")
        await comes(desk.boris)
        await desk.boris.writes("/find секретное")
        assert not any("секретное слово" in text for text in await desk.boris.texts())
        await desk.boris.forges("p:f_page:1:0", await desk.boris.last())
        assert not any("секретное слово" in text for text in await desk.boris.texts())
