"""Topics of a forum: what opening, renaming, closing and deleting one does, whoever does it."""

from __future__ import annotations

from bot.standin import errors
from bot.standin.errors import ApiError
from bot.standin.posting import SERVICE, Extra, Place, publish
from bot.standin.state import Chat, Json, Post, Topic
from bot.standin.world import World

NAME_LIMIT = 128
GENERAL = 1
"""The id of the topic that every forum has; its messages carry no thread at all."""
COLORS = (0x6FB9F0, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F)


def open_topic(
    world: World, chat: Chat, by: int, name: str, color: int | None = None, icon: str | None = None
) -> Topic:
    """A new topic; its first message is the service message that tells of it, and gives it its id."""
    name = clean_name(name)
    created: Json = {"name": name, "icon_color": color or COLORS[len(chat.topics) % len(COLORS)]}
    if icon:
        created["icon_custom_emoji_id"] = icon
    topic = Topic(next(chat.ids), name, created["icon_color"], icon, by)
    chat.topics[topic.thread] = topic
    extra = Extra(service=True, message_id=topic.thread)
    publish(world, Place(chat, topic), by, {"forum_topic_created": created}, extra)
    world.change("topic_created", chat, thread=topic.thread, name=name)
    return topic


def rename(world: World, chat: Chat, topic: Topic, by: int, name: str | None, icon: str | None) -> None:
    """Give a topic another name or icon; what is the same already is TOPIC_NOT_MODIFIED, naming nothing is fine."""
    if name is None and icon is None:
        return
    edited: Json = {}
    if name is not None and (name := clean_name(name)) != topic.name:
        edited["name"] = topic.name = name
    if icon is not None and icon != (topic.icon_custom_emoji_id or ""):
        topic.icon_custom_emoji_id = icon or None
        edited["icon_custom_emoji_id"] = icon
    if not edited:
        raise ApiError(errors.TOPIC_NOT_MODIFIED)
    publish(world, Place(chat, topic), by, {"forum_topic_edited": edited}, SERVICE)
    world.change("topic_renamed", chat, thread=topic.thread, name=topic.name)


def close(world: World, chat: Chat, topic: Topic, by: int, closed: bool) -> None:
    """Close or reopen a topic."""
    if topic.closed == closed:
        raise ApiError(errors.TOPIC_NOT_MODIFIED)
    topic.closed = closed
    publish(world, Place(chat, topic), by, {"forum_topic_closed" if closed else "forum_topic_reopened": {}}, SERVICE)
    world.change("topic_closed" if closed else "topic_reopened", chat, thread=topic.thread)


def delete(world: World, chat: Chat, topic: Topic) -> None:
    """Delete a topic with all that is in it. Nobody is sent an update about it."""
    topic.deleted = True
    for post in chat.posts.values():
        if post.thread == topic.thread:
            post.deleted = True
    world.change("topic_deleted", chat, thread=topic.thread)


def clean_name(name: str) -> str:
    """A topic's name as Telegram keeps it: blanks cut, at most 128 characters; an empty one is refused."""
    name = " ".join(name.split())[:NAME_LIMIT].rstrip()
    if not name:
        raise ApiError(errors.TOPIC_NAME_EMPTY)
    return name


def find(chat: Chat, thread: int | None) -> Topic | None:
    """The topic with this id unless it is deleted."""
    topic = chat.topics.get(thread) if thread is not None else None
    return None if topic is None or topic.deleted else topic


def of(chat: Chat, post: Post) -> Topic | None:
    """The topic in which a message lies."""
    return find(chat, post.thread)


def as_json(topic: Topic) -> Json:
    """The ForumTopic object."""
    body: Json = {"message_thread_id": topic.thread, "name": topic.name, "icon_color": topic.icon_color}
    if topic.icon_custom_emoji_id:
        body["icon_custom_emoji_id"] = topic.icon_custom_emoji_id
    return body
