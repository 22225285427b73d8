"""Obscene wording where the regulation forbids it (ALL-5): nothing is dropped, its author is asked to reword, staff
decide what follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from core.conversations.events import ObscenityWritten
from core.conversations.message import Author, Message
from core.conversations.write import SILENCE
from core.knowledge.manners import obscene
from core.people.authority import Actor
from core.regulation.model import Reason, Regulation
from core.tickets.ports import TicketWork

LATELY = timedelta(days=30)
"""What counts as repetition."""


def judged(regulation: Regulation, message: Message) -> Message:
    """The message, marked if the customer's own words in it are forbidden ones."""
    if regulation.obscenity is None or message.author is not Author.CUSTOMER or message.forwarded:
        return message
    return replace(message, obscene=obscene(message.text))


async def mind(work: TicketWork, actor: Actor, message: Message, now: datetime) -> None:
    """An obscene message was stored: staff learn of it, its author is asked to reword, once a conversation."""
    ground, stored = work.regulation.obscenity, await work.messages.seen(message.origin)
    if ground is None or ground.obscenity_clause is None or stored is None or stored.internal:
        return
    times = await work.messages.obscene(stored.person_id, now - LATELY)
    asks = sum(now - at <= SILENCE for at in times) <= 1
    work.record(ObscenityWritten(now, actor, stored, ground.obscenity_clause, ground.id, len(times), asks))


async def repeated(work: TicketWork, reason: Reason, person_id: int, now: datetime) -> int:
    """How often lately the person gave this ground by their wording; 0 for any other ground."""
    return len(await work.messages.obscene(person_id, now - LATELY)) if reason.obscenity_clause else 0
