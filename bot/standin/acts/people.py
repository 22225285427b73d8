"""People come and go, block the bot, and give and take rights."""

from __future__ import annotations

from bot.standin.acts.kind import Act, chat_of
from bot.standin.errors import ActError
from bot.standin.groups import BOT_DEFAULT, bot_member, meet, upgrade
from bot.standin.members import blocked, move
from bot.standin.posting import SERVICE, Place, publish
from bot.standin.state import ADMIN_RIGHTS, Chat, Json, Member, Person
from bot.standin.world import World


def block(world: World, person: Person, _what: Json) -> bool:
    """Stop the bot: it may write no more."""
    if not person.blocked:
        person.blocked = True
        blocked(world, world.chat(person.id), True)
    return True


def deactivate(world: World, person: Person, _what: Json) -> bool:
    """Delete one's account; the bot is not told."""
    person.deactivated = True
    world.change("deactivated", world.chat(person.id), user=person.id)
    return True


def join(world: World, person: Person, what: Json) -> bool:
    """Enter a group."""
    chat = _group(world, what)
    move(world, chat, person.id, Member("member"), person.id)
    meet(world, chat)
    publish(world, Place(chat), person.id, {"new_chat_members": [person.user]}, SERVICE)
    return True


def leave(world: World, person: Person, what: Json) -> bool:
    """Leave a group."""
    chat = chat_of(world, person, what)
    publish(world, Place(chat), person.id, {"left_chat_member": person.user}, SERVICE)
    move(world, chat, person.id, Member("left"), person.id)
    return True


def add_bot(world: World, person: Person, what: Json) -> bool:
    """Bring the bot into a group, as ``bot`` describes it (an administrator with the usual rights by default)."""
    chat = chat_of(world, person, what)
    move(world, chat, world.bot_id, bot_member({**BOT_DEFAULT, **(what.get("bot") or {})}), person.id)
    meet(world, chat)
    publish(world, Place(chat), person.id, {"new_chat_members": [world.bot]}, SERVICE)
    return True


def kick_bot(world: World, person: Person, what: Json) -> bool:
    """Throw the bot out of a group."""
    chat = chat_of(world, person, what)
    move(world, chat, world.bot_id, Member("kicked"), person.id)
    return True


def promote(world: World, person: Person, what: Json) -> bool:
    """Make ``user`` (an id, or "bot") an administrator with ``rights`` (all by default), perhaps ``anonymous``."""
    chat, user_id, _ = _other(world, person, what)
    rights = what.get("rights")
    given = set(ADMIN_RIGHTS if rights is None else rights) | {"can_manage_chat"}
    move(world, chat, user_id, Member("administrator", given, bool(what.get("anonymous"))), person.id)
    return True


def demote(world: World, person: Person, what: Json) -> bool:
    """Take ``rights`` from ``user`` (an id, or "bot"); without ``rights`` they are a plain member again."""
    chat, user_id, member = _other(world, person, what)
    taken = what.get("rights")
    left = Member("member") if taken is None else Member("administrator", member.rights - set(taken), member.anonymous)
    move(world, chat, user_id, left, person.id)
    return True


def upgrade_group(world: World, person: Person, what: Json) -> int:
    """Turn a group into a supergroup (``forum`` true: with topics); returns its new id."""
    chat = chat_of(world, person, what)
    return upgrade(world, chat, person.id, bool(what.get("forum"))).id


def _group(world: World, what: Json) -> Chat:
    chat = world.chat(int(what["chat"]))
    if chat.private:
        raise ActError("that is a private chat")
    return chat


def _other(world: World, person: Person, what: Json) -> tuple[Chat, int, Member]:
    chat = chat_of(world, person, what)
    user_id = world.bot_id if what["user"] == "bot" else int(what["user"])
    member = chat.members.get(user_id)
    if member is None or not member.present:
        raise ActError(f"{what['user']} is not in the chat {chat.id}")
    return chat, user_id, member


TABLE: dict[str, Act] = {
    "block": block,
    "deactivate": deactivate,
    "join": join,
    "leave": leave,
    "add_bot": add_bot,
    "kick_bot": kick_bot,
    "promote": promote,
    "demote": demote,
    "upgrade": upgrade_group,
}
