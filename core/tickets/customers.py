"""What staff say of a customer: their rank, their plan, and that they are who they say (PLR-2, SIN-7, NET-2)."""

from __future__ import annotations

from datetime import datetime

from core.deadlines.milestones import Fact
from core.errors import Missing
from core.people.authority import Actor, require_staff
from core.people.person import Change, Person
from core.regulation.model import Plan, Rank
from core.tickets.events import PlanChanged
from core.tickets.person_events import CustomerChanged
from core.tickets.ports import TicketWork


async def give_rank(work: TicketWork, actor: Actor, person_id: int, given: str, now: datetime) -> Rank:
    """Say what the customer may do for their organisation; whoever is given a rank is known, hence verified."""
    require_staff(actor, "rank")
    rank = next((rank for rank in Rank if rank == given.strip().casefold()), None)
    if rank is None:
        raise Missing("no_such_rank", given=given.strip()[:40], listed=", ".join(Rank))
    person = await work.people.get(person_id)
    before, person.rank = person.rank, rank
    person.verified = person.verified or rank is not Rank.PLAIN
    await _keep(work, actor, person, "rank", before, rank, now)
    return rank


async def give_plan(work: TicketWork, actor: Actor, person_id: int, given: str, now: datetime) -> Plan:
    """Set the customer's plan: open requests are measured by it too, each from its own start (rules.md 3.2).

    Raises Missing with the regulation's plans for one that it lacks.
    """
    require_staff(actor, "plan")
    plan = work.regulation.plan(given.strip().casefold())
    if plan is None:
        possible = ", ".join(f"{plan.id} ({plan.title})" for plan in work.regulation.plans)
        raise Missing("no_such_plan" if possible else "no_plans", given=given.strip()[:40], listed=possible)
    person = await work.people.get(person_id)
    before, person.plan = person.plan or work.regulation.default_plan, plan.id
    await _keep(work, actor, person, "plan", before, plan.id, now)
    for found in await work.tickets.of_person(person_id):
        if found.closed_at is None and found.plan != plan.id and (await work.regulation_of(found)).plan(plan.id):
            ticket = await work.tickets.get(found.id)
            earlier, ticket.plan = ticket.plan, plan.id
            ticket.note(now, Fact.PLAN, plan.id)
            await work.save(ticket)
            work.record(PlanChanged(now, actor, ticket, earlier, plan.id))
    return plan


async def verify(work: TicketWork, actor: Actor, person_id: int, now: datetime) -> bool:
    """Staff confirm once that the customer is who they say; False when that was done before."""
    require_staff(actor, "verify")
    person = await work.people.get(person_id)
    if person.verified:
        return False
    person.verified = True
    await _keep(work, actor, person, "verified", "", "yes", now)
    return True


async def _keep(
    work: TicketWork, actor: Actor, person: Person, what: str, before: str, after: str, now: datetime
) -> None:
    """Store the person, keep who changed what, and have the customer told."""
    await work.people.save(person)
    if before == after:
        return
    change = Change(person.id, now, actor.name, what, before, after)
    await work.people.changed(change)
    tickets = [ticket.id for ticket in await work.tickets.of_person(person.id) if ticket.closed_at is None]
    work.record(CustomerChanged(now, actor, change, tuple(tickets)))
