"""A ticket as plain facts, ready to be stored with a notice and worded by a front."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from core.deadlines.policy import current, late_seconds
from core.regulation.model import ClockName, Regulation, Role
from core.tickets.ticket import Ticket
from core.workflow import table

PROMISED_AT_REGISTRATION = (ClockName.REACTION, ClockName.RESOLUTION)
"""Terms that the customer is told of; the desk's own registration clock is not one of them."""


def instant(at: datetime, regulation: Regulation) -> str:
    """An instant in the regulation's zone, as text that keeps the offset."""
    return at.astimezone(ZoneInfo(regulation.calendar.zone)).isoformat()


def terms(ticket: Ticket, regulation: Regulation, now: datetime | None = None) -> list[dict[str, Any]]:
    """The terms that run or have run for the ticket: clock, due (None while it stands still), clause.

    With ``now`` also by how many seconds of its own time each is late (rules.md 3.4); staff are shown that.
    """
    return [
        {
            "clock": reading.clock,
            "due": instant(reading.due, regulation) if reading.due else None,
            "preliminary": reading.preliminary,
            "clause": reading.run.target.clause,
            "stopped": reading.run.stopped is not None,
            "late": late_seconds(reading, regulation, now) if now else 0,
        }
        for clock, reading in current(ticket.milestones, regulation).items()
        if clock in PROMISED_AT_REGISTRATION
    ]


def closing(ticket: Ticket, regulation: Regulation) -> str | None:
    """When a completed ticket closes by itself (SAV-13); None when it is not completed."""
    reading = current(ticket.milestones, regulation).get(ClockName.ACCEPTANCE)
    return instant(reading.due, regulation) if reading and reading.running and reading.due else None


def brief(ticket: Ticket, regulation: Regulation, staff_at: datetime | None = None) -> dict[str, Any]:
    """A line of a list; ``staff_at`` is the instant at which staff look at it."""
    state = regulation.state(ticket.state)
    return {
        "ticket": ticket.id,
        "number": ticket.number,
        "subject": ticket.subject,
        "priority": ticket.priority,
        "state": state.title_for_staff if staff_at else state.title,
        "assignee": ticket.assignee_name,
        "terms": terms(ticket, regulation, staff_at),
        "final": state.final,
    }


def whole(ticket: Ticket, regulation: Regulation) -> dict[str, Any]:
    """A ticket as its customer sees it."""
    priority = regulation.priority(ticket.priority)
    return brief(ticket, regulation) | {
        "priority": priority.title if priority else ticket.priority,
        "registered": instant(ticket.registered_at, regulation),
        "fingerprint": ticket.fingerprint,
        "open_terms": any(not term["stopped"] for term in terms(ticket, regulation)),
        "may_confirm": regulation.state(ticket.state).resolved and not regulation.state(ticket.state).final,
    }


def card(ticket: Ticket, regulation: Regulation, now: datetime) -> dict[str, Any]:
    """A ticket as its card in the staff's topic shows it now."""
    titles = {field.id: field.title for field in regulation.fields}
    return brief(ticket, regulation, now) | {
        "fields": [{"title": titles.get(name, name), "value": value} for name, value in ticket.fields.items()],
        "registered": instant(ticket.registered_at, regulation),
        "fingerprint": ticket.fingerprint,
        "links": list(ticket.links),
        "possible": list(table.possible(regulation, ticket.state, Role.ENGINEER)),
    }
