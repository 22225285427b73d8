"""What the bot can ask about chats and the people in them."""

from __future__ import annotations

from bot.standin import addressing, errors
from bot.standin.errors import ApiError
from bot.standin.members import chat_member, move
from bot.standin.methods.kind import Method
from bot.standin.params import Params
from bot.standin.state import Json, Member
from bot.standin.world import World

_GIFTS: Json = {
    "unlimited_gifts": True,
    "limited_gifts": True,
    "unique_gifts": True,
    "premium_subscription": True,
    "gifts_from_channels": True,
}


def get_chat(world: World, params: Params) -> Json:
    chat = addressing.readable(world, params)
    if not chat.private:
        addressing.writable(world, params)
    full = {**chat.card, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _GIFTS}
    pinned = [post for post in chat.posts.values() if post.pinned and not post.deleted]
    if pinned:
        full["pinned_message"] = pinned[-1].body
    return full


def get_member(world: World, params: Params) -> Json:
    chat = addressing.writable(world, params)
    user_id = params.integer("user_id")
    if user_id is None or world.user_card(user_id) is None:
        raise ApiError(errors.PARTICIPANT_ID_INVALID)
    if chat.private:
        if user_id not in (chat.id, world.bot_id):
            raise ApiError(errors.MEMBER_NOT_FOUND)
        return chat_member(world, chat, user_id, Member("member"))
    return chat_member(world, chat, user_id)


def get_administrators(world: World, params: Params) -> list[Json]:
    chat = addressing.writable(world, params)
    if chat.private:
        raise ApiError(errors.NO_ADMINISTRATORS)
    # Other bots are left out by Telegram; there are none here, and the asking bot is listed.
    return [chat_member(world, chat, user_id) for user_id, member in chat.members.items() if member.admin]


def count_members(world: World, params: Params) -> int:
    chat = addressing.writable(world, params)
    return 2 if chat.private else sum(member.present for member in chat.members.values())


def leave(world: World, params: Params) -> bool:
    chat = addressing.writable(world, params)
    if chat.private:
        raise ApiError(errors.CANT_LEAVE_PRIVATE)
    move(world, chat, world.bot_id, Member("left"), world.bot_id)
    return True


TABLE: dict[str, Method] = {
    "getChat": get_chat,
    "getChatMember": get_member,
    "getChatAdministrators": get_administrators,
    "getChatMemberCount": count_members,
    "leaveChat": leave,
}
