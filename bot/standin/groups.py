"""Making people and groups, and turning a group into a supergroup."""

from __future__ import annotations

import itertools
from typing import Any

from bot.standin import topics
from bot.standin.errors import ActError
from bot.standin.members import move
from bot.standin.posting import SERVICE, Place, publish
from bot.standin.state import ADMIN_RIGHTS, Chat, Json, Member, Person
from bot.standin.world import World

_USER_FIELDS = ("first_name", "last_name", "username", "language_code", "is_premium")
_PLACES = ("administrator", "member", "left", "kicked")
BOT_DEFAULT: Json = {
    "status": "administrator",
    "can_manage_topics": True,
    "can_pin_messages": True,
    "can_delete_messages": True,
}


def add_user(world: World, fields: Json) -> Json:
    """Make a person (or give an old one new names); returns the User object."""
    user_id = world.user_id(fields.get("id"))
    user: Json = {"id": user_id, "is_bot": False, "first_name": f"User {user_id}"}
    user |= {name: fields[name] for name in _USER_FIELDS if fields.get(name) is not None}
    person = world.people.get(user_id)
    if person is None:
        phone = str(fields.get("phone_number", f"+7900{user_id % 10_000_000:07d}"))
        world.people[user_id] = Person(user, phone)
        world.chats[user_id] = Chat(user_id, "private", "", world.shared_ids)
    else:
        person.user = user
    card: Json = {name: user[name] for name in ("id", "first_name", "last_name", "username") if name in user}
    world.chats[user_id].card = {**card, "type": "private"}
    return user


def add_group(world: World, fields: Json) -> Json:
    """Make a group; a forum is a supergroup. Returns the Chat object.

    The bot is an administrator with the usual rights unless ``bot`` says otherwise; a right is taken by naming it
    false.
    """
    forum = bool(fields.get("forum", fields.get("type") != "group"))
    supergroup = forum or fields.get("type") == "supergroup"
    chat_id = world.group_id(fields.get("id"), supergroup)
    if chat_id in world.chats:
        raise ActError(f"the chat {chat_id} is there already")
    chat = _chat(world, chat_id, str(fields.get("title", "Group")), forum, supergroup)
    if username := fields.get("username"):
        chat.card["username"] = str(username)
    admins = [int(user) for user in fields.get("admins") or ()]
    for user_id in {*admins, *(int(user) for user in fields.get("members") or ())}:
        world.person(user_id)
        admin = user_id in admins
        chat.members[user_id] = Member("administrator", set(ADMIN_RIGHTS)) if admin else Member("member")
    if admins:
        chat.members[admins[0]] = Member("creator", set(ADMIN_RIGHTS))
    wanted: dict[str, Any] = {**BOT_DEFAULT, **(fields.get("bot") or {})}
    if wanted["status"] != "absent":
        adder = admins[0] if admins else world.bot_id
        move(world, chat, world.bot_id, bot_member(wanted), adder)
        meet(world, chat)
    return chat.card


def bot_member(wanted: Json) -> Member:
    """The bot's place as a scene describes it: a status and the rights that are true."""
    status = str(wanted["status"])
    if status not in _PLACES:
        raise ActError(f"the bot cannot be {status!r}; it can be {', '.join(_PLACES)} or absent")
    if status != "administrator":
        return Member(status)
    return Member("administrator", {"can_manage_chat"} | {right for right in ADMIN_RIGHTS if wanted.get(right)})


def meet(world: World, chat: Chat) -> None:
    """The bot comes to know everybody who is in a group with it; that does not let it write to them."""
    place = world.bot_place(chat)
    if place is None or not place.present:
        return
    for user_id, member in chat.members.items():
        if member.present and user_id in world.people:
            world.people[user_id].met = True


def upgrade(world: World, chat: Chat, by: int, forum: bool) -> Chat:
    """Turn a group into a supergroup with a new id; the old one only says where it went."""
    if chat.kind != "group" or chat.moved_to is not None:
        raise ActError("only a basic group can be upgraded; make one with type=group")
    new = _chat(world, world.group_id(None, supergroup=True), chat.title, forum, supergroup=True)
    new.members = dict(chat.members)
    world.change("upgraded", chat, to=new.id)
    publish(world, Place(chat), by, {"migrate_to_chat_id": new.id}, SERVICE)
    chat.moved_to = new.id
    publish(world, Place(new), by, {"migrate_from_chat_id": chat.id}, SERVICE)
    return new


def _chat(world: World, chat_id: int, title: str, forum: bool, supergroup: bool) -> Chat:
    kind = "supergroup" if supergroup else "group"
    # The number 1 is taken: it is the group's own creation, and in a forum the topic General.
    ids = itertools.count(topics.GENERAL + 1) if supergroup else world.shared_ids
    chat = Chat(chat_id, kind, title, ids, forum)
    chat.card = {"id": chat_id, "type": kind, "title": title} | ({"is_forum": True} if forum else {})
    world.chats[chat_id] = chat
    return chat
