"""The desk's threads as topics of the staff chat: made when first needed, made again when somebody deleted them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiogram.methods import CreateForumTopic, PinChatMessage, SendMessage

from bot.caller import Caller, Failed
from bot.outcome import Failure
from bot.ports import BotStorage
from bot.staffchat import StaffChat
from bot.views import VIEWS
from bot.words import Words
from core.conversations.message import Message
from core.desk import Desk
from core.notifications.outbox import Later
from core.tickets.facts import card

REPLAYED = 5
"""So many of the last messages stand in a topic that had to be made anew."""
NAME_LENGTH = 128
GENERAL = "general"


@dataclass(frozen=True, slots=True)
class Place:
    """A chat and, in the staff chat, the topic in it; None is the general one."""

    chat: str
    topic: int | None = None
    fresh: bool = False


class Threads:
    """Finds the topic of a thread, and opens it."""

    def __init__(self, call: Caller, storage: BotStorage, desk: Desk[Any], staff: StaffChat, words: Words) -> None:
        self._call = call
        self._storage = storage
        self._desk = desk
        self._staff = staff
        self._words = words

    async def place(self, thread: str) -> Place:
        """Where a thread is shown; raises Failed when its topic cannot be opened now."""
        if thread == GENERAL:
            return Place(self._staff.id)
        async with self._storage.read() as store:
            topic = await store.telegram.topic(thread)
        if topic is not None and topic.chat == self._staff.id:
            return Place(topic.chat, topic.topic_id)
        return await self._open(thread, again=False)

    async def reopen(self, thread: str) -> Place:
        """The topic is gone: open another one and tell what stood last in it."""
        async with self._storage.begin() as store:
            await store.telegram.drop_topic(thread)
        return await self._open(thread, again=True)

    async def card_facts(self, ticket_id: int) -> dict[str, Any]:
        """The ticket as its card shows it, as it is now."""
        async with self._storage.read() as store:
            ticket = await store.tickets.peek(ticket_id)
        return card(ticket, self._desk.known.get(ticket.edition, self._desk.regulation))

    async def _open(self, thread: str, *, again: bool) -> Place:
        chat = self._staff.id
        subject, _, number = thread.partition(":")
        is_ticket = subject == "ticket"
        facts = await self.card_facts(int(number)) if is_ticket else await self._talk_facts(int(number))
        name = self._name(facts, is_ticket)
        made = await self._call(chat, CreateForumTopic(chat_id=int(chat), name=name))
        topic_id = made.message_thread_id
        async with self._storage.begin() as store:
            await store.telegram.keep_topic(thread, chat, topic_id, name)
        place = Place(chat, topic_id, fresh=True)
        # What follows makes the topic comfortable; the topic itself stands, so nothing of it may stop the message.
        try:
            await self._first_message(place, thread, facts, is_ticket)
            if again:
                await self._replay(place, thread)
        except Failed as stopped:
            if not _mere_comfort(stopped.failure):
                raise
        return place

    async def _talk_facts(self, person_id: int) -> dict[str, Any]:
        async with self._storage.read() as store:
            person = await store.people.get(person_id)
        return {"name": person.name, "username": person.username}

    def _name(self, facts: dict[str, Any], is_ticket: bool) -> str:
        if not is_ticket:
            return f"💬 {facts['name']}"[:NAME_LENGTH]
        organisation = next((f["value"] for f in facts["fields"]), facts["subject"])
        return f"{facts['number']} · {facts['priority']} · {organisation}"[:NAME_LENGTH]

    async def _first_message(self, place: Place, thread: str, facts: dict[str, Any], is_ticket: bool) -> None:
        screen = VIEWS["card" if is_ticket else "talk_topic"](self._words, facts)
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
        if is_ticket:
            await self._call(
                place.chat,
                PinChatMessage(chat_id=int(place.chat), message_id=sent.message_id, disable_notification=True),
            )

    async def _replay(self, place: Place, thread: str) -> None:
        subject, _, number = thread.partition(":")
        async with self._storage.read() as store:
            if subject == "ticket":
                messages = (await store.messages.thread(int(number)))[-REPLAYED:]
            else:
                messages = await store.messages.recent_talk(int(number), REPLAYED)
        text = VIEWS["replayed"](self._words, {"messages": [_line(message) for message in messages]}).html
        await self._call(
            place.chat,
            SendMessage(chat_id=int(place.chat), message_thread_id=place.topic, text=text, parse_mode="HTML"),
        )


def _line(message: Message) -> dict[str, str]:
    text = message.text or (message.attachment.name if message.attachment else "")
    return {"author": message.author_name, "text": text[:500]}


def _mere_comfort(failure: Failure) -> bool:
    """Waiting must go up, so that the parcel waits too; anything else only costs the comfort."""
    return not isinstance(failure, Later)
