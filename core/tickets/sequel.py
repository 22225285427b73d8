"""A request that goes on where a closed one ended, or tells of its second problem: each knows the other's number
(rules.md 4.7, PLR-14, SAV-9)."""

from __future__ import annotations

from datetime import datetime

from core.people.authority import Actor
from core.tickets.draft import Draft
from core.tickets.events import Followed, Linked
from core.tickets.ports import TicketWork
from core.tickets.ticket import Ticket


async def begin(work: TicketWork, draft: Draft, closed: Ticket) -> None:
    """The draft will be registered as a sequel of this ticket, if that one is closed indeed."""
    if closed.closed_at is not None:
        draft.follows = closed.number
        await work.drafts.save(draft)


async def link(work: TicketWork, actor: Actor, ticket: Ticket, draft: Draft, now: datetime) -> None:
    """Link a ticket just registered with the one that it goes on from, or whose second problem it is (SAV-9)."""
    for number, event in ((draft.follows, Followed), (draft.twin, Linked)):
        found = await work.tickets.by_number(number) if number else None
        if found is not None and found.of_one_account(ticket):
            before = await work.tickets.get(found.id)
            ticket.links, before.links = (*ticket.links, before.number), (*before.links, ticket.number)
            await work.save(ticket)
            await work.save(before)
            work.record(event(now, actor, before, ticket.number))
