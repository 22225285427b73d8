"""Making a move of the workflow's table on a ticket: the one place where a state changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from core.billing.act import Item
from core.errors import IllegalMove
from core.people.authority import Actor
from core.regulation.model import Regulation, State
from core.tickets import paperwork
from core.tickets.events import Moved
from core.tickets.ports import TicketWork
from core.tickets.ticket import Ticket
from core.workflow import table


async def check(work: TicketWork, actor: Actor, ticket: Ticket, action: str, given: Sequence[str] = ()) -> State:
    """The state that ``action`` would lead to; ``given`` names what comes along with it.

    Raises IllegalMove, NotAllowed or Missing, also when what must have happened before has not.
    """
    regulation = await work.regulation_of(ticket)
    found = table.find(regulation, action, ticket.state)
    happened = await paperwork.happened(work, ticket, found.requires if found else ())
    if "text" in given:
        happened.append("approval")  # the ground in words: «информация об этом поступила в тикете или устно» (PLR-15)
    return table.move(regulation, action, ticket.state, actor.role, (*given, *happened))


async def make(
    work: TicketWork,
    actor: Actor,
    ticket: Ticket,
    action: str,
    at: datetime,
    *,
    text: str = "",
    reason: str = "",
    until: datetime | None = None,
    message_id: int | None = None,
    items: tuple[Item, ...] = (),
    brought: tuple[str, ...] = (),
) -> None:
    """Make ``action`` on the ticket at ``at``; ``brought`` names what else came along (an estimate).

    Papers that the move issues, or decides on, follow. Raises IllegalMove, NotAllowed or Missing and changes
    nothing then.
    """
    came = (("text", text), ("reason", reason), ("until", until), ("items", items))
    state = await check(work, actor, ticket, action, (*(name for name, value in came if value), *brought))
    regulation, before = await work.regulation_of(ticket), ticket.state
    ticket.enter(state.id, at, until)
    closed_at = ticket.closed_at or ticket.milestones[-1].at
    ticket.closed_at = closed_at if state.closed else None
    await work.save(ticket)
    work.record(Moved(at, actor, ticket, action, before, state.id, text, reason, until, message_id))
    move = table.find(regulation, action, before)
    if move is not None:
        await paperwork.follow(work, actor, ticket, move, at, text=text, reason=reason, items=items, said=message_id)


def not_closed(regulation: Regulation, ticket: Ticket) -> None:
    """Closed tickets are read-only (rules.md 4.7). Raises IllegalMove("ticket_closed")."""
    state = regulation.state(ticket.state)
    if state.closed:
        raise IllegalMove("ticket_closed", number=ticket.number, state=state.title)
