"""An answer that was given outside of the chat: by phone, in a remote session, on the spot (SAV-11)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from core.conversations.message import Message, speaks
from core.errors import Missing
from core.people.authority import Actor, require_staff
from core.tickets import transition, work
from core.tickets.by_hand import has_chat
from core.tickets.events import Told
from core.tickets.ports import TicketWork
from core.tickets.ticket import Ticket

WAYS = ("phone", "remote", "visit")
"""How an answer is given where no message is seen; each is also the channel that the journal names."""


async def tell(work_: TicketWork, actor: Actor, ticket: Ticket, way: str, message: Message, now: datetime) -> None:
    """Note an answer given elsewhere: it stops the clocks as a written one does, and the customer gets a summary."""
    require_staff(actor, "told")
    if way not in WAYS:
        raise Missing("needs_way", listed=", ".join(WAYS))
    if not speaks(message.text):
        raise Missing("needs_told_words", field="text")
    transition.not_closed(await work_.regulation_of(ticket), ticket)
    stored = await work_.messages.add(replace(message, ticket_id=ticket.id, internal=False, channel=way))
    await work.answered(work_, actor, ticket, now)
    work_.record(Told(now, replace(actor, channel=way), ticket, stored, await has_chat(work_, ticket.person_id)))
