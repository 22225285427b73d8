"""People open, rename, close and delete topics, and pin messages."""

from __future__ import annotations

from bot.standin import topics
from bot.standin.acts.kind import Act, chat_of, need_right, post_of, topic_of
from bot.standin.errors import ActError
from bot.standin.methods.existing import pin_post
from bot.standin.state import Chat, Json, Person, Topic
from bot.standin.world import World


def create(world: World, person: Person, what: Json) -> Json:
    """Open a topic; returns the ForumTopic."""
    chat = chat_of(world, person, what)
    if not chat.forum:
        raise ActError(f"the chat {chat.id} has no topics")
    return topics.as_json(topics.open_topic(world, chat, person.id, str(what["name"])))


def rename(world: World, person: Person, what: Json) -> bool:
    """Rename a topic."""
    chat, topic = _managed(world, person, what)
    topics.rename(world, chat, topic, person.id, str(what["name"]), None)
    return True


def close(world: World, person: Person, what: Json) -> bool:
    """Close a topic."""
    chat, topic = _managed(world, person, what)
    topics.close(world, chat, topic, person.id, closed=True)
    return True


def reopen(world: World, person: Person, what: Json) -> bool:
    """Open a closed topic again."""
    chat, topic = _managed(world, person, what)
    topics.close(world, chat, topic, person.id, closed=False)
    return True


def delete(world: World, person: Person, what: Json) -> bool:
    """Delete a topic with its messages; the bot is not told."""
    chat, topic = _managed(world, person, what, "can_delete_messages")
    topics.delete(world, chat, topic)
    return True


def pin(world: World, person: Person, what: Json) -> bool:
    """Pin a message."""
    chat = chat_of(world, person, what)
    need_right(chat, person, "can_pin_messages")
    pin_post(world, chat, post_of(chat, what), person.id)
    return True


def _managed(world: World, person: Person, what: Json, right: str = "can_manage_topics") -> tuple[Chat, Topic]:
    chat = chat_of(world, person, what)
    topic = topic_of(chat, what["thread"])
    if topic is None:
        raise ActError("which topic?")
    if topic.creator != person.id:
        need_right(chat, person, right)
    return chat, topic


TABLE: dict[str, Act] = {
    "create_topic": create,
    "rename_topic": rename,
    "close_topic": close,
    "reopen_topic": reopen,
    "delete_topic": delete,
    "pin": pin,
}
