"""The responsible person changes or will be away: the other side learns of it in advance (SIN-12)."""

from __future__ import annotations

from datetime import datetime

from core.errors import Missing
from core.people.authority import STAFF, Actor, require_staff
from core.people.person import Change, Colleague
from core.tickets import transition
from core.tickets.events import Taken
from core.tickets.person_events import ContactAway, HandedOver, ResponsibleAway
from core.tickets.ports import TicketWork
from core.tickets.ticket import Ticket
from core.workflow import table


async def assign(work: TicketWork, actor: Actor, ticket: Ticket, to: Colleague, now: datetime) -> bool:
    """Make a colleague responsible; False when they are already.

    Raises IllegalMove where the regulation lets nobody take the ticket on, Missing for one who works on no tickets.
    """
    require_staff(actor, "assign")
    if to.role not in STAFF:
        raise Missing("not_of_the_desk", name=to.name)
    if ticket.assignee_id == to.person_id:
        return False
    after = table.move(await work.regulation_of(ticket), "take", ticket.state, actor.role)
    before = ticket.assignee_name
    ticket.assignee_id, ticket.assignee_name = to.person_id, to.name
    if after.id != ticket.state:
        await transition.make(work, actor, ticket, "take", now)
    await work.save(ticket)
    work.record(HandedOver(now, actor, ticket, before, to.name) if before else Taken(now, actor, ticket, to.name))
    return True


async def away(
    work: TicketWork, actor: Actor, since: datetime, until: datetime, substitute: Colleague | None, now: datetime
) -> int:
    """Announce one's own absence: customers of one's open tickets are told, and a substitute takes the tickets over.

    Returns how many tickets that concerns.
    """
    require_staff(actor, "away")
    assert actor.person_id is not None
    if substitute is not None and (substitute.person_id == actor.person_id or substitute.away(since)):
        raise Missing("bad_substitute", name=substitute.name)
    if substitute is not None and substitute.role not in STAFF:
        raise Missing("not_of_the_desk", name=substitute.name)
    await work.people.absent(actor.person_id, since, until)
    period = f"{since.isoformat()}/{until.isoformat()}"
    await work.people.changed(Change(actor.person_id, now, actor.name, actor.person_id, "away", "", period))
    mine = [t for t in await work.tickets.open() if t.assignee_id == actor.person_id]
    for found in mine:
        ticket = await work.tickets.get(found.id)
        if substitute is None:
            work.record(ResponsibleAway(now, actor, ticket, actor.name, since, until))
            continue
        ticket.assignee_id, ticket.assignee_name = substitute.person_id, substitute.name
        await work.save(ticket)
        work.record(HandedOver(now, actor, ticket, actor.name, substitute.name))
    return len(mine)


async def back(work: TicketWork, actor: Actor, now: datetime) -> bool:
    """At work again; False when no absence was announced."""
    require_staff(actor, "back")
    assert actor.person_id is not None
    colleague = await work.people.colleague(actor.person_id)
    if colleague is None or colleague.away_until is None or colleague.away_until <= now:
        return False
    await work.people.absent(actor.person_id, None, None)
    await work.people.changed(Change(actor.person_id, now, actor.name, actor.person_id, "away", "", "back"))
    return True


async def contact_away(
    work: TicketWork, actor: Actor, since: datetime, until: datetime, text: str, now: datetime
) -> int:
    """The customer announces their own absence; staff read it in each of their open tickets. Returns how many."""
    assert actor.person_id is not None
    tickets = [t for t in await work.tickets.of_person(actor.person_id) if t.closed_at is None]
    for ticket in tickets:
        work.record(ContactAway(now, actor, ticket, since, until, text))
    return len(tickets)
