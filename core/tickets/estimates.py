"""The price of paid work: staff name it, the customer agrees or declines before the work starts (PLR-4)."""

from __future__ import annotations

from datetime import datetime

from core.billing.estimate import Estimate, drawn_up
from core.errors import Missing, NotFound, Outdated
from core.people.authority import Actor, require_staff
from core.tickets import dialogue, transition
from core.tickets.events import EstimateDecided, EstimateGiven
from core.tickets.ports import TicketWork
from core.tickets.ticket import Ticket


async def offer(work: TicketWork, actor: Actor, ticket: Ticket, minutes: int, text: str, now: datetime) -> Estimate:
    """Tell the customer what the work will cost; a later estimate takes the place of an earlier one.

    Raises Missing("no_money") when the regulation names no rate, IllegalMove when the table has no such move.
    """
    require_staff(actor, "estimate")
    regulation = await work.regulation_of(ticket)
    priority = regulation.priority(ticket.priority)
    if regulation.money is None or priority is None:
        raise Missing("no_money")
    await transition.make(work, actor, ticket, "estimate", now, text=text, brought=("estimate",))
    ticket.answered(now)
    await work.save(ticket)
    estimate = await work.billing.add_estimate(drawn_up(ticket.id, minutes, regulation.money, priority, text, now))
    work.record(EstimateGiven(now, actor, ticket, estimate))
    return estimate


async def decide(work: TicketWork, actor: Actor, estimate_id: int, now: datetime, *, agreed: bool) -> None:
    """The customer agrees to an estimate or declines it.

    Raises Outdated for an estimate that was decided on or replaced, NotFound for an unknown one and for
    one of somebody else's ticket alike.
    """
    estimate = await work.billing.estimate(estimate_id)
    if estimate is None:
        raise NotFound("not_found")
    ticket = await dialogue.own(work, actor, estimate.ticket_id)
    latest = (await work.billing.estimates(ticket.id))[-1]
    if latest.id != estimate_id or latest.agreed is not None:
        raise Outdated("outdated")
    await transition.make(work, actor, ticket, "agree" if agreed else "decline", now)
    latest.agreed, latest.decided_at = agreed, now
    await work.billing.save_estimate(latest)
    work.record(EstimateDecided(now, actor, ticket, latest))
