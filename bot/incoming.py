"""A Telegram message as the core's message: words, formatting, file, album, origin."""

from __future__ import annotations

from typing import Any

from aiogram.enums import ContentType
from aiogram.types import (
    CallbackQuery,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
)
from aiogram.types import Message as TelegramMessage

from bot.turn import Turn
from bot.words import Words, mark
from core.conversations.message import Attachment, Author, Media, Message, Origin
from core.errors import Missing

TITLES = {
    "photo": "photo.jpg",
    "video": mark("Video"),
    "voice": mark("Voice message"),
    "video_note": mark("Video message"),
    "audio": mark("Audio"),
    "animation": mark("Animation"),
    "sticker": mark("Sticker"),
    "document": "file",
}
"""Files by their kind, and what a file without a name of its own is called."""
TOLD = frozenset({"text", "poll", "dice"})
"""Kinds that travel as words alone: a copied poll would be another one without its votes, copied dice roll anew."""
SHOWN = frozenset({"location", "venue", "contact", "story"})
"""Kinds that are copied and also told in words, for the record and for when the original is gone."""
RARE = frozenset({"live_photo", "paid_media", "game", "checklist", "giveaway", "rich_message"})
CONTENT = TITLES.keys() | TOLD | SHOWN | RARE
"""What people send; everything else in a chat is Telegram's own note about the chat."""


def read(message: TelegramMessage, turn: Turn, person_id: int, author: Author, skip: int = 0) -> Message:
    """The message as it is stored; ``skip`` characters of its text (a command) are left out."""
    text, entities = words(message, skip)
    file = None
    if message.text is None:
        own = Words(turn.languages[0], turn.work.regulation)
        text, file = text or _told(message, own), attachment(message, own)
    return Message(
        id=0,
        person_id=person_id,
        at=turn.now,
        author=author,
        author_id=turn.person.id,
        author_name=turn.person.name,
        channel="telegram",
        text=text,
        entities=entities,
        attachment=file,
        album=message.media_group_id or "",
        quote=message.quote.text if message.quote is not None and message.quote.is_manual else "",
        origin=Origin(str(message.chat.id), message.message_id),
        forwarded=_first_author(message),
    )


def of_press(
    query: CallbackQuery, turn: Turn, person_id: int, text: str, entities: tuple[dict[str, Any], ...]
) -> Message:
    """What the presser of a button says to a customer: receipts and «take it back» find it at the button's message."""
    assert query.message is not None
    return Message(
        id=0,
        person_id=person_id,
        at=turn.now,
        author=Author.STAFF,
        author_id=turn.person.id,
        author_name=turn.person.name,
        channel="telegram",
        text=text,
        entities=entities,
        origin=Origin(str(query.message.chat.id), query.message.message_id),
    )


def words(message: TelegramMessage, skip: int = 0) -> tuple[str, tuple[dict[str, Any], ...]]:
    """Text or caption with its formatting."""
    text = message.text or message.caption or ""
    found = message.entities or message.caption_entities or []
    units = len(text[:skip].encode("utf-16-le")) // 2
    entities = tuple(
        entity.model_dump(mode="json", exclude_none=True) | {"offset": entity.offset - units}
        for entity in found
        if entity.offset >= units and entity.type not in ("bot_command", "custom_emoji")
    )
    return text[skip:], entities


def only_words(message: Message) -> str:
    """The text of an answer that goes where no file can follow. Raises Missing rather than lose the file."""
    if message.attachment is not None:
        raise Missing("only_words", field="text")
    return message.text


def attachment(message: TelegramMessage, own: Words) -> Attachment | None:
    """What the message carries besides words; files are fetched, and judged by content."""
    kind = ContentType(message.content_type).value
    if kind in TOLD:
        return None
    body = getattr(message, kind, None)
    if kind in TITLES and body:
        file = body[-1] if isinstance(body, list) else body
        name = getattr(file, "file_name", None) or own.label(TITLES[kind])
        return Attachment(Media(kind), file.file_id, name, file.file_size or 0)
    return Attachment(Media.OTHER, "", own.label(_SHORT.get(kind, _OTHER)), 0, state="kept")


_OTHER = mark("Attachment")
_SHORT = {
    "location": mark("Place on the map"),
    "venue": mark("Place on the map"),
    "contact": mark("Contact"),
    "story": mark("Story"),
}


def _told(message: TelegramMessage, own: Words) -> str:
    """What has no text, in words: they stay readable when Telegram cannot show it any more."""
    if message.venue:
        return f"📍 {message.venue.title}, {message.venue.address}"
    if message.location:
        return f"📍 {message.location.latitude}, {message.location.longitude}"
    if message.contact:
        names = filter(None, (message.contact.first_name, message.contact.last_name))
        return f"👤 {' '.join(names)}, {message.contact.phone_number}"
    if message.poll:
        return "\n".join((f"📊 {message.poll.question}", *(f"— {option.text}" for option in message.poll.options)))
    if message.dice:
        return f"{message.dice.emoji} {message.dice.value}"
    if message.story:
        chat = message.story.chat
        link = f" https://t.me/{chat.username}/s/{message.story.id}" if chat.username else ""
        return own.label("Story: {name}", name=chat.title or chat.full_name) + link
    return ""


def _first_author(message: TelegramMessage) -> str:
    """Who wrote a forwarded message first; empty for one's own words."""
    match message.forward_origin:
        case MessageOriginUser(sender_user=user):
            return user.full_name
        case MessageOriginHiddenUser(sender_user_name=name):
            return name
        case MessageOriginChat(sender_chat=chat) | MessageOriginChannel(chat=chat):
            return chat.title or chat.first_name or chat.username or "?"
        case _:
            return ""


def reply_of(message: TelegramMessage) -> TelegramMessage | None:
    """The message that this one replies to; every message of a topic replies to the topic's first one, nobody did."""
    reply = message.reply_to_message
    return None if reply is None or reply.message_id == message.message_thread_id else reply
