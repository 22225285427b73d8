"""A request that goes on where a closed one ended: each knows the other's number (rules.md 4.7, PLR-14)."""

from __future__ import annotations

from datetime import datetime

from core.people.authority import Actor
from core.tickets.draft import Draft
from core.tickets.events import Followed
from core.tickets.ports import TicketWork
from core.tickets.ticket import Ticket


async def begin(work: TicketWork, draft: Draft, closed: Ticket) -> None:
    """The draft will be registered as a sequel of this ticket, if that one is closed indeed."""
    if closed.closed_at is not None:
        draft.follows = closed.number
        await work.drafts.save(draft)


async def link(work: TicketWork, actor: Actor, ticket: Ticket, draft: Draft, now: datetime) -> None:
    """Link a ticket just registered with the one that it goes on from, if it does."""
    before = await work.tickets.by_number(draft.follows) if draft.follows else None
    if before is None or not before.of_one_account(ticket):
        return
    ticket.links, before.links = (*ticket.links, before.number), (*before.links, ticket.number)
    await work.save(ticket)
    await work.save(before)
    work.record(Followed(now, actor, before, ticket.number))
