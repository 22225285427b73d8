"""Topics as the bot manages them, each act with the right that it needs."""

from __future__ import annotations

from bot.standin import addressing, errors, topics
from bot.standin.errors import ApiError, Wording
from bot.standin.methods.kind import Method
from bot.standin.params import Params
from bot.standin.state import Chat, Json, Topic
from bot.standin.world import World

_ICONS = ("📰", "💡", "⚡️", "🎙", "🔝", "🗣", "🆒", "❗️", "📝", "📆", "📁", "🔎", "✅", "❓")
_FIRST_ICON = 5_434_144_690_511_290_129


def create(world: World, params: Params) -> Json:
    chat = _forum(world, params)
    if not chat.private and not addressing.bot_place(world, chat).may("can_manage_topics"):
        raise ApiError(errors.NO_RIGHT_TO_CREATE_TOPIC)
    icon = params.text("icon_custom_emoji_id") or None
    topic = topics.open_topic(world, chat, world.bot_id, params.text("name"), params.integer("icon_color"), icon)
    return topics.as_json(topic)


def edit(world: World, params: Params) -> bool:
    chat, topic = _managed(world, params, errors.NO_RIGHT_TO_EDIT_TOPIC)
    icon = params.text("icon_custom_emoji_id") if "icon_custom_emoji_id" in params.raw else None
    # An empty name means that the name stays.
    topics.rename(world, chat, topic, world.bot_id, params.text("name") or None, icon)
    return True


def close(world: World, params: Params) -> bool:
    chat, topic = _managed(world, params, errors.NO_RIGHT_TO_CLOSE_TOPIC)
    topics.close(world, chat, topic, world.bot_id, closed=True)
    return True


def reopen(world: World, params: Params) -> bool:
    chat, topic = _managed(world, params, errors.NO_RIGHT_TO_CLOSE_TOPIC)
    topics.close(world, chat, topic, world.bot_id, closed=False)
    return True


def delete(world: World, params: Params) -> bool:
    chat = _forum(world, params)
    topic = _topic(chat, params)
    if not chat.private and not addressing.bot_place(world, chat).may("can_delete_messages"):
        raise ApiError(errors.NO_RIGHT_TO_DELETE_TOPIC)
    topics.delete(world, chat, topic)
    return True


def unpin_all(world: World, params: Params) -> bool:
    chat = _forum(world, params)
    topic = _topic(chat, params)
    if not addressing.bot_place(world, chat).may("can_pin_messages"):
        raise ApiError(errors.NO_RIGHT_TO_PIN)
    for post in chat.posts.values():
        if post.pinned and post.thread == topic.thread:
            post.pinned = False
            world.change("unpinned", chat, thread=topic.thread, message_id=post.id)
    return True


def icons(_world: World, _params: Params) -> list[Json]:
    return [
        {
            "file_id": f"CAACicon-{number}",
            "file_unique_id": f"icon{number}",
            "type": "custom_emoji",
            "width": 100,
            "height": 100,
            "is_animated": True,
            "is_video": False,
            "emoji": emoji,
            "set_name": "Topics",
            "custom_emoji_id": str(_FIRST_ICON + number),
        }
        for number, emoji in enumerate(_ICONS)
    ]


def _forum(world: World, params: Params) -> Chat:
    chat = addressing.writable(world, params)
    if not chat.forum and not (chat.private and world.private_topics):
        raise ApiError(errors.NOT_A_FORUM)
    return chat


def _topic(chat: Chat, params: Params) -> Topic:
    topic = topics.find(chat, params.integer("message_thread_id"))
    if topic is None:
        raise ApiError(errors.TOPIC_ID_INVALID)
    return topic


def _managed(world: World, params: Params, no_right: Wording) -> tuple[Chat, Topic]:
    """A topic that the bot may change: as an administrator with the right, or because it opened it."""
    chat = _forum(world, params)
    topic = _topic(chat, params)
    place = addressing.bot_place(world, chat)
    theirs = topic.creator == world.bot_id and (place.present or chat.private)
    if not place.may("can_manage_topics") and not theirs:
        raise ApiError(no_right)
    return chat, topic


TABLE: dict[str, Method] = {
    "createForumTopic": create,
    "editForumTopic": edit,
    "closeForumTopic": close,
    "reopenForumTopic": reopen,
    "deleteForumTopic": delete,
    "unpinAllForumTopicMessages": unpin_all,
    "getForumTopicIconStickers": icons,
}
