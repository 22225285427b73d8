"""Files, pictures and albums that Telegram refuses, in its words (facts, section 11)."""

from __future__ import annotations

from aiogram.types import BufferedInputFile, InputMediaDocument, InputMediaPhoto, MediaUnion

from tests.bot.standin.refusal import PNG, Refused, check, table
from tests.bot.standin.scene import Scene


async def big(s: Scene) -> None:
    sent = s.standin.act("send", s.anna, media={"kind": "document", "size": 21 * 2**20})[0]
    await s.bot.get_file(sent["document"]["file_id"])


async def empty(s: Scene) -> None:
    await s.bot.send_document(s.anna, BufferedInputFile(b"", "пусто.txt"))


async def no_picture(s: Scene) -> None:
    await s.bot.send_photo(s.anna, BufferedInputFile(b"text", "a.png"))


async def document_as_photo(s: Scene) -> None:
    sent = s.standin.act("send", s.anna, media={"kind": "document"})[0]
    await s.bot.send_photo(s.anna, sent["document"]["file_id"])


async def album_of_11(s: Scene) -> None:
    album: list[MediaUnion] = [InputMediaPhoto(media="x")] * 11
    await s.bot.send_media_group(s.anna, album)


async def mixed_album(s: Scene) -> None:
    photo = InputMediaPhoto(media=BufferedInputFile(PNG, "a.png"))
    document = InputMediaDocument(media=BufferedInputFile(b"x", "a.txt"))
    await s.bot.send_media_group(s.anna, [photo, document])


async def album_of_stickers(s: Scene) -> None:
    await s.call_or_raise("sendMediaGroup", chat_id=s.anna, media=[{"type": "sticker", "media": "x"}] * 2)


@table(
    Refused("above 20 MB", big, "file is too big"),
    Refused("unknown", lambda s: s.bot.get_file("x"), "wrong file_id or the file is temporarily unavailable"),
    Refused("a photo that is none", no_picture, "IMAGE_PROCESS_FAILED"),
    Refused("empty", empty, "file must be non-empty"),
    Refused(
        "absent",
        lambda s: s.call_or_raise("sendVideoNote", chat_id=s.anna),
        "there is no video note in the request",
    ),
    Refused("a made-up id", lambda s: s.bot.send_document(s.anna, "x"), "wrong file identifier/HTTP URL specified"),
    Refused("a document as a photo", document_as_photo, "can't use file of type Document as Photo"),
    Refused("an album of 11", album_of_11, "too many messages to send as an album"),
    Refused("a mixed album", mixed_album, "Document can't be mixed with other media types"),
    Refused("an album of stickers", album_of_stickers, 'can\'t parse InputMedia: type "sticker" is unsupported'),
)
async def test_refused(row: Refused) -> None:
    await check(row)
