"""A step of a relayed message becomes a call; what cannot be copied any more is sent by its file, or in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from aiogram.methods import (
    CopyMessage,
    CopyMessages,
    DeleteMessages,
    EditMessageCaption,
    EditMessageText,
    SendAnimation,
    SendAudio,
    SendDocument,
    SendMediaGroup,
    SendPhoto,
    SendSticker,
    SendVideo,
    SendVideoNote,
    SendVoice,
    TelegramMethod,
)
from aiogram.types import (
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    MessageEntity,
    MessageId,
    ReplyParameters,
)
from aiogram.types import Message as TelegramMessage

from bot.caller import Caller, Failed
from bot.methods import SendMessage
from bot.outcome import Lost, Unchanged
from bot.ports import CopiedMessages
from bot.relay.steps import CAPTION, CAPTIONED, ROOM, Album, Copied, Heading, Step, Text
from bot.split import Entities, width
from bot.threads import Place
from core.conversations.message import Media, Message
from core.notifications.outbox import Copy, Permanent

Sending = Callable[..., TelegramMethod[TelegramMessage]]
_BY_FILE: dict[Media, tuple[Sending, str]] = {
    Media.PHOTO: (SendPhoto, "photo"),
    Media.DOCUMENT: (SendDocument, "document"),
    Media.VIDEO: (SendVideo, "video"),
    Media.VOICE: (SendVoice, "voice"),
    Media.VIDEO_NOTE: (SendVideoNote, "video_note"),
    Media.AUDIO: (SendAudio, "audio"),
    Media.ANIMATION: (SendAnimation, "animation"),
    Media.STICKER: (SendSticker, "sticker"),
}
InputMedia = InputMediaPhoto | InputMediaVideo | InputMediaDocument | InputMediaAudio
_IN_ALBUMS: dict[Media, Callable[..., InputMedia]] = {
    Media.PHOTO: InputMediaPhoto,
    Media.VIDEO: InputMediaVideo,
    Media.DOCUMENT: InputMediaDocument,
    Media.AUDIO: InputMediaAudio,
}


async def anchors(messages: CopiedMessages, message: Message, chat: str) -> ReplyParameters | None:
    """The message in the other chat that this one answers."""
    if message.reply_to is None:
        return None
    answered = await messages.get(message.reply_to)
    if answered.origin.chat == chat:
        number: int | None = answered.origin.number
        whole = True
    else:
        copies = [copy[1:] for copy in await messages.copies_of(answered.id) if copy[0] == chat]
        number, joined = copies[-1] if copies else (None, False)  # of talk that became a request, its topic's copy
        whole = not joined
    if number is None:
        return None
    quote = message.quote if whole and message.quote in answered.text else ""
    return ReplyParameters(message_id=number, allow_sending_without_reply=True, quote=quote or None)


async def carry(call: Caller, place: Place, step: Step, reply: ReplyParameters | None) -> tuple[Copy, ...]:
    """Make the step's call; raises Failed for what Telegram answers. Words that are quoted no longer stand in the
    way: the message answers the whole of the other one then."""
    try:
        return await _carry(call, place, step, reply)
    except Failed as failed:
        if reply is None or not isinstance(failed.failure, Lost) or failed.failure.what != "quote":
            raise
        return await _carry(call, place, step, reply.model_copy(update={"quote": None}))


async def _carry(call: Caller, place: Place, step: Step, reply: ReplyParameters | None) -> tuple[Copy, ...]:
    match step:
        case Text():
            number = await _text(call, place, step.text, step.entities, reply)
            return (Copy(number, step.message.id, merged=step.joined),)
        case Copied():
            return (Copy(await _copied(call, place, step, reply), step.message.id, merged=step.bare),)
        case Album():
            return await _album(call, place, step)


async def edit(call: Caller, place: Place, message: Message, copy: int, heading: Heading) -> bool:
    """Change the words of a copy; False when it cannot be changed any more, or they have no room there."""
    text, entities = heading.of(message, signed=not message.album)
    where: dict[str, Any] = {"chat_id": int(place.chat), "message_id": copy, "parse_mode": None}
    method: TelegramMethod[TelegramMessage | bool]
    if message.attachment is None:
        method = EditMessageText(text=text, entities=_entities(entities), **where)
    else:
        method = EditMessageCaption(caption=text, caption_entities=_entities(entities), **where)
    if width(text) > (ROOM if message.attachment is None else CAPTION):
        return False
    try:
        await call(place.chat, method)
    except Failed as failed:
        if isinstance(failed.failure, Lost) and failed.failure.what == "target":
            return False
        if not isinstance(failed.failure, Unchanged):
            raise
    return True


async def _text(call: Caller, place: Place, text: str, entities: Entities, reply: ReplyParameters | None) -> int:
    method = SendMessage(
        chat_id=int(place.chat),
        message_thread_id=place.topic,
        text=text,
        entities=_entities(entities),
        reply_parameters=reply,
    )
    return (await call(place.chat, method)).message_id


async def _copied(call: Caller, place: Place, step: Copied, reply: ReplyParameters | None) -> int:
    message, headed = step.message, step.caption is not None
    method = CopyMessage(
        chat_id=int(place.chat),
        message_thread_id=place.topic,
        from_chat_id=int(message.origin.chat),
        message_id=message.origin.number,
        reply_parameters=reply,
        caption=step.caption,
        caption_entities=_entities(step.entities) if headed else None,
        parse_mode=None if headed else "HTML",
    )
    try:
        if step.bare:  # an empty caption would be left out of the call, and the long one would stay
            return (await call(place.chat, _together(place, (message,), bare=True)))[0].message_id
        return (await call(place.chat, method)).message_id
    except Failed as failed:
        if not _source_gone(failed):
            raise
    return await _by_file(call, place, step, reply)


async def _by_file(call: Caller, place: Place, step: Copied, reply: ReplyParameters | None) -> int:
    """The original is gone, but Telegram still has the file; what is no file is told in words."""
    message, file = step.message, step.message.attachment
    found = _BY_FILE.get(file.kind) if file is not None else None
    if file is None or found is None:
        if not message.text:
            raise Failed(Permanent("source_gone"))
        return await _text(call, place, message.text, message.entities, reply)
    sending, name = found
    values: dict[str, Any] = {name: file.file_id, "chat_id": int(place.chat), "message_thread_id": place.topic}
    if file.kind in CAPTIONED and not step.bare:
        values |= _captioned(*((step.caption, step.entities) if step.caption else (message.text, message.entities)))
    return (await call(place.chat, sending(reply_parameters=reply, **values))).message_id


def _captioned(text: str, entities: Entities) -> dict[str, Any]:
    return {"caption": text, "caption_entities": _entities(entities), "parse_mode": None}


async def _album(call: Caller, place: Place, step: Album) -> tuple[Copy, ...]:
    """copyMessages keeps the grouping, but skips what it does not find, without a word: then the files are sent."""
    messages, copied = step.messages, list[MessageId]()
    try:
        copied = await call(place.chat, _together(place, messages, bare=step.bare))
    except Failed as failed:
        if not _source_gone(failed):
            raise
    if len(copied) < len(messages):
        copied = await _again(call, place, step, copied)
    return tuple(Copy(one.message_id, message.id) for one, message in zip(copied, messages, strict=True))


async def _again(call: Caller, place: Place, step: Album, partly: Sequence[MessageId]) -> list[MessageId]:
    """The whole album by its files; the part of it that had arrived is taken back."""
    media: list[InputMedia] = []
    for message in step.messages:
        file = message.attachment
        made = _IN_ALBUMS.get(file.kind) if file is not None else None
        if file is None or made is None:
            raise Failed(Permanent("source_gone"))
        media.append(made(media=file.file_id, **({} if step.bare else _captioned(message.text, message.entities))))
    await call.turn(place.chat, len(media))
    sent = await call(
        place.chat, SendMediaGroup(chat_id=int(place.chat), message_thread_id=place.topic, media=list(media))
    )
    if partly:
        gone = DeleteMessages(chat_id=int(place.chat), message_ids=[one.message_id for one in partly])
        with suppress(Failed):  # a picture that stands there twice does no harm
            await call(place.chat, gone)
    return [MessageId(message_id=one.message_id) for one in sent]


def _together(place: Place, messages: Sequence[Message], *, bare: bool) -> CopyMessages:
    return CopyMessages(
        chat_id=int(place.chat),
        message_thread_id=place.topic,
        from_chat_id=int(messages[0].origin.chat),
        message_ids=[message.origin.number for message in messages],
        remove_caption=bare or None,
    )


def _source_gone(failed: Failed) -> bool:
    """The message that was to be copied is gone, or perhaps its whole chat: a deleted account is no chat any more, and
    Telegram does not say which of the two chats it misses. If it is ours, the next call says so again."""
    match failed.failure:
        case Lost(what=what):
            return what == "source"
        case Permanent(reason=reason):
            return reason == "chat_not_found"
    return False


def _entities(entities: Entities) -> list[MessageEntity] | None:
    return [MessageEntity.model_validate(entity) for entity in entities] or None
