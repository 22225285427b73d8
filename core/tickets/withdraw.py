"""«/unsay»: a colleague takes their own word back. The customer's copy goes, the record keeps it and says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from core.conversations.events import MessageWithdrawn
from core.conversations.message import Author, Message, Origin
from core.errors import Missing, NotAllowed, Outdated
from core.people.authority import Actor, require_staff
from core.tickets.events import Withdrawn
from core.tickets.ports import TicketWork


async def withdraw(work: TicketWork, actor: Actor, origin: Origin | None, now: datetime) -> Message:
    """Take back the message first seen there.

    Raises Missing("unsay_needs_reply") when that is no message to the customer, NotAllowed for a colleague's,
    Outdated("unsaid_already").
    """
    require_staff(actor, "unsay")
    found = await work.messages.seen(origin) if origin is not None else None
    if found is None or found.origin != origin or found.author is not Author.STAFF:
        raise Missing("unsay_needs_reply", field="message")
    if found.author_id != actor.person_id:
        raise NotAllowed("not_your_message", name=found.author_name)
    if found.withdrawn_at is not None:
        raise Outdated("unsaid_already")
    taken_back = replace(found, withdrawn_at=now)
    await work.messages.withdraw(taken_back)
    if found.ticket_id is None:
        work.record(MessageWithdrawn(now, actor, taken_back))
    else:
        work.record(Withdrawn(now, actor, await work.tickets.get(found.ticket_id), taken_back))
    return taken_back
