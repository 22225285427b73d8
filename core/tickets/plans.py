"""Plans of support by their names, and open tickets that follow another one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from core.deadlines.milestones import Fact
from core.errors import Missing
from core.people.authority import Actor
from core.regulation.model import Plan, Regulation
from core.tickets.events import PlanChanged
from core.tickets.ports import TicketWork
from core.tickets.ticket import Ticket


def plan_of(regulation: Regulation, given: str) -> Plan:
    """The plan of this identifier. Raises Missing with the regulation's plans for one that it lacks."""
    plan = regulation.plan(given.strip().casefold())
    if plan is None:
        possible = ", ".join(f"{plan.id} ({plan.title})" for plan in regulation.plans)
        raise Missing("no_such_plan" if possible else "no_plans", given=given.strip()[:40], listed=possible)
    return plan


async def replan(work: TicketWork, actor: Actor, tickets: Iterable[Ticket], plan: str, now: datetime) -> None:
    """Have open tickets measured by another plan, each from its own start (rules.md 3.2)."""
    for found in tickets:
        if found.plan != plan and (await work.regulation_of(found)).plan(plan):
            ticket = await work.tickets.get(found.id)
            earlier, ticket.plan = ticket.plan, plan
            ticket.note(now, Fact.PLAN, plan)
            await work.save(ticket)
            work.record(PlanChanged(now, actor, ticket, earlier, plan))
