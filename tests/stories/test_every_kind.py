"""Whatever people send arrives on the other side, both ways: every kind, long captions, albums, what is deleted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.chaos.stage import acquainted, registered, troubled
from tests.desk import Desk, Json, words

FILES = ("photo", "document", "video", "voice", "audio", "animation", "sticker", "video_note")
PLACES = ("location", "venue", "contact", "story")
TOLD: dict[str, tuple[Json, str]] = {
    "poll": ({"question": "Когда удобно?", "options": ["утром", "вечером"]}, "📊 Когда удобно?\n— утром\n— вечером"),
    "dice": ({"emoji": "🎲", "value": 4}, "🎲 4"),
}


async def arrived(desk: Desk, number: int = 1) -> list[Json]:
    """The last messages of the staff's group, whatever they carry."""
    return [m for m in await desk.phone.messages(desk.group) if not m["service"] and not m["deleted"]][-number:]


def medium(kind: str, **more: Any) -> Json:
    """What somebody sends; a story is Anna's, a contact Boris's (one's own confirms one's telephone number)."""
    return {"kind": kind, "from": 101, "user_id": 102, **more}


@pytest.mark.parametrize("kind", [*FILES, *PLACES])
async def test_a_medium_arrives_as_itself(kind: str, sqlite_url: str, tmp_path: Path) -> None:
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        [sent] = await desk.anna.writes(media=medium(kind))
        [copy] = await arrived(desk)
        assert copy[kind] == sent[kind]
        await desk.vera.writes(media=medium(kind), topic="Анна")
        assert kind in await desk.anna.last()


@pytest.mark.parametrize("kind", TOLD)
async def test_what_a_copy_would_change_is_told_in_words(kind: str, sqlite_url: str, tmp_path: Path) -> None:
    """A copied poll has no votes, copied dice roll anew: words say what was there."""
    more, told = TOLD[kind]
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await desk.anna.writes(media=medium(kind, **more))
        assert words((await arrived(desk))[0]) == told
        await desk.vera.writes(media=medium(kind, **more), topic="Анна")
        assert words(await desk.anna.last()) == f"Вера\n{told}"


@pytest.mark.parametrize("kind", FILES[:6])
async def test_a_caption_with_the_request_s_number(kind: str, sqlite_url: str, tmp_path: Path) -> None:
    """An answer with a file says which request and who, under the file itself."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "Отчёт пуст")
        number = await registered(desk, desk.anna)
        await desk.vera.writes(media=medium(kind, caption="Вот так"), topic=number)
        got = await desk.anna.last()
        assert kind in got
        assert words(got) == f"№ {number} · Вера\nВот так"


async def test_a_caption_that_has_no_room_is_kept_whole(sqlite_url: str, tmp_path: Path) -> None:
    """A caption of Premium, and one that grows too long by its heading: the file goes bare, the words follow."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await desk.anna.writes(media=medium("photo", caption="ы" * 2000))
        photo, text = await arrived(desk, 2)
        assert "photo" in photo
        assert (words(photo), words(text)) == ("", "ы" * 2000)
        await desk.vera.writes(media=medium("video", caption="ю" * 1020), topic="Анна")
        video, text = (await desk.anna.chat())[-2:]
        assert "video" in video
        assert (words(video), words(text)) == ("", "Вера\n" + "ю" * 1020)


async def test_a_failure_between_two_parts_repeats_neither(sqlite_url: str, tmp_path: Path) -> None:
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        for kind in ("429", "502"):
            await desk.phone.fault(kind, method="sendMessage", chat_id=desk.group, retry_after=1)
            await desk.anna.writes(media=medium("photo", caption="ы" * 1500))
            photo, text = await arrived(desk, 2)
            assert "photo" in photo
            assert words(text) == "ы" * 1500
        assert len([m for m in await arrived(desk, 50) if "photo" in m]) == 2


async def test_a_mixed_album_stays_one_with_its_captions(sqlite_url: str, tmp_path: Path) -> None:
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        album = [medium("photo", caption="до"), medium("video", caption="после"), medium("photo")]
        await desk.anna.writes(album=album)
        copies = await arrived(desk, 3)
        assert ["photo" in m for m in copies] == [True, False, True]
        assert [words(m) for m in copies] == ["до", "после", ""]
        assert len({m["media_group_id"] for m in copies}) == 1
        await desk.vera.writes(album=album, topic="Анна")
        back = (await desk.anna.chat())[-3:]
        assert len({m["media_group_id"] for m in back}) == 1
        await desk.anna.replies(back[1], "вот это и не так")
        assert (await arrived(desk))[0]["reply_to"] is not None


async def test_an_album_of_which_a_part_is_gone_arrives_whole(sqlite_url: str, tmp_path: Path) -> None:
    """Telegram copies what it finds without a word about the rest: then the files go, and nothing stands twice."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await desk.phone.fault("429", chat_id=desk.group, retry_after=1)
        sent = await desk.phone.send(desk.anna.id, album=[medium("photo", caption=str(n)) for n in range(4)])
        for message in sent[:2]:
            await desk.phone.act(desk.anna.id, "delete", message_id=message["message_id"])
        await desk.settled()
        photos = [m for m in await arrived(desk, 20) if "photo" in m]
        assert [words(m) for m in photos] == ["0", "1", "2", "3"]
        assert len({m["media_group_id"] for m in photos}) == 1


@pytest.mark.parametrize("kind", [*FILES, *PLACES])
async def test_the_original_is_deleted_before_it_was_passed_on(kind: str, sqlite_url: str, tmp_path: Path) -> None:
    """A file is known by its number; a place, a contact or a story is told in words."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await desk.phone.fault("429", chat_id=desk.group, retry_after=1)
        [sent] = await desk.phone.send(desk.anna.id, media=medium(kind, title="Офис", address="Ленина, 1"))
        await desk.phone.act(desk.anna.id, "delete", message_id=sent["message_id"])
        await desk.settled()
        [got] = await arrived(desk)
        told = {
            "location": "📍 55.75, 37.62",
            "venue": "📍 Офис, Ленина, 1",
            "contact": "👤 Борис, +79000000102",
            "story": "История: Анна Иванова https://t.me/anna/s/1",
        }
        assert words(got) == told[kind] if kind in PLACES else kind in got


async def test_forwarded_words_name_their_author(sqlite_url: str, tmp_path: Path) -> None:
    """The staff do not take a colleague's complaint for the customer's own; the record knows it too."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await desk.anna.writes("Опять не печатает", forward_from="Пётр из бухгалтерии")
        assert words((await arrived(desk))[0]) == "↪ Переслано от: Пётр из бухгалтерии\nОпять не печатает"
        await desk.anna.writes(media=medium("photo", caption="вот"), forward_from=desk.boris.id)
        assert words((await arrived(desk))[0]) == "↪ Переслано от: Борис\nвот"
        await desk.anna.writes(media=medium("sticker"), forward_from=desk.boris.id)
        sticker, named = await arrived(desk, 2)
        assert "sticker" in sticker
        assert words(named) == "↪ Переслано от: Борис"


async def test_four_thousand_pictures_of_two_units_each(sqlite_url: str, tmp_path: Path) -> None:
    """Telegram counts in UTF-16: a text of emoji is cut where it allows, and no picture is halved."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        await desk.anna.writes("😀" * 4000)
        parts = await arrived(desk, 2)
        assert "".join(words(m) for m in parts) == "😀" * 4000
        assert all("�" not in words(m) for m in parts)


async def test_a_live_place_that_moves_on_says_nothing_new(sqlite_url: str, tmp_path: Path) -> None:
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        [sent] = await desk.anna.writes(media=medium("location"))
        before = len(await arrived(desk, 100))
        moved = {**sent, "location": {"latitude": 55.8, "longitude": 37.7}, "edit_date": sent["date"]}
        desk.standin.world.updates.put("edited_message", moved)
        await desk.settled()
        assert len(await arrived(desk, 100)) == before
