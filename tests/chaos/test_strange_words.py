"""What people really write: long, strange, in pieces, twice, and changed on the way."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.ingest.webhook import HEADER, PATH
from tests.chaos.stage import acquainted, customers_words, late_part, registered, summary, troubled
from tests.desk import Json, labels, words

NAMES = [
    pytest.param("🚀👩‍🚀", id="emoji"),
    pytest.param("<b>Анна</b> & <script>alert(1)</script>", id="html"),
    pytest.param("</b></i>{name}%s{0}", id="templates"),
    pytest.param("\u202eаннА\u202c", id="right to left"),
    pytest.param("А\x00нна", id="NUL"),
    pytest.param("Ы" * 200, id="very long"),
    pytest.param("\u2060", id="invisible"),
]
TEXTS = [
    pytest.param("<b>не жирно</b> & «кавычки» <", id="html"),
    pytest.param("*звёзды* _черты_ [ссылка](http://x) `код` \\", id="markdown"),
    pytest.param("שלום \u202eолеч\u202c עולם", id="right to left"),
    pytest.param("нуль: \x00, конец", id="NUL"),
    pytest.param("🏳️‍🌈👨‍👩‍👧‍👦" * 20, id="emoji"),
    pytest.param("// это не заметка, а слова клиента", id="slashes"),
    pytest.param("{number} %(name)s {{}} {0}", id="templates"),
    pytest.param("'; DROP TABLE messages; --", id="sql"),
]


@pytest.mark.parametrize("name", NAMES)
async def test_any_name(name: str, database_url: str, tmp_path: Path) -> None:
    """Somebody of this name talks and files a request; the staff see their words and can answer."""
    async with troubled(database_url, tmp_path, own=name) as desk:
        somebody = desk.join("somebody", 777, name)
        await acquainted(desk, somebody, "раз")
        [topic] = await desk.phone.topics(desk.group)
        thread = topic["message_thread_id"]
        in_topic = await desk.phone.messages(desk.group, thread=thread)
        assert [words(m) for m in in_topic][-1] == "раз"
        await desk.phone.send(desk.vera.id, "Добрый день", chat=desk.group, thread=thread)
        await somebody.reads("Вера\nДобрый день")
        number = await registered(desk, somebody)
        assert "раз" in await customers_words(desk, number)


@pytest.mark.parametrize("text", TEXTS)
async def test_any_words(text: str, database_url: str, tmp_path: Path) -> None:
    """The words arrive as they are, in the talk, in the request and in its summary; and as an answer as well."""
    async with troubled(database_url, tmp_path, own=text) as desk:
        await acquainted(desk, desk.anna, text)
        shown = text.replace("\x00", "�")
        assert await customers_words(desk, "Анна") == [shown]
        if not text.startswith("//"):
            await desk.vera.writes(text, topic="Анна")
            assert (await desk.anna.texts())[-1] == f"Вера\n{shown}"
        number = await registered(desk, desk.anna)
        assert shown in await customers_words(desk, number)


async def test_five_thousand_characters_both_ways(sqlite_url: str, tmp_path: Path) -> None:
    """More than a message takes: every character arrives, in order, in as few pieces as it takes."""
    async with troubled(sqlite_url, tmp_path) as desk:
        long = " ".join(f"слово{number}" for number in range(620))
        assert len(long) > 5000
        await acquainted(desk, desk.anna, long)
        assert " ".join(await customers_words(desk, "Анна")) == long
        await desk.vera.writes(long, topic="Анна")
        got = [text for text in await desk.anna.texts() if "слово" in text]
        assert " ".join(got) == f"Вера\n{long}"
        assert len(got) == 2


async def test_an_album_of_ten(sqlite_url: str, tmp_path: Path) -> None:
    """Ten photos stay one album, in order."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "смотрите")
        await desk.anna.writes(album=[{"kind": "photo", "caption": f"снимок {number}"} for number in range(10)])
        photos = [m for m in await desk.topic("Анна") if m.get("photo")]
        assert [words(m) for m in photos] == [f"снимок {number}" for number in range(10)]
        assert len({m["media_group_id"] for m in photos}) == 1
        await desk.vera.writes(album=[{"kind": "photo"}, {"kind": "photo"}], topic="Анна")
        back = [m for m in await desk.anna.chat() if m.get("photo") and m["from"]["is_bot"]]
        assert len(back) == 2


async def test_an_album_s_part_is_late(sqlite_url: str, tmp_path: Path) -> None:
    """Two parts gather, the third comes when they have left: it follows by itself, and none is sent twice."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "смотрите")
        late_part(desk, desk.anna, "g1", "один")
        late_part(desk, desk.anna, "g1", "два")
        await desk.settled()
        late_part(desk, desk.anna, "g1", "три")
        await desk.settled()
        photos = [m for m in await desk.topic("Анна") if m.get("photo")]
        assert [words(m) for m in photos] == ["один", "два", "три"]


async def test_everything_else_that_people_send(sqlite_url: str, tmp_path: Path) -> None:
    """Stickers, voices, places and contacts reach the staff too."""
    kinds = ("sticker", "voice", "video", "video_note", "animation", "audio", "location", "contact")
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        before = len(await desk.phone.messages(desk.group))
        for kind in kinds:
            await desk.anna.writes(media={"kind": kind, "user_id": desk.boris.id})  # whose contact it is
        arrived = (await desk.phone.messages(desk.group))[before:]
        assert [next(kind for kind in kinds if m.get(kind)) for m in arrived] == list(kinds)


async def test_a_correction_before_the_copy_has_left(sqlite_url: str, tmp_path: Path) -> None:
    """The copy waits for the flood's end; it arrives once, with the corrected words."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await desk.phone.fault("429", chat_id=desk.group, retry_after=1)
        [sent] = await desk.phone.send(desk.anna.id, "ашибка")
        await desk.phone.edit(desk.anna.id, sent["message_id"], "ошибка")
        await desk.settled()
        assert await customers_words(desk, "Анна") == ["раз", "ошибка"]


async def test_a_photo_is_deleted_before_it_was_passed_on(sqlite_url: str, tmp_path: Path) -> None:
    """The original is gone, but its file is known: the staff get it all the same."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await desk.phone.fault("429", chat_id=desk.group, retry_after=1)
        [sent] = await desk.phone.send(desk.anna.id, media={"kind": "photo", "caption": "снимок"})
        await desk.phone.act(desk.anna.id, "delete", message_id=sent["message_id"])
        await desk.settled()
        assert [words(m) for m in await desk.topic("Анна") if m.get("photo")] == ["снимок"]


async def test_corrected_again_and_again(sqlite_url: str, tmp_path: Path) -> None:
    """Corrected again and again: the copy follows, and nothing is added."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna)
        [sent] = await desk.anna.writes("один")
        for text in ("два", "три", "три", "четыре"):
            await desk.phone.edit(desk.anna.id, sent["message_id"], text)
            await desk.settled()
        assert await customers_words(desk, "Анна") == ["четыре"]


async def test_updates_are_delivered_twice(database_url: str, tmp_path: Path) -> None:
    """A webhook delivers again what it doubts about: nothing happens twice."""
    async with troubled(database_url, tmp_path, mode="webhook") as desk:
        await acquainted(desk, desk.anna)
        taken: list[Json] = []
        desk.standin.world.webhook.check = taken.append
        await desk.anna.writes("раз")
        await desk.anna.writes("два")
        number = await registered(desk, desk.anna)
        url, headers = f"{desk.app.settings.WEBHOOK_URL}{PATH}", {HEADER: "a-secret"}
        for update in (*taken, *reversed(taken)):
            async with desk.phone._session.post(url, json=update, headers=headers) as response:
                assert response.status == 200
        await desk.settled()
        assert [text for text in await customers_words(desk, "Анна") if text in ("раз", "два")] == ["раз", "два"]
        assert sum("Ваше обращение зарегистрировано" in text for text in await desk.anna.texts()) == 1
        async with desk.app.database.read() as store:
            assert [ticket.number for ticket in await store.tickets.open()] == [number]


async def test_two_devices_press_register_at_once(database_url: str, tmp_path: Path) -> None:
    """One request, told once; the second press is shown the request that there is already."""
    async with troubled(database_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        shown = await summary(desk, desk.anna)
        assert "Зарегистрировать" in labels(shown)
        await asyncio.gather(
            *(desk.phone.press(desk.anna.id, "Зарегистрировать", message_id=shown["message_id"]) for _ in range(3))
        )
        await desk.settled()
        told = await desk.anna.texts()
        assert sum("Ваше обращение зарегистрировано" in text for text in told) == 1
        assert sum("Состояние: зарегистрировано" in text for text in told) == 2
        async with desk.app.database.read() as store:
            assert len(await store.tickets.open()) == 1
