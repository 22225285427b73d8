"""A Telegram message as the core's message: words, formatting, file, album, origin."""

from __future__ import annotations

from typing import Any

from aiogram.types import Message as TelegramMessage

from bot.turn import Turn
from core.conversations.message import Attachment, Author, Media, Message, Origin
from core.errors import Missing

CONTENT = frozenset(
    {"text", "photo", "document", "video", "voice", "audio", "animation", "sticker", "video_note"}
    | {"location", "venue", "contact", "poll", "dice", "story"}
)
"""What people send; everything else in a chat is Telegram's own note about the chat."""


def read(message: TelegramMessage, turn: Turn, person_id: int, author: Author, skip: int = 0) -> Message:
    """The message as it is stored; ``skip`` characters of its text (a command) are left out."""
    text, entities = words(message, skip)
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
        attachment=attachment(message),
        album=message.media_group_id or "",
        origin=Origin(str(message.chat.id), message.message_id),
    )


def words(message: TelegramMessage, skip: int = 0) -> tuple[str, tuple[dict[str, Any], ...]]:
    """Text or caption with its formatting; what has neither is named by its kind."""
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


def attachment(message: TelegramMessage) -> Attachment | None:
    """What the message carries besides words; pictures and documents are fetched and judged by content."""
    if message.photo:
        largest = message.photo[-1]
        return Attachment(Media.PHOTO, largest.file_id, "photo.jpg", largest.file_size or 0)
    if message.document:
        file = message.document
        return Attachment(Media.DOCUMENT, file.file_id, file.file_name or "file", file.file_size or 0)
    if message.text is not None:
        return None
    kind = str(message.content_type)
    body = getattr(message, kind, None)
    file_id = getattr(body, "file_id", "") or ""
    return Attachment(
        Media.OTHER, file_id, kind, getattr(body, "file_size", 0) or 0, state="wanted" if file_id else "kept"
    )
