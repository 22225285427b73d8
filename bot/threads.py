"""The desk's threads as topics of the staff chat: made when first needed, made again when somebody deleted them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from aiogram.methods import (
    CloseForumTopic,
    CreateForumTopic,
    EditForumTopic,
    PinChatMessage,
)

from bot.caller import Caller, Failed
from bot.methods import SendMessage
from bot.outcome import Failure, Unchanged
from bot.ports import BotStorage
from bot.staffchat import StaffChat
from bot.views import VIEWS
from bot.words import Words
from core.conversations.message import Message
from core.desk import Desk
from core.notifications.outbox import Later
from core.people.account import account_of
from core.tickets.contact import contact_of
from core.tickets.facts import card

REPLAYED = 5
"""So many of the last messages stand in a topic that had to be made anew."""
REMEMBERED = 10_000
"""Topics whose place is not looked up again; there is one sender, and it alone opens them."""
NAME_LENGTH = 128
GENERAL = "general"


@dataclass(frozen=True, slots=True)
class Place:
    """A chat and, in the staff chat, the topic in it; None is the general one."""

    chat: str
    topic: int | None = None
    fresh: bool = False


Step = Callable[[Place, str], Awaitable[None]]
"""Something that a new topic is furnished with; done again when Telegram asked to wait."""


class Threads:
    """Finds the topic of a thread, and opens it."""

    def __init__(self, call: Caller, storage: BotStorage, desk: Desk[Any], staff: StaffChat, words: Words) -> None:
        self._call = call
        self._storage = storage
        self._desk = desk
        self._staff = staff
        self._words = words
        self._known: dict[str, Place] = {}
        self._owed: dict[str, list[Step]] = {}

    async def place(self, thread: str, team: str = "") -> Place:
        """Where a thread is shown; raises Failed when its topic cannot be opened now."""
        if thread == GENERAL:
            return Place(self._staff.of(team))
        place = self._known.get(thread)
        if place is None or place.chat not in self._staff:
            place = await self._found(thread) or await self._open(thread)
        return await self._furnished(place, thread) if thread in self._owed else place

    async def reopen(self, thread: str, on_its_way: int | None) -> Place:
        """The topic is gone: open another one and tell what stood last in it, before the message on its way."""
        self._known.pop(thread, None)
        async with self._storage.begin() as store:
            await store.telegram.drop_topic(thread)
        place = await self._open(thread)
        self._owed[thread].insert(1, partial(self._replay, on_its_way=on_its_way))
        return await self._furnished(place, thread)

    async def transfer(self, ticket_id: int) -> None:
        """The ticket is with another team: its topic goes on in that team's group, and the old one says where."""
        thread = f"ticket:{ticket_id}"
        async with self._storage.read() as store:
            old, ticket = await store.telegram.topic(thread), await store.tickets.peek(ticket_id)
        if old is None or old.chat == self._staff.of(ticket.team):
            return
        self._known.pop(thread, None)
        place = await self._open(thread)
        self._owed[thread].insert(1, partial(self._replay, on_its_way=None, moved=True))
        self._owed[thread].append(partial(self._left, old=Place(old.chat, old.topic_id)))
        self._owed[thread].append(partial(self._closed, old=Place(old.chat, old.topic_id)))
        await self._furnished(place, thread)

    async def card_facts(self, ticket_id: int) -> dict[str, Any]:
        """The ticket as its card shows it, as it is now."""
        async with self._storage.read() as store:
            ticket = await store.tickets.peek(ticket_id)
            contact = await contact_of(store, ticket)
            regulation = await self._desk.regulation_of(store, ticket)
        return card(ticket, regulation, self._desk.clock.now(), contact)

    async def _found(self, thread: str) -> Place | None:
        async with self._storage.read() as store:
            topic = await store.telegram.topic(thread)
        if topic is None or topic.chat not in self._staff:
            return None
        if topic.card is None:  # the process died before the topic had its first message
            self._owed.setdefault(thread, self._furniture(thread))
        return self._keep(thread, Place(topic.chat, topic.topic_id))

    async def _open(self, thread: str) -> Place:
        facts = await self._facts(thread)
        chat, name = self._staff.of(facts.get("team", "")), self._name(facts, _is_ticket(thread))
        made = await self._call(chat, CreateForumTopic(chat_id=int(chat), name=name))
        async with self._storage.begin() as store:
            await store.telegram.keep_topic(thread, chat, made.message_thread_id, name)
        self._owed[thread] = self._furniture(thread)
        return self._keep(thread, Place(chat, made.message_thread_id))

    def _keep(self, thread: str, place: Place) -> Place:
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        self._known[thread] = place
        return place

    def _furniture(self, thread: str) -> list[Step]:
        """What stands in a new topic before anything else, in this order."""
        return [self._first_message, self._pin] if _is_ticket(thread) else [self._first_message]

    async def _furnished(self, place: Place, thread: str) -> Place:
        """Do what the topic is owed. The topic itself stands, so nothing of it but waiting may stop the message."""
        owed = self._owed[thread]
        while owed:
            try:
                await owed[0](place, thread)
            except Failed as stopped:
                if not _mere_comfort(stopped.failure):
                    raise
            owed.pop(0)
        del self._owed[thread]
        return replace(place, fresh=True)

    async def _facts(self, thread: str) -> dict[str, Any]:
        number = int(thread.partition(":")[2])
        return await (self.card_facts(number) if _is_ticket(thread) else self._talk_facts(number))

    async def rename(self, place: Place, ticket_id: int) -> None:
        """The topic's name follows the ticket: its priority, its organisation, and a mark once it is closed."""
        thread, name = f"ticket:{ticket_id}", self._name(await self.card_facts(ticket_id), is_ticket=True)
        async with self._storage.read() as store:
            topic = await store.telegram.topic(thread)
        if topic is None or topic.name == name or place.topic is None:
            return
        try:
            await self._call(
                place.chat, EditForumTopic(chat_id=int(place.chat), message_thread_id=place.topic, name=name)
            )
        except Failed as failed:
            if not isinstance(failed.failure, Unchanged):
                raise
        async with self._storage.begin() as store:
            await store.telegram.rename_topic(thread, name)

    async def _talk_facts(self, person_id: int) -> dict[str, Any]:
        async with self._storage.read() as store:
            account = await account_of(store.organisations, await store.people.get(person_id))
        organisation = account.organisation
        named = {"name": account.person.name, "username": account.person.username}
        return named | {"organisation": organisation.name if organisation else ""}

    def _name(self, facts: dict[str, Any], is_ticket: bool) -> str:
        if not is_ticket:
            return f"💬 {facts['name']}"[:NAME_LENGTH]
        first_field = next((field["value"] for field in facts["fields"]), facts["subject"])
        whose, priority = facts["organisation"] or first_field, self._words.priority(facts["priority"])
        done = "✓ " if facts["closed"] else ""
        return f"{done}{facts['number']} · {priority} · {whose}"[:NAME_LENGTH]

    async def _first_message(self, place: Place, thread: str) -> None:
        screen = VIEWS["card" if _is_ticket(thread) else "talk_topic"](self._words, await self._facts(thread))
        sent = await self._call(
            place.chat,
            SendMessage(
                chat_id=int(place.chat),
                message_thread_id=place.topic,
                text=screen.html,
                parse_mode="HTML",
                reply_markup=screen.markup,
            ),
        )
        async with self._storage.begin() as store:
            await store.telegram.keep_card(thread, sent.message_id)

    async def _pin(self, place: Place, thread: str) -> None:
        async with self._storage.read() as store:
            topic = await store.telegram.topic(thread)
        if topic is not None and topic.card is not None:
            await self._call(
                place.chat,
                PinChatMessage(chat_id=int(place.chat), message_id=topic.card, disable_notification=True),
            )

    async def _left(self, place: Place, thread: str, old: Place) -> None:
        """Whoever looks into the topic that was left finds the way."""
        text = VIEWS["topic_left"](self._words, {"link": link(place)}).html
        method = SendMessage(chat_id=int(old.chat), message_thread_id=old.topic, text=text, parse_mode="HTML")
        await self._call(old.chat, method)

    async def _closed(self, place: Place, thread: str, old: Place) -> None:
        assert old.topic is not None
        await self._call(old.chat, CloseForumTopic(chat_id=int(old.chat), message_thread_id=old.topic))

    async def _replay(self, place: Place, thread: str, on_its_way: int | None, moved: bool = False) -> None:
        number = int(thread.partition(":")[2])
        async with self._storage.read() as store:
            if _is_ticket(thread):
                messages = [m for m in await store.messages.thread(number) if on_its_way is None or m.id < on_its_way]
            else:
                messages = await store.messages.recent_talk(number, REPLAYED, on_its_way)
        messages = [message for message in messages if message.withdrawn_at is None]
        if not messages:
            return
        facts = {"messages": [_line(message) for message in messages[-REPLAYED:]], "moved": moved}
        text = VIEWS["replayed"](self._words, facts).html
        await self._call(
            place.chat,
            SendMessage(chat_id=int(place.chat), message_thread_id=place.topic, text=text, parse_mode="HTML"),
        )


def link(place: Place) -> str:
    """The address of a topic, for members of its group."""
    return f"https://t.me/c/{place.chat.removeprefix('-100')}/{place.topic}"


def _line(message: Message) -> dict[str, str]:
    text = message.text or (message.attachment.name if message.attachment else "")
    return {"author": message.author_name, "text": text[:500]}


def _is_ticket(thread: str) -> bool:
    return thread.startswith("ticket:")


def _mere_comfort(failure: Failure) -> bool:
    """Waiting must go up, so that the parcel waits too; anything else only costs the comfort."""
    return not isinstance(failure, Later)
