"""The quota of work as it acts on tickets: beyond it the customer's terms wait, and the customer is told (PLR-12)."""

from __future__ import annotations

from datetime import UTC, datetime

from core.billing.quota import used_up_until, window
from core.deadlines.milestones import Fact
from core.deadlines.policy import current
from core.people.authority import Actor
from core.regulation.model import ClockName, Regulation
from core.tickets.events import QuotaExceeded
from core.tickets.ports import TicketWork
from core.tickets.ticket import Ticket


async def weigh(work: TicketWork, actor: Actor, ticket: Ticket, now: datetime) -> None:
    """After work on a ticket: have the open tickets of its account wait while the quota is exceeded."""
    if ticket.organisation_id is None:
        others = [one for one in await work.tickets.of_person(ticket.person_id) if ticket.of_one_account(one)]
    else:
        others = await work.tickets.of_organisation(ticket.organisation_id)
    for other in others:
        if other.id == ticket.id:
            await hold(work, actor, ticket, now)
        elif other.closed_at is None:
            await hold(work, actor, await work.tickets.get(other.id), now)


async def hold(work: TicketWork, actor: Actor, ticket: Ticket, now: datetime) -> None:
    """Have one ticket wait, if its term depends on a quota and the quota is used up longer than known so far."""
    regulation = await work.regulation_of(ticket)
    rule = regulation.quota
    if rule is None or not _counts(ticket, regulation):
        return
    since = now - window(rule)
    if ticket.organisation_id is None:
        entries = await work.billing.work_for(ticket.person_id, since)
    else:
        entries = await work.billing.work_for_organisation(ticket.organisation_id, since)
    until = used_up_until(entries, rule, now)
    known = max((m.instant for m in ticket.milestones if m.fact is Fact.QUOTA), default=None)
    if until is None or (known is not None and until <= known):
        return
    ticket.note(now, Fact.QUOTA, until.astimezone(UTC).isoformat())
    await work.save(ticket)
    work.record(QuotaExceeded(now, actor, ticket, until))


def _counts(ticket: Ticket, regulation: Regulation) -> bool:
    """True when the ticket's resolution clock depends on the quota and has not stopped."""
    reading = current(ticket.milestones, regulation).get(ClockName.RESOLUTION)
    return reading is not None and reading.run.target.quota and reading.run.stopped is None
