"""An open ticket goes over to the regulation in force: a decision of people, journalled (rules.md 3.7)."""

from __future__ import annotations

from datetime import datetime

from core.deadlines.shift import Shift, lacking, shifts
from core.people.authority import Actor
from core.tickets.events import RegulationAdopted
from core.tickets.ports import TicketWork
from core.tickets.ticket import Ticket


async def adopt(work: TicketWork, actor: Actor, ticket: Ticket, now: datetime) -> list[Shift] | None:
    """Pin the ticket to the regulation in force; what rang stays rung.

    Returns the terms that move; None, with nothing changed, when that regulation lacks a state or a level of the
    ticket, or is its own already.
    """
    if ticket.edition == work.edition or lacking(ticket.milestones, work.regulation):
        return None
    before, moved = ticket.edition, list(shifts(ticket.milestones, await work.regulation_of(ticket), work.regulation))
    ticket.edition = work.edition
    await work.save(ticket)
    clocks = tuple(str(shift.clock) for shift in moved)
    work.record(RegulationAdopted(now, actor, ticket, before, work.edition, clocks))
    return moved
