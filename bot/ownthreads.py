"""Threads of the customer's private chat: «Консультация» and one for each request, where Telegram lets us have them.

They are a comfort only. Whatever Telegram refuses about them, the message goes without one, and replies lead to the
request as they do without threads.
"""

from __future__ import annotations

import logging

import aiohttp
from aiogram.exceptions import TelegramAPIError
from aiogram.methods import CreateForumTopic

import locales
from bot.caller import Caller, Failed
from bot.outcome import Failure, Lost
from bot.ports import BotStorage
from bot.threads import Place
from bot.words import mark
from core.notifications.notice import Customer, Parcel
from core.notifications.outbox import Later, Permanent

log = logging.getLogger(__name__)

TALK = mark("Consultation")
OPENING = frozenset({"relay", "talk_opened"})
"""What the thread of the consultation is opened for; whoever never talks gets none."""
PREFIX = "own"
REMEMBERED = 10_000
"""Threads whose place is not looked up again; there is one sender, and it alone opens them."""
OURS = frozenset({"pace", "flood"})
"""Waiting that is about how often we call, and not about threads."""


def ticket_of(thread: str) -> int | None:
    """The ticket that a thread of a private chat is about; None for the consultation's and for the staff's topics."""
    subject, _, rest = thread.partition(":")
    number = rest.rpartition(":")[2]
    return int(number) or None if subject == PREFIX else None


class OwnThreads:
    """Finds the thread of a private chat that a notice belongs to, and opens it."""

    def __init__(self, call: Caller, storage: BotStorage) -> None:
        self._call = call
        self._storage = storage
        self._known: dict[str, Place] = {}
        self._plain: set[str] = set()
        self._offered: bool | None = None

    async def place(self, parcel: Parcel) -> Place:
        """Where a customer reads this; raises Failed when the thread is to be opened and has to wait for its turn."""
        chat, notice = parcel.address, parcel.notice
        if chat in self._plain or not await self._has_topics():
            return Place(chat)
        thread = _name(parcel)
        place = self._known.get(thread) or await self._found(thread, chat)
        if place is None and (notice.ticket_id is not None or notice.kind in OPENING):
            place = await self._open(thread, parcel)
        return place or Place(chat)

    async def refused(self, parcel: Parcel, place: Place | None, failure: Failure) -> bool:
        """True when the failure is about the thread: this customer has none until the next start, and it is sent anew.

        What else may be the matter shows when it is sent without a thread.
        """
        if place is None or place.topic is None or not isinstance(parcel.notice.to, Customer):
            return False
        about_threads = isinstance(failure, Lost) and failure.what in ("topic", "closed_topic")
        unknown = isinstance(failure, Permanent) and failure.reason.startswith("refused")
        if not (about_threads or unknown):
            return False
        self._known.pop(_name(parcel), None)
        async with self._storage.begin() as store:
            await store.telegram.drop_topic(_name(parcel))
        self._go_without(place.chat, failure)
        return True

    async def _has_topics(self) -> bool:
        """Whether the bot's owner switched topics on; asked once."""
        if self._offered is None:
            try:
                self._offered = bool((await self._call.bot.me()).has_topics_enabled)
            except (TelegramAPIError, aiohttp.ClientError, OSError):
                return False  # out of reach now: asked again with the next message
            if not self._offered:
                log.warning("BOT_THREADS is on, but topics in private chats are not switched on for this bot")
        return self._offered

    async def _found(self, thread: str, chat: str) -> Place | None:
        async with self._storage.read() as store:
            topic = await store.telegram.topic(thread)
        return self._keep(thread, Place(chat, topic.topic_id)) if topic else None

    async def _open(self, thread: str, parcel: Parcel) -> Place:
        chat = parcel.address
        name = await self._title(parcel)
        try:
            made = await self._call(chat, CreateForumTopic(chat_id=int(chat), name=name))
        except Failed as failed:
            if isinstance(failed.failure, Later) and failed.failure.reason in OURS:
                raise
            self._go_without(chat, failed.failure)
            return Place(chat)
        async with self._storage.begin() as store:
            await store.telegram.keep_topic(thread, chat, made.message_thread_id, name)
        return self._keep(thread, Place(chat, made.message_thread_id))

    async def _title(self, parcel: Parcel) -> str:
        assert isinstance(parcel.notice.to, Customer)
        async with self._storage.read() as store:
            if parcel.notice.ticket_id is not None:
                return f"№ {(await store.tickets.peek(parcel.notice.ticket_id)).number}"
            language = (await store.people.get(parcel.notice.to.person_id)).language
        return locales.catalogue(language).gettext(TALK)

    def _keep(self, thread: str, place: Place) -> Place:
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        self._known[thread] = place
        return place

    def _go_without(self, chat: str, failure: Failure) -> None:
        log.info("a private chat goes without threads: %r", failure)
        self._plain.add(chat)


def _name(parcel: Parcel) -> str:
    return f"{PREFIX}:{parcel.address}:{parcel.notice.ticket_id or 0}"
