"""What is done to messages that are there: pins, reactions, deletions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from bot.standin import addressing, errors
from bot.standin.errors import ApiError
from bot.standin.methods.kind import Method
from bot.standin.params import Params
from bot.standin.posting import SERVICE, Place, publish, shown
from bot.standin.state import Chat, Post
from bot.standin.topics import of
from bot.standin.world import World

DELETABLE_FOR: Final = timedelta(hours=48)
MOST_AT_ONCE: Final = 100
_EMOJI: Final = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤\u200d🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓"
    " 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨\u200d💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾"
    " 🤷\u200d♂ 🤷 🤷\u200d♀ 😡"
)
REACTIONS: Final = frozenset(_EMOJI.split())
"""All that may be a reaction; a tick or a cross may not."""


def pin(world: World, params: Params) -> bool:
    chat = addressing.writable(world, params)
    post = addressing.message(chat, params, errors.PIN_NOT_FOUND)
    _may_pin(world, chat)
    if post.service:
        raise ApiError(errors.CANT_PIN_SERVICE)
    pin_post(world, chat, post, world.bot_id)
    return True


def pin_post(world: World, chat: Chat, post: Post, by: int) -> None:
    """Pin a message and leave the service message about it, for everybody and for the bot too."""
    post.pinned = True
    publish(world, Place(chat, of(chat, post)), by, {"pinned_message": shown(post)}, SERVICE)
    world.change("pinned", chat, thread=post.thread, message_id=post.id)


def unpin(world: World, params: Params) -> bool:
    chat = addressing.writable(world, params)
    _may_pin(world, chat)
    if params.integer("message_id") is not None:
        post = addressing.message(chat, params, errors.UNPIN_NOT_FOUND)
    else:
        found = next((post for post in reversed(chat.posts.values()) if post.pinned and not post.deleted), None)
        if found is None:
            raise ApiError(errors.UNPIN_NOT_FOUND)
        post = found
    post.pinned = False
    world.change("unpinned", chat, thread=post.thread, message_id=post.id)
    return True


def react(world: World, params: Params) -> bool:
    chat = addressing.writable(world, params)
    post = addressing.message(chat, params, errors.REACT_NOT_FOUND)
    reactions = params.json("reaction") or []
    for reaction in reactions:
        known = isinstance(reaction, dict) and reaction.get("type") == "emoji" and reaction.get("emoji") in REACTIONS
        if not known:
            raise ApiError(errors.REACTION_INVALID)
    if len(reactions) > 1:
        raise ApiError(errors.REACTIONS_TOO_MANY)
    post.reactions[world.bot_id] = reactions
    world.change("reaction", chat, thread=post.thread, message_id=post.id, user=world.bot_id, reaction=reactions)
    return True


def delete(world: World, params: Params) -> bool:
    chat = addressing.writable(world, params)
    post = addressing.message(chat, params, errors.DELETE_NOT_FOUND)
    _may_delete(world, chat, post)
    delete_post(world, chat, post)
    return True


def delete_post(world: World, chat: Chat, post: Post) -> None:
    """Take a message away. No update tells of it."""
    post.deleted = True
    world.change("deleted", chat, thread=post.thread, message_id=post.id)


def delete_many(world: World, params: Params) -> bool:
    chat = addressing.writable(world, params)
    # Ids that are not there are skipped; one message that may not be deleted stops everything.
    posts = [post for number in identifiers(params) if (post := chat.live(number)) is not None]
    for post in posts:
        _may_delete(world, chat, post)
    for post in posts:
        delete_post(world, chat, post)
    return True


def identifiers(params: Params) -> list[int]:
    """``message_ids``: 1-100 numbers."""
    value = params.json("message_ids")
    if not isinstance(value, list) or not value:
        raise ApiError(errors.IDS_NOT_SPECIFIED)
    if len(value) > MOST_AT_ONCE:
        raise ApiError(errors.TOO_MANY_IDS)
    return [int(number) for number in value]


def _may_pin(world: World, chat: Chat) -> None:
    if not chat.private and not addressing.bot_place(world, chat).may("can_pin_messages"):
        raise ApiError(errors.NO_RIGHT_TO_PIN)


def _may_delete(world: World, chat: Chat, post: Post) -> None:
    if not chat.private and addressing.bot_place(world, chat).may("can_delete_messages"):
        return
    if not chat.private and post.author != world.bot_id:
        raise ApiError(errors.CANT_DELETE)
    if world.now() - datetime.fromtimestamp(post.body["date"], UTC) > DELETABLE_FOR:
        raise ApiError(errors.CANT_DELETE_FOR_EVERYONE)


TABLE: dict[str, Method] = {
    "pinChatMessage": pin,
    "unpinChatMessage": unpin,
    "setMessageReaction": react,
    "deleteMessage": delete,
    "deleteMessages": delete_many,
}
