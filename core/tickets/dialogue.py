"""What the customer does to their ticket: write, confirm the solution, disagree with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from core.conversations.message import Message, speaks
from core.deadlines.milestones import Fact
from core.errors import Missing, NotFound, Outdated
from core.people.authority import Actor
from core.regulation.model import Role
from core.tickets import facts, queue, transition
from core.tickets.events import QueueAdvised, Said
from core.tickets.ports import TicketWork
from core.tickets.ticket import Ticket
from core.workflow import table


async def own(work: TicketWork, actor: Actor, ticket_id: int) -> Ticket:
    """A ticket that the customer may see: their own, or one of their organisation if they are authorised.

    A foreign one is NotFound, exactly like one that does not exist.
    """
    ticket = await work.tickets.seen(actor.person_id or 0, ticket_id)
    if ticket is None:
        raise NotFound("not_found")
    return ticket


async def own_by_number(work: TicketWork, actor: Actor, number: str) -> Ticket:
    """The same, by its number. Raises NotFound for a foreign or an unknown one alike."""
    ticket = await work.tickets.seen_by_number(actor.person_id or 0, number.strip().lstrip("№#").strip())
    if ticket is None:
        raise NotFound("not_found")
    return ticket


async def offered(work: TicketWork, actor: Actor, message: Message) -> list[Ticket]:
    """The actor's open tickets that a message may belong to: those that it names first, then the newest."""
    tickets = [ticket for ticket in await work.tickets.of_person(actor.person_id or 0) if ticket.closed_at is None]
    return sorted(tickets, key=lambda ticket: (ticket.number not in message.text, -ticket.id))


async def own_loose(work: TicketWork, actor: Actor, message_id: int) -> Message:
    """The actor's own message that belongs to no ticket. Raises Outdated when it does by now."""
    message = await work.messages.find(message_id)
    if message is None or message.person_id != actor.person_id:
        raise NotFound("not_found")
    if message.ticket_id is not None:
        raise Outdated("attached_already")
    return message


async def write(
    work: TicketWork, actor: Actor, ticket: Ticket, message: Message, now: datetime, held: float = 0.0
) -> None:
    """The customer writes in the ticket. Raises IllegalMove("ticket_closed") for a closed one."""
    stored = await work.messages.add(replace(message, ticket_id=ticket.id))
    await _received(work, actor, ticket, stored, now, held)


async def attach(work: TicketWork, actor: Actor, ticket: Ticket, message: Message, now: datetime) -> None:
    """A message of the conversation is added to the ticket, an album whole; it counts from when it was written."""
    if message.person_id != actor.person_id or message.ticket_id is not None:
        raise NotFound("not_found")
    for part in await work.messages.album(message):
        if part.ticket_id is None:
            await work.messages.assign([part.id], ticket.id)
            await _received(work, actor, ticket, replace(part, ticket_id=ticket.id), part.at)


async def _received(
    work: TicketWork, actor: Actor, ticket: Ticket, message: Message, at: datetime, held: float = 0.0
) -> None:
    regulation = await work.regulation_of(ticket)
    transition.not_closed(regulation, ticket)
    state = regulation.state(ticket.state)
    if not state.resolved:
        ticket.customer_wrote(at)
    await work.save(ticket)
    work.record(Said(at, actor, ticket, message, held=held))
    if queue.advises(regulation):
        advice = queue.advice(regulation.queue, state, ticket, await work.messages.thread(ticket.id))
        if advice:
            work.record(QueueAdvised(at, actor, ticket, advice))
    move = table.find(regulation, "reply", ticket.state)
    if move is not None and Role.CUSTOMER in move.by:
        await transition.make(work, actor, ticket, "reply", at, message_id=message.id)


async def of_solution(work: TicketWork, actor: Actor, ticket_id: int, number: int, action: str) -> Ticket:
    """The actor's own ticket, whose solution of this number a button is to confirm or to disagree with.

    Raises Outdated for an earlier solution, and for one of an open ticket that was decided on: what else the workflow
    would allow now is nothing to whoever pressed twice.
    """
    ticket = await own(work, actor, ticket_id)
    regulation = await work.regulation_of(ticket)
    decided = ticket.closed_at is None and table.find(regulation, action, ticket.state) is None
    if decided or number != facts.solution(ticket, regulation):
        raise Outdated("outdated")
    return ticket


async def confirm(work: TicketWork, actor: Actor, ticket: Ticket, now: datetime) -> None:
    """The customer confirms the solution: the ticket closes (SAV-13), or staff may close it (PLR-15)."""
    await transition.make(work, actor, ticket, "confirm", now)
    ticket.note(now, Fact.APPROVED)
    await work.save(ticket)


async def disagree(
    work: TicketWork, actor: Actor, ticket: Ticket, message: Message, now: datetime, action: str = "disagree"
) -> None:
    """A reasoned disagreement with a solution or with a list of rework: the reason is part of the ticket (SAV-12)."""
    if not speaks(message.text):
        raise Missing("needs_your_reason", field="reason", action=action)
    await transition.check(work, actor, ticket, action, ("reason",))
    stored = await work.messages.add(replace(message, ticket_id=ticket.id))
    work.record(Said(now, actor, ticket, stored))
    await transition.make(work, actor, ticket, action, now, reason=message.text, message_id=stored.id)
    ticket.customer_wrote(now)
    await work.save(ticket)
