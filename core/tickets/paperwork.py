"""Papers of a ticket: what has happened on paper, and what a move draws up or decides."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from core.billing.act import DECISIONS, Act, ActKind, ActState, Item
from core.billing.invoice import Invoice, payable
from core.billing.kept import Kept, kept, less_urgent
from core.billing.money import cost
from core.deadlines.milestones import Fact, Milestones
from core.people.authority import Actor
from core.regulation.model import Move, Need, Regulation
from core.tickets import number
from core.tickets.events import ActDecided, ActPresented, InvoiceIssued
from core.tickets.ports import TicketWork
from core.tickets.ticket import Ticket


async def happened(work: TicketWork, ticket: Ticket, needs: Iterable[Need]) -> list[str]:
    """Which of the needs are fulfilled by what has happened before."""
    found: list[str] = []
    for need in needs:
        match need:
            case "agreement":
                estimates = await work.billing.estimates(ticket.id)
                done = not estimates or bool(estimates[-1].agreed)
            case "approval":
                done = _approved(ticket.milestones, await work.regulation_of(ticket))
            case "invoice":
                done = await work.billing.invoice_of(ticket.id) is not None
            case _:
                done = False
        if done:
            found.append(need)
    return found


async def follow(
    work: TicketWork,
    actor: Actor,
    ticket: Ticket,
    move: Move,
    at: datetime,
    *,
    text: str,
    reason: str,
    items: tuple[Item, ...],
    said: int | None,
) -> None:
    """After a move: the act that it decides on is decided, the papers that it issues are drawn up."""
    if move.action in DECISIONS:
        await _decide(work, actor, ticket, move.action, reason, at)
    for paper in move.issues:
        match paper:
            case "act":
                await _present(work, actor, ticket, ActKind.ACCEPTANCE, (Item(text),), at, said)
            case "rework_act":
                await _present(work, actor, ticket, ActKind.REWORK, items, at, said)
            case "invoice":
                await _charge(work, actor, ticket, move, at)


def _approved(milestones: Milestones, regulation: Regulation) -> bool:
    """True when the customer has accepted the work since it was last resolved."""
    for fact in reversed(milestones):
        if fact.fact is Fact.APPROVED:
            return True
        if fact.fact is Fact.STATE and regulation.state(fact.value).resolved:
            return False
    return False


async def _present(
    work: TicketWork,
    actor: Actor,
    ticket: Ticket,
    kind: ActKind,
    items: tuple[Item, ...],
    at: datetime,
    said: int | None,
) -> None:
    """A new act takes the place of one that the customer has not decided on."""
    regulation = await work.regulation_of(ticket)
    assert regulation.act is not None, "a regulation whose moves issue acts says how they are numbered"
    for act in await work.billing.acts(ticket.id):
        if act.state is ActState.PRESENTED:
            act.state, act.decided_at = ActState.WITHDRAWN, at
            await work.billing.save_act(act)
    name = await number.issue_paper(work.tickets, regulation, regulation.act, "act", at)
    act = await work.billing.add_act(Act(0, name, ticket.id, kind, at, items))
    work.record(ActPresented(at, actor, ticket, act, said))


async def _decide(work: TicketWork, actor: Actor, ticket: Ticket, action: str, reason: str, at: datetime) -> None:
    """The customer's word on the act that waits for it, when the ticket has one of this kind."""
    kind, state = DECISIONS[action]
    acts = await work.billing.acts(ticket.id)
    if not acts or acts[-1].kind is not kind or acts[-1].state is not ActState.PRESENTED:
        return
    act = acts[-1]
    act.state, act.reason, act.decided_at = state, reason, at
    await work.billing.save_act(act)
    if state is ActState.AGREED:
        for item in act.items:
            if item.due is not None:
                ticket.note(at, Fact.REWORK, item.due.isoformat())
        await work.save(ticket)
    work.record(ActDecided(at, actor, ticket, act))


async def _charge(work: TicketWork, actor: Actor, ticket: Ticket, move: Move, at: datetime) -> None:
    """An invoice for work that was agreed to and done; one for a ticket, none for free work (PLR-15)."""
    regulation = await work.regulation_of(ticket)
    found = payable(await work.billing.estimates(ticket.id), await work.billing.work_on(ticket.id))
    if regulation.money is None or regulation.invoice is None or found is None:
        return
    agreed, minutes = found
    done = minutes or "approval" in move.requires or _resolved_since(ticket.milestones, regulation, agreed.decided_at)
    if not done or await work.billing.invoice_of(ticket.id) is not None:
        return
    ordered = less_urgent(regulation, agreed.priority, ticket.priority)
    paid_by = Kept(ordered, ordered)
    if regulation.money.pays == "kept":
        paid_by = kept(regulation, ticket.milestones, ordered)
    minutes = minutes or agreed.minutes
    coefficient = paid_by.kept.coefficient
    invoice = Invoice(
        id=0,
        number=await number.issue_paper(work.tickets, regulation, regulation.invoice, "invoice", at),
        ticket_id=ticket.id,
        person_id=ticket.person_id,
        at=at,
        minutes=minutes,
        rate=agreed.rate,
        ordered=ordered.id,
        kept=paid_by.kept.id,
        coefficient=coefficient,
        total=cost(minutes, agreed.rate, coefficient),
    )
    invoice = await work.billing.add_invoice(invoice)
    work.record(InvoiceIssued(at, actor, ticket, invoice, paid_by.due, paid_by.reacted))


def _resolved_since(milestones: Milestones, regulation: Regulation, since: datetime | None) -> bool:
    """True when the work was done at some time after the agreement, not merely closed."""
    return any(
        m.fact is Fact.STATE and regulation.state(m.value).resolved and not regulation.state(m.value).closed
        for m in milestones
        if since is not None and m.at >= since
    )
