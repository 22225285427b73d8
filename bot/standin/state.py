"""What the stand-in remembers: people, chats, topics and messages, as plain rows.

A message's ``body`` is the very Message object that the Bot API gives. It is replaced, never changed in place, so
whoever holds one (an update in the queue, the list of changes) holds a picture of that moment for free.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

ANONYMOUS_ADMIN: Json = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
"""Telegram signs what anonymous administrators write with this account: ``is_bot`` is true, yet a person wrote."""

ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
    "can_pin_messages",
    "can_manage_topics",
)


@dataclass(slots=True)
class Person:
    """A Telegram user and how far the bot may reach them."""

    user: Json
    phone: str
    started: bool = False
    """They wrote to the bot at least once: only then may the bot write first."""
    met: bool = False
    """The bot has seen them in a group: known, but not to be written to."""
    blocked: bool = False
    deactivated: bool = False

    @property
    def id(self) -> int:
        return int(self.user["id"])


@dataclass(slots=True)
class Member:
    """Someone's place in a group: creator, administrator, member, left or kicked."""

    status: str
    rights: set[str] = field(default_factory=set)
    anonymous: bool = False

    @property
    def present(self) -> bool:
        return self.status not in ("left", "kicked")

    @property
    def admin(self) -> bool:
        return self.status in ("creator", "administrator")

    def may(self, right: str) -> bool:
        return self.status == "creator" or (self.status == "administrator" and right in self.rights)


@dataclass(slots=True)
class Topic:
    """A topic of a forum; its id is the id of the service message that opened it."""

    thread: int
    name: str
    icon_color: int
    icon_custom_emoji_id: str | None
    creator: int
    closed: bool = False
    deleted: bool = False


@dataclass(slots=True)
class Post:
    """One message in a chat."""

    body: Json
    author: int
    """Who really wrote it, also behind GroupAnonymousBot."""
    markup: Json | None = None
    """A reply keyboard, its removal or a forced reply: the Message object does not show these."""
    deleted: bool = False
    pinned: bool = False
    service: bool = False
    receiver: int | None = None
    """For an ephemeral message: the only person who sees it."""
    reactions: dict[int, list[Json]] = field(default_factory=dict)

    @property
    def id(self) -> int:
        return int(self.body["message_id"])

    @property
    def thread(self) -> int | None:
        """The topic it lies in; None for General and for chats without topics."""
        return self.body["message_thread_id"] if self.body.get("is_topic_message") else None


@dataclass(slots=True)
class Chat:
    """A private chat, a group or a supergroup. ``ids`` numbers its messages and may be shared with other chats."""

    id: int
    kind: str
    title: str
    ids: Iterator[int]
    forum: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    posts: dict[int, Post] = field(default_factory=dict)
    moved_to: int | None = None
    card: Json = field(default_factory=dict)
    """The Chat object as it stands in every message."""

    @property
    def private(self) -> bool:
        return self.kind == "private"

    def live(self, message_id: int | None) -> Post | None:
        """The message with this id unless it is deleted or was never there."""
        post = self.posts.get(message_id) if message_id is not None else None
        return None if post is None or post.deleted else post


@dataclass(slots=True)
class Query:
    """A pressed button and how the bot answered it."""

    id: str
    user: int
    chat: int
    born: float
    answer: Json | None = None
