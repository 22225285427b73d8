"""Messages of people, passed on as they are: text with its formatting, media copied, albums kept together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aiogram.methods import (
    CopyMessage,
    CopyMessages,
    EditMessageCaption,
    EditMessageText,
    SendDocument,
    SendPhoto,
    TelegramMethod,
)
from aiogram.types import Message as TelegramMessage
from aiogram.types import MessageEntity, ReplyParameters

from bot.caller import Caller, Failed
from bot.methods import SendMessage
from bot.outcome import Lost, Unchanged
from bot.ports import CopiedMessages
from bot.split import Entities, pieces, shifted, width
from bot.threads import Place
from core.conversations.message import Author, Media, Message
from core.notifications.notice import Parcel
from core.notifications.outbox import Copy, Permanent, Sent

CAPTION = 1024
ROOM = 4000
"""UTF-16 units of texts merged into one message."""


def mergeable(first: Parcel, following: Sequence[Parcel]) -> list[Parcel]:
    """The parcels right behind it that are single texts of people too, and may go as one message with it."""
    if not _single(first):
        return []
    found: list[Parcel] = []
    for parcel in following:
        if not _single(parcel) or parcel.notice.facts.get("number") != first.notice.facts.get("number"):
            break
        found.append(parcel)
    return found


def _single(parcel: Parcel) -> bool:
    notice = parcel.notice
    return notice.kind == "relay" and len(notice.facts["messages"]) == 1 and not notice.key


async def anchors(messages: CopiedMessages, message: Message, chat: str) -> ReplyParameters | None:
    """The message in the other chat that this one answers."""
    if message.reply_to is None:
        return None
    answered = await messages.get(message.reply_to)
    if answered.origin.chat == chat:
        number: int | None = answered.origin.number
    else:
        number = next((copy[1] for copy in await messages.copies_of(answered.id) if copy[0] == chat), None)
    return ReplyParameters(message_id=number, allow_sending_without_reply=True) if number else None


async def send(
    call: Caller, place: Place, messages: Sequence[Message], number: str, reply: ReplyParameters | None
) -> Sent:
    """Pass messages on: several are an album, or waiting texts of one author that go as one message."""
    if len(messages) > 1 and all(message.album for message in messages):
        return await _album(call, place, messages)
    if len(messages) > 1:
        return await _merged(call, place, messages, number)
    message = messages[0]
    if message.attachment is None:
        return await _text(call, place, message, number, reply)
    return await _media(call, place, message, number, reply)


def header(message: Message, number: str) -> str:
    """Who writes, before words that do not stand in a topic of their author's own name."""
    if message.author is Author.CUSTOMER and not number:
        return ""
    return f"№ {number} · {message.author_name}\n" if number else f"{message.author_name}\n"


def _headed(message: Message, number: str) -> tuple[str, Entities]:
    head = header(message, number)
    if not head:
        return message.text, message.entities
    bold = {"type": "bold", "offset": 0, "length": width(head) - 1}
    return head + message.text, (bold, *shifted(message.entities, width(head)))


async def _text(call: Caller, place: Place, message: Message, number: str, reply: ReplyParameters | None) -> Sent:
    copies: list[Copy] = []
    for text, entities in pieces(*_headed(message, number)):
        sent = await call(place.chat, _message(place, text or "…", entities, reply))
        copies.append(Copy(sent.message_id, message.id, merged=False))
        reply = None
    if len(copies) > 1:
        copies = [Copy(copy.number, copy.message_id, merged=True) for copy in copies]
    return Sent(place.chat, tuple(copies))


async def _merged(call: Caller, place: Place, messages: Sequence[Message], number: str) -> Sent:
    text, entities = _headed(messages[0], number)
    for message in messages[1:]:
        text += "\n\n"
        entities += shifted(message.entities, width(text))
        text += message.text
    sent = await call(place.chat, _message(place, text, entities, None))
    return Sent(place.chat, (Copy(sent.message_id, messages[0].id, merged=True),))


def fits(messages: Sequence[Message]) -> int:
    """How many of the texts, all of one author, go into one message."""
    total = 0
    for count, message in enumerate(messages):
        total += width(message.text) + 2
        if message.attachment is not None or (count and (total > ROOM or message.author_id != messages[0].author_id)):
            return count
    return len(messages)


async def _album(call: Caller, place: Place, messages: Sequence[Message]) -> Sent:
    """copyMessages keeps the grouping; it takes the numbers in rising order."""
    ordered = sorted(messages, key=lambda message: message.origin.number)
    method = CopyMessages(
        chat_id=int(place.chat),
        message_thread_id=place.topic,
        from_chat_id=int(ordered[0].origin.chat),
        message_ids=[message.origin.number for message in ordered],
    )
    sent = await call(place.chat, method)
    if len(sent) != len(ordered):  # Telegram skips what it does not find, without a word
        return Sent(place.chat, tuple(Copy(one.message_id, None) for one in sent))
    return Sent(place.chat, tuple(Copy(one.message_id, message.id) for one, message in zip(sent, ordered, strict=True)))


async def _media(call: Caller, place: Place, message: Message, number: str, reply: ReplyParameters | None) -> Sent:
    text, entities = _headed(message, number)
    captioned = bool(header(message, number)) and _takes_caption(message) and width(text) <= CAPTION
    method = CopyMessage(
        chat_id=int(place.chat),
        message_thread_id=place.topic,
        from_chat_id=int(message.origin.chat),
        message_id=message.origin.number,
        reply_parameters=reply,
        caption=text if captioned else None,
        caption_entities=_entities(entities) if captioned else None,
        parse_mode=None if captioned else "HTML",
    )
    try:
        copied = (await call(place.chat, method)).message_id
    except Failed as failed:
        if not isinstance(failed.failure, Lost) or failed.failure.what != "source":
            raise
        copied = await _by_file(call, place, message, text, entities)
    return Sent(place.chat, (Copy(copied, message.id),))


async def _by_file(call: Caller, place: Place, message: Message, text: str, entities: Entities) -> int:
    """The original is gone, but Telegram still has the file."""
    file = message.attachment
    methods: dict[Media, TelegramMethod[TelegramMessage]] = {}
    if file is not None and file.file_id:
        where: dict[str, Any] = {"chat_id": int(place.chat), "message_thread_id": place.topic}
        words: dict[str, Any] = {"caption": text[:CAPTION], "caption_entities": _entities(entities), "parse_mode": None}
        methods = {
            Media.PHOTO: SendPhoto(photo=file.file_id, **where, **words),
            Media.DOCUMENT: SendDocument(document=file.file_id, **where, **words),
        }
    if file is None or file.kind not in methods:
        raise Failed(Permanent("source_gone"))
    return (await call(place.chat, methods[file.kind])).message_id


async def edit(call: Caller, place: Place, message: Message, copy: int, number: str) -> bool:
    """Change the words of a copy; False when it cannot be changed any more."""
    text, entities = _headed(message, number)
    method: TelegramMethod[TelegramMessage | bool]
    if message.attachment is None:
        if width(text) > ROOM:
            return False
        method = EditMessageText(
            chat_id=int(place.chat), message_id=copy, text=text, entities=_entities(entities), parse_mode=None
        )
    else:
        method = EditMessageCaption(
            chat_id=int(place.chat),
            message_id=copy,
            caption=text[:CAPTION],
            caption_entities=_entities(entities),
            parse_mode=None,
        )
    try:
        await call(place.chat, method)
    except Failed as failed:
        if isinstance(failed.failure, Lost) and failed.failure.what == "target":
            return False
        if not isinstance(failed.failure, Unchanged):
            raise
    return True


def _message(place: Place, text: str, entities: Entities, reply: ReplyParameters | None) -> SendMessage:
    return SendMessage(
        chat_id=int(place.chat),
        message_thread_id=place.topic,
        text=text,
        entities=_entities(entities),
        reply_parameters=reply,
    )


def _entities(entities: Entities) -> list[MessageEntity] | None:
    return [MessageEntity.model_validate(entity) for entity in entities] or None


def _takes_caption(message: Message) -> bool:
    return message.attachment is not None and message.attachment.kind in (Media.PHOTO, Media.DOCUMENT)
