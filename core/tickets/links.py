"""Staff link two tickets, or undo it; both journals say so, and both cards show it."""

from __future__ import annotations

from datetime import datetime

from core.errors import Missing
from core.people.authority import Actor, require_staff
from core.tickets.events import LinkMade, LinkUndone
from core.tickets.ports import TicketWork
from core.tickets.ticket import Ticket


async def link(work: TicketWork, actor: Actor, ticket_id: int, given: str, now: datetime) -> Ticket:
    """Link the ticket with the one of this number; returns that one.

    Raises Missing("needs_link_number") without a number, ("no_such_link") for an unknown one, ("links_itself"),
    ("link_exists").
    """
    require_staff(actor, "link")
    ticket, other = await _both(work, ticket_id, given)
    if other.id == ticket.id:
        raise Missing("links_itself")
    if other.number in ticket.links:
        raise Missing("link_exists", number=other.number)
    ticket.links = (*ticket.links, other.number)
    if ticket.number not in other.links:
        other.links = (*other.links, ticket.number)
    for one, linked in ((ticket, other), (other, ticket)):
        await work.save(one)
        work.record(LinkMade(now, actor, one, linked.number, linked.id))
    return other


async def unlink(work: TicketWork, actor: Actor, ticket_id: int, given: str, now: datetime) -> Ticket:
    """Undo a link, whoever made it. Raises Missing("not_linked") when there is none."""
    require_staff(actor, "unlink")
    ticket, other = await _both(work, ticket_id, given)
    if other.number not in ticket.links:
        raise Missing("not_linked", number=other.number)
    ticket.links = tuple(number for number in ticket.links if number != other.number)
    other.links = tuple(number for number in other.links if number != ticket.number)
    for one, linked in ((ticket, other), (other, ticket)):
        await work.save(one)
        work.record(LinkUndone(now, actor, one, linked.number))
    return other


async def _both(work: TicketWork, ticket_id: int, given: str) -> tuple[Ticket, Ticket]:
    """The ticket and the one of this number, the older one locked first: whoever links them the other way round at the
    same time waits, and neither waits for the other for ever."""
    number = given.strip().lstrip("№#").strip()
    if not number:
        raise Missing("needs_link_number", field="number")
    found = await work.tickets.by_number(number)
    if found is None:
        raise Missing("no_such_link", given=number[:40])
    locked = {one: await work.tickets.get(one) for one in sorted({ticket_id, found.id})}
    return locked[ticket_id], locked[found.id]
