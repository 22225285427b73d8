"""Somebody edits a message: the copies follow, the record keeps both, the sealed copy never changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from core.conversations import write
from core.conversations.events import MessageEdited
from core.conversations.message import Origin
from core.people.authority import Actor
from core.regulation.model import Role
from core.tickets import manners
from core.tickets.dialogue import own
from core.tickets.events import Rewritten
from core.tickets.ports import TicketWork


async def amend(
    work: TicketWork, actor: Actor, origin: Origin, text: str, entities: tuple[dict[str, Any], ...], now: datetime
) -> None:
    """Take over new words of a message of talk or of a ticket; anything else that was edited is passed over."""
    edited = await write.edit(work, origin, text, entities, now, lambda after: manners.judged(work.regulation, after))
    if edited is None:
        return
    message, before = edited
    if message.obscene:
        await manners.mind(work, actor, message, now)
    if message.ticket_id is None:
        work.record(MessageEdited(now, actor, message, before))
        return
    customer = actor.role is Role.CUSTOMER
    ticket = await (own(work, actor, message.ticket_id) if customer else work.tickets.get(message.ticket_id))
    if not message.internal:
        work.record(Rewritten(now, actor, ticket, message, before))
