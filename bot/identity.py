"""Before a handler: who is asking, from where, and whose handlers that concerns."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from aiogram.types import CallbackQuery, Chat, Message, Update, User

import locales
from bot.turn import Turn
from core.people.authority import Actor
from core.people.person import Person
from core.people.standing import Standing
from core.regulation.model import Role

CHANNEL = "telegram"


class Side(StrEnum):
    """Whose handlers an update is for."""

    CUSTOMER = "customer"
    STAFF = "staff"
    ANONYMOUS = "anonymous"
    """An administrator of the staff chat who writes in the group's name: who it is, nobody knows."""
    GUESTS = "guests"
    """A group chat of customers, in which the bot is a guest."""
    NOBODY = "nobody"


async def identify(update: Update, turn: Turn) -> Side:
    """Find or note the person, and in the staff chat the thread; other bots are none of our business, and of whoever
    merely writes in a group of customers nothing is noted."""
    chat, user, thread = _source(update)
    if chat is None or user is None:
        return Side.NOBODY
    in_staff_chat = str(chat.id) == turn.staff_chat
    if chat.type != "private" and not in_staff_chat:
        return Side.GUESTS if update.message is not None and not user.is_bot else Side.NOBODY
    written = update.message or update.edited_message
    signed_by = written.sender_chat if written is not None else None
    if signed_by is not None and signed_by.id != chat.id:
        return Side.NOBODY  # a linked channel's posts, or somebody who writes as their channel
    anonymous = signed_by is not None
    if user.is_bot and not anonymous:  # other bots say nothing to us, but Telegram's news may be signed by one
        return Side.STAFF if in_staff_chat and (written is None or written.migrate_to_chat_id) else Side.NOBODY
    turn.standing = await standing_of(turn, user)
    turn.actor = Actor(turn.person.id, turn.person.name, Role.CUSTOMER, CHANNEL)
    if not in_staff_chat:
        turn.in_private = True
        return Side.CUSTOMER
    if thread is not None:
        topic = await turn.work.store.telegram.topic_at(turn.staff_chat, thread)
        turn.thread = topic.thread if topic else None
    if anonymous:
        turn.actor = replace(turn.actor, role=Role.MANAGER)
        return Side.ANONYMOUS
    turn.actor = await _colleague(turn)
    return Side.STAFF


async def standing_of(turn: Turn, user: User) -> Standing:
    """The person behind a Telegram account, noted when seen for the first time."""
    people = turn.work.people
    standing = await people.standing(CHANNEL, str(user.id), turn.now)
    if standing is None:
        language = locales.best(user.language_code, *turn.languages)
        fresh = Person(0, user.full_name, language, turn.now, username=user.username or "")
        standing = Standing(await people.add(fresh, CHANNEL, str(user.id)))
        before = ""
    else:
        before = standing.person.username
    person = standing.person
    if (person.name, person.username) != (user.full_name, user.username or ""):
        person.name, person.username = user.full_name, user.username or ""
        await people.save(person)
    if person.username and person.username != before:
        await people.bears(person)
    return standing


async def _colleague(turn: Turn) -> Actor:
    """Whoever writes in the staff chat is a member of it: an engineer, unless known as a manager."""
    role = Role.ENGINEER
    known = await turn.work.people.colleague(turn.person.id)
    if known is None:
        await turn.work.people.enlist(turn.person.id, role)
    else:
        role = known.role
    return Actor(turn.person.id, turn.person.name, role, CHANNEL)


def _source(update: Update) -> tuple[Chat | None, User | None, int | None]:
    event = update.event
    match event:
        case Message():
            thread = event.message_thread_id if event.is_topic_message else None
            return event.chat, event.from_user, thread
        case CallbackQuery(message=message) if message is not None:
            thread = message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
            return message.chat, event.from_user, thread
        case _:
            return getattr(event, "chat", None), getattr(event, "from_user", None), None
