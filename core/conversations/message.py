"""A message: who wrote it, through which channel, who may read it, and what it was before an edit."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol


def speaks(text: str) -> bool:
    """True for words; blanks, invisible characters, dots and pictures alone give nobody a reason."""
    return any(char.isalnum() for char in text)


class Author(StrEnum):
    """On whose side a message was written."""

    CUSTOMER = "customer"
    STAFF = "staff"


class Media(StrEnum):
    """What a message carries besides text; ``OTHER`` is no file: it is relayed but never interpreted."""

    NONE = ""
    PHOTO = "photo"
    DOCUMENT = "document"
    VIDEO = "video"
    VOICE = "voice"
    VIDEO_NOTE = "video_note"
    AUDIO = "audio"
    ANIMATION = "animation"
    STICKER = "sticker"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a message. ``state``: wanted → kept (content fetched, type judged), or too_big / failed."""

    kind: Media
    file_id: str
    name: str
    size: int
    state: str = "wanted"
    detected: str = ""
    digest: str = ""

    @property
    def is_file(self) -> bool:
        """True when there is something to fetch; a place on the map or a contact is all in its words."""
        return bool(self.file_id)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a message was first seen: the chat and its message number there."""

    chat: str
    number: int


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation or of a ticket; ``internal`` ones are notes that only staff may read."""

    id: int
    person_id: int
    at: datetime
    author: Author
    author_name: str
    channel: str
    text: str
    origin: Origin
    ticket_id: int | None = None
    author_id: int | None = None
    internal: bool = False
    entities: tuple[dict[str, Any], ...] = ()
    attachment: Attachment | None = None
    album: str = ""
    reply_to: int | None = None
    edited_at: datetime | None = None
    quote: str = ""
    """The very words of the message replied to that this one answers; empty for all of it."""
    withdrawn_at: datetime | None = None
    """When its author took it back; it stays in the record and is marked there."""
    forwarded: str = ""
    """Who wrote it first, when it was forwarded: these are not its author's own words."""
    obscene: bool = False
    """Its wording is obscene, under a regulation that forbids it."""

    def edited(self, text: str, entities: tuple[dict[str, Any], ...], at: datetime) -> Message:
        """This message with other words."""
        return replace(self, text=text, entities=entities, edited_at=at, obscene=False)


class Messages(Protocol):
    """The messages of the desk, as the store keeps them."""

    async def add(self, message: Message) -> Message: ...
    async def get(self, message_id: int) -> Message: ...
    async def find(self, message_id: int) -> Message | None: ...
    async def several(self, message_ids: Collection[int]) -> list[Message]:
        """These messages, oldest first."""

    async def album(self, message: Message) -> list[Message]:
        """The message with all that was sent in one album with it, oldest first; alone when it is of none."""

    async def seen(self, origin: Origin) -> Message | None:
        """The message first seen there, or of which a copy stands there."""

    async def obscene(self, person_id: int, since: datetime) -> list[datetime]:
        """When the person wrote messages whose wording is obscene; one that they reworded is none."""

    async def loose(self, person_id: int) -> list[Message]:
        """The customer's own messages that belong to no ticket yet, since the last promotion, oldest first."""

    async def recent_talk(self, person_id: int, limit: int, before: int | None = None) -> list[Message]:
        """The last messages of the person's talk, newest last; of those older than message ``before``, if there is."""

    async def thread(self, ticket_id: int) -> list[Message]: ...
    async def all_of(self, person_id: int) -> list[Message]:
        """All messages between the customer and the desk, in talk and in requests, oldest first."""

    async def last_words(self) -> dict[int, datetime]:
        """When the customer of each open ticket last wrote in it."""

    async def assign(self, message_ids: list[int], ticket_id: int) -> None: ...
    async def readdress(self, ticket_id: int, before: int, after: int) -> None:
        """What a person said in a ticket, and what was said to them there, is another's: both are the same human."""

    async def edit(self, message: Message, before: Message) -> None:
        """Store the new words and keep the earlier ones."""

    async def withdraw(self, message: Message) -> None:
        """Mark it as taken back."""

    async def fetched(self, message_id: int, attachment: Attachment) -> None: ...
    async def unfetched(self, limit: int) -> list[Message]: ...
