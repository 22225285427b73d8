"""What an act is, and what acts share: who acts, where, and on which message."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.standin import topics
from bot.standin.errors import ActError
from bot.standin.state import Chat, Json, Person, Post, Topic
from bot.standin.world import World

Act = Callable[[World, Person, Json], Any]
"""The world, the person who acts, the words of the act; returns what the scene gets to see."""


def chat_of(world: World, person: Person, what: Json) -> Chat:
    """The chat of an act: the private chat with the bot unless one is named; it must be theirs."""
    chat = world.chat(int(what.get("chat") or person.id))
    if chat.private:
        if chat.id != person.id:
            raise ActError(f"the private chat {chat.id} belongs to somebody else than {person.id}")
        return chat
    if chat.moved_to is not None:
        raise ActError(f"the group {chat.id} was upgraded; it is {chat.moved_to} now")
    member = chat.members.get(person.id)
    if member is None or not member.present:
        raise ActError(f"the user {person.id} is not in the chat {chat.id}")
    return chat


def post_of(chat: Chat, what: Json, name: str = "message_id") -> Post:
    """The message that an act is about."""
    post = chat.live(int(what[name]))
    if post is None:
        raise ActError(f"there is no message {what[name]} in the chat {chat.id}")
    return post


def topic_of(chat: Chat, thread: Any) -> Topic | None:
    """The topic that an act names; None when it names none."""
    if thread is None or int(thread) == topics.GENERAL:
        return None
    topic = topics.find(chat, int(thread))
    if topic is None:
        raise ActError(f"there is no topic {thread} in the chat {chat.id}")
    return topic


def need_right(chat: Chat, person: Person, right: str) -> None:
    """Only an administrator with this right can do that."""
    if not chat.private and not chat.members[person.id].may(right):
        raise ActError(f"the user {person.id} lacks {right} in the chat {chat.id}")
