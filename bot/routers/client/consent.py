"""Consent first: what is written before it is kept unread, and read as soon as it is given (152-FZ)."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import F, Router
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, TelegramObject

from bot.screen import Press
from bot.turn import Turn
from bot.words import mark
from core.conversations.events import ConsentGiven
from core.notifications import delivery
from core.people import consent
from core.people.dialogue import Dialogue
from core.people.person import AddressState

AWAITED = "consent"
FREE_COMMANDS = frozenset({"/lang", "/privacy", "/forget"})
FREE_PRESSES = ("p:consent:", "p:lang:", "p:my_data:", "p:forget")
"""Who cannot read the question cannot answer it, and one's own data may be asked for and deleted without a consent."""
GUEST = "ticket"
"""What a link from a group chat carries: what was written there is held already, and waits for the consent."""


async def gate(
    handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]], event: TelegramObject, data: dict[str, Any]
) -> Any:
    """Nothing but the consent itself is handled before the consent."""
    turn: Turn = data["turn"]
    if not isinstance(event, Message | CallbackQuery) or not _private(event) or consent.has_consented(turn.person):
        return await handler(event, data)
    if await turn.work.people.colleague(turn.person.id) is not None:
        return await handler(event, data)  # who works here needs no customer's consent to answer a complaint
    if isinstance(event, CallbackQuery):
        if (event.data or "").startswith(FREE_PRESSES):
            return await handler(event, data)
        turn.say("consent_needed")
        return None
    if (event.text or "").startswith("/"):
        if (event.text or "").split()[0].partition("@")[0] in FREE_COMMANDS:
            return await handler(event, data)
        if not _deep_link(event):
            turn.say("consent_needed")
            return None
        if (event.text or "").endswith(f" {GUEST}"):
            turn.say("consent_needed", held=True)
            return None
        await turn.work.store.inbox.hold(turn.row.id)
        turn.say("consent_needed", link=True)
        return None
    await turn.work.store.inbox.hold(turn.row.id)
    if not holds(turn):
        turn.say("consent_needed", held=True)
        await turn.work.dialogues.put(turn.person.id, Dialogue(AWAITED, {"held": True}))
    return None


def holds(turn: Turn) -> bool:
    """True when something that the customer wrote waits for the consent, and they know it."""
    asked = turn.standing.dialogue
    return asked is not None and asked.awaits == AWAITED and bool(asked.facts.get("held"))


def _deep_link(event: Message) -> bool:
    """A link to a request or an invitation opened the bot: it is followed as soon as the customer agrees."""
    words = (event.text or "").split()
    return len(words) == 2 and words[0] == "/start"


def _private(event: Message | CallbackQuery) -> bool:
    chat = event.chat if isinstance(event, Message) else event.message.chat if event.message else None
    return chat is not None and chat.type == "private"


def router() -> Router:
    own = Router(name="consent")

    @own.callback_query(Press.filter((F.do == "consent") & (F.arg == "yes")))
    async def agree(query: CallbackQuery, turn: Turn) -> None:
        if not consent.give(turn.person, turn.now):
            turn.toast = mark("You have agreed already.")
            return
        await turn.work.people.save(turn.person)
        await turn.work.dialogues.end(turn.person.id)
        turn.released += await turn.work.store.inbox.release(turn.row.chat)
        turn.work.record(ConsentGiven(turn.now, turn.actor, turn.person.id, consent.VERSION))
        turn.spend(query)
        turn.say("welcome")

    @own.callback_query(Press.filter((F.do == "consent") & (F.arg == "no")))
    async def decline(query: CallbackQuery, turn: Turn) -> None:
        if consent.has_consented(turn.person):
            turn.toast = mark("You have agreed already.")
            return
        turn.say("consent_declined")

    @own.my_chat_member()
    async def reachable(event: ChatMemberUpdated, turn: Turn) -> None:
        """The customer blocked the bot, or let it in again."""
        address = str(event.chat.id)
        if event.new_chat_member.status == "kicked":
            await turn.work.people.set_address_state("telegram", address, AddressState.BLOCKED)
        else:
            await delivery.reachable_again(turn.work, "telegram", address, turn.person.id, time.time())

    return own
