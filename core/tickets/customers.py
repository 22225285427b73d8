"""What staff say of a customer: their rank, their plan, and that they are who they say (PLR-2, SIN-7, NET-2)."""

from __future__ import annotations

from datetime import datetime

from core.errors import Missing
from core.people.account import account_of, speakers
from core.people.authority import Actor, require_staff
from core.people.person import Change, Person
from core.regulation.model import Plan, Rank
from core.tickets import membership
from core.tickets.membership import MembershipWork
from core.tickets.person_events import CustomerChanged
from core.tickets.plans import plan_of, replan
from core.tickets.ports import TicketWork


async def give_rank(work: MembershipWork, actor: Actor, person_id: int, given: str, now: datetime) -> Rank:
    """Say what the customer may do, for their organisation when they have one; who is given a rank is known, hence
    verified. Raises Missing with the ranks there are."""
    require_staff(actor, "rank")
    rank = rank_of(given)
    account = await account_of(work.organisations, await work.people.get(person_id))
    if account.member is not None:
        await membership.give_rank(work, actor, account.member, rank, now)
        return rank
    person = account.person
    before, person.rank = person.rank, rank
    person.verified = person.verified or rank is not Rank.PLAIN
    await _keep(work, actor, person, "rank", before, rank, now)
    return rank


def rank_of(given: str) -> Rank:
    """The rank of this name. Raises Missing with those there are."""
    rank = next((rank for rank in Rank if rank == given.strip().casefold()), None)
    if rank is None:
        raise Missing("no_such_rank", given=given.strip()[:40], listed=", ".join(Rank))
    return rank


async def give_plan(work: TicketWork, actor: Actor, person_id: int, given: str, now: datetime) -> Plan:
    """Set the plan of the customer's organisation, else the customer's own (PLR-12: it counts for the account).

    Raises Missing with the regulation's plans for one that it lacks.
    """
    require_staff(actor, "plan")
    plan = plan_of(work.regulation, given)
    account = await account_of(work.organisations, await work.people.get(person_id))
    person, organisation = account.person, account.organisation
    before = account.plan or work.regulation.default_plan
    if organisation is None:
        person.plan = plan.id
        tickets = await work.tickets.of_person(person_id)
        others: tuple[int, ...] = ()
    else:
        organisation.plan = plan.id
        await work.organisations.save(organisation)
        tickets = await work.tickets.of_organisation(organisation.id)
        speaking = await speakers(work.organisations, organisation)
        others = tuple(member.person_id for member in speaking if member.person_id != person_id)
    await _keep(work, actor, person, "plan", before, plan.id, now, others)
    await replan(work, actor, [ticket for ticket in tickets if ticket.closed_at is None], plan.id, now)
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
    work: TicketWork,
    actor: Actor,
    person: Person,
    what: str,
    before: str,
    after: str,
    now: datetime,
    others: tuple[int, ...] = (),
) -> None:
    """Store the person, keep who changed what, and have the customer told."""
    await work.people.save(person)
    if before == after:
        return
    change = Change(person.id, now, actor.name, actor.person_id, what, before, after)
    await work.people.changed(change)
    tickets = [ticket.id for ticket in await work.tickets.of_person(person.id) if ticket.closed_at is None]
    work.record(CustomerChanged(now, actor, change, tuple(tickets), others))
