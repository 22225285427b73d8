"""Making a move of the workflow's table on a ticket: the one place where a state changes."""

from __future__ import annotations

from datetime import datetime

from core.people.authority import Actor
from core.tickets.events import Moved
from core.tickets.ports import TicketWork
from core.tickets.ticket import Ticket
from core.workflow import table


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
) -> None:
    """Make ``action`` on the ticket at ``at``. Raises IllegalMove, NotAllowed or Missing and changes nothing then."""
    regulation = await work.regulation_of(ticket)
    given = [name for name, value in (("text", text), ("reason", reason), ("until", until)) if value]
    state = table.move(regulation, action, ticket.state, actor.role, given)
    before = ticket.state
    ticket.enter(state.id, at, until)
    ticket.closed_at = ticket.milestones[-1].at if state.final else None
    await work.save(ticket)
    work.record(Moved(at, actor, ticket, action, before, state.id, text, reason, until, message_id))
