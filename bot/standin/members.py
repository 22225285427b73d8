"""People's places in groups: the ChatMember objects, and the updates when a place changes."""

from __future__ import annotations

from bot.standin.state import ADMIN_RIGHTS, Chat, Json, Member
from bot.standin.world import World

ABSENT = Member("left")


def chat_member(world: World, chat: Chat, user_id: int, member: Member | None = None) -> Json:
    """The ChatMember object of someone in a group; whoever is not there has left."""
    place = member or chat.members.get(user_id, ABSENT)
    body: Json = {"status": place.status, "user": world.user_card(user_id)}
    match place.status:
        case "creator":
            body["is_anonymous"] = place.anonymous
        case "administrator":
            body |= {"can_be_edited": False, "is_anonymous": place.anonymous}
            body |= {right: right in place.rights for right in ADMIN_RIGHTS}
        case "kicked":
            body["until_date"] = 0
    return body


def move(world: World, chat: Chat, user_id: int, new: Member, by: int) -> None:
    """Give someone a new place and tell the bot, if it may know."""
    old = chat.members.get(user_id, ABSENT)
    chat.members[user_id] = new
    about_bot = user_id == world.bot_id
    watching = (place := world.bot_place(chat)) is not None and place.admin
    if about_bot or watching:
        world.updates.put("my_chat_member" if about_bot else "chat_member", _moved(world, chat, user_id, old, new, by))
    world.change("member", chat, user=user_id, status=new.status)


def blocked(world: World, chat: Chat, is_blocked: bool) -> None:
    """Tell the bot that the owner of a private chat has stopped or restarted it."""
    was, now = Member("member"), Member("kicked")
    if not is_blocked:
        was, now = now, was
    world.updates.put("my_chat_member", _moved(world, chat, world.bot_id, was, now, chat.id))
    world.change("blocked" if is_blocked else "unblocked", chat, user=chat.id)


def _moved(world: World, chat: Chat, user_id: int, old: Member, new: Member, by: int) -> Json:
    return {
        "chat": chat.card,
        "from": world.user_card(by),
        "date": world.stamp(),
        "old_chat_member": chat_member(world, chat, user_id, old),
        "new_chat_member": chat_member(world, chat, user_id, new),
    }
