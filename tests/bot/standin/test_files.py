"""Files, albums and copies of them."""

from __future__ import annotations

import base64

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BufferedInputFile,
    InputMediaDocument,
    InputMediaPhoto,
    MediaUnion,
    Message,
)

from tests.bot.standin.refusal import PNG
from tests.bot.standin.scene import Scene, keyboard, scene


async def download(s: Scene, file_id: str) -> tuple[int, bytes]:
    """Size as told, and the bytes as downloaded."""
    file = await s.bot.get_file(file_id)
    assert file.file_path is not None
    stream = await s.bot.download_file(file.file_path)
    assert stream is not None
    return file.file_size or 0, stream.read()


async def test_an_album_is_so_many_updates_with_one_group() -> None:
    async with scene() as s:
        await s.phone.send(
            s.anna, album=[{"kind": "photo", "caption": "Вот экран"}, {"kind": "photo"}, {"kind": "photo"}]
        )
        album = [update.message for update in await s.updates() if update.message]
        assert [message.caption for message in album] == ["Вот экран", None, None]
        assert len({message.media_group_id for message in album}) == 1
        assert album[0].media_group_id


async def test_copies_keep_albums_and_nothing_of_their_origin() -> None:
    async with scene() as s:
        sent = await s.phone.send(s.anna, album=[{"kind": "photo", "caption": "Экран"}, {"kind": "photo"}])
        text = (await s.phone.send(s.anna, "И ещё"))[0]
        thread = await s.topic()
        numbers = [message["message_id"] for message in (*sent, text)]
        copied = await s.bot.copy_messages(s.group, s.anna, [*numbers, 999], message_thread_id=thread)
        shown = (await s.phone.messages(s.group, thread=thread))[-3:]
        assert [message["message_id"] for message in shown] == [copy.message_id for copy in copied]
        assert [message["from"]["id"] for message in shown] == [42, 42, 42]
        group = shown[0]["media_group_id"]
        assert [message.get("media_group_id") for message in shown] == [group, group, None]
        assert group != sent[0]["media_group_id"]
        assert not any("forward_origin" in message for message in shown)


async def test_a_copy_can_get_another_caption_and_a_keyboard() -> None:
    async with scene() as s:
        sent = (await s.phone.send(s.anna, media={"kind": "document", "caption": "было"}))[0]
        copy = await s.bot.copy_message(
            s.group, s.anna, sent["message_id"], caption="<b>стало</b>", parse_mode="HTML", reply_markup=keyboard("Да")
        )
        shown = (await s.phone.messages(s.group))[-1]
        assert (shown["message_id"], shown["caption"], shown["caption_entities"][0]["type"]) == (
            copy.message_id,
            "стало",
            "bold",
        )
        assert shown["reply_markup"]["inline_keyboard"][0][0]["text"] == "Да"


MEDIA = ("photo", "document", "video", "voice", "audio", "sticker", "animation", "video_note")


@pytest.mark.parametrize("kind", MEDIA)
async def test_media_come_sized_and_go_again_by_file_id(kind: str) -> None:
    async with scene() as s:
        sent = (await s.phone.send(s.anna, media={"kind": kind, "size": 300_000}))[0]
        (update,) = await s.updates()
        message = update.message
        assert message is not None
        assert message.content_type == kind
        shown = sent[kind][-1] if kind == "photo" else sent[kind]
        size, content = await download(s, shown["file_id"])
        assert size == len(content) == 300_000
        method = "sendVideoNote" if kind == "video_note" else f"send{kind.title()}"
        status, answer = await s.call(method, chat_id=s.group, **{kind: shown["file_id"]})
        assert (status, kind in answer["result"]) == (200, True)


async def test_files_of_people_and_of_the_bot_keep_their_bytes_and_names() -> None:
    async with scene() as s:
        content = "Отчёт".encode()
        sent = await s.phone.send(
            s.anna,
            media={
                "kind": "document",
                "file_name": "отчёт.txt",
                "mime": "text/plain",
                "content_base64": base64.b64encode(content).decode(),
            },
        )
        shown = sent[0]["document"]
        assert (shown["file_name"], shown["mime_type"]) == ("отчёт.txt", "text/plain")
        assert await download(s, shown["file_id"]) == (len(content), content)
        answer = await s.bot.send_document(s.anna, BufferedInputFile(b"%PDF-1.4 act", "акт.pdf"), caption="Акт")
        assert answer.document is not None
        assert (answer.document.file_name, answer.caption) == ("акт.pdf", "Акт")
        assert await download(s, answer.document.file_id) == (12, b"%PDF-1.4 act")


async def test_a_made_up_file_of_25_mb_costs_nothing_and_cannot_be_fetched() -> None:
    async with scene() as s:
        sent = (await s.phone.send(s.anna, media={"kind": "video", "size": 25 * 2**20}))[0]
        assert sent["video"]["file_size"] == 25 * 2**20
        with pytest.raises(TelegramBadRequest, match="file is too big"):
            await s.bot.get_file(sent["video"]["file_id"])
        async with s.http.get(f"{s.url}/file/bot42:standin/videos/file_1.mp4") as response:
            assert response.status == 404


async def test_the_bots_albums_and_a_change_of_media() -> None:
    async with scene() as s:
        photos: list[MediaUnion] = [
            InputMediaPhoto(media=BufferedInputFile(PNG, name), caption=name) for name in ("a.png", "b.png")
        ]
        album = await s.bot.send_media_group(s.anna, photos)
        assert len({message.media_group_id for message in album}) == 1
        assert [message.caption for message in album] == ["a.png", "b.png"]
        changed = await s.bot.edit_message_media(
            InputMediaDocument(media=BufferedInputFile(b"x", "c.txt")), chat_id=s.anna, message_id=album[0].message_id
        )
        assert isinstance(changed, Message)
        assert changed.document is not None
        assert (changed.photo, changed.caption) == (None, None)
        captioned = await s.bot.edit_message_caption(
            chat_id=s.anna, message_id=changed.message_id, caption="подпись", reply_markup=keyboard("Да")
        )
        assert isinstance(captioned, Message)
        assert captioned.caption == "подпись"


async def test_places_contacts_and_polls() -> None:
    async with scene() as s:
        for kind in ("location", "contact", "poll"):
            await s.phone.send(s.anna, media={"kind": kind})
        heard = [update.message for update in await s.updates() if update.message]
        assert [message.content_type for message in heard] == ["location", "contact", "poll"]
        assert (await s.bot.send_location(s.anna, 55.75, 37.62)).location is not None
        assert (await s.bot.send_contact(s.anna, "+79000000000", "Дежурный")).contact is not None
