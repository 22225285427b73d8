"""What the fields of a canned answer stand for, in a ticket or in a talk."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from core.deadlines.policy import current
from core.people.authority import Actor
from core.people.person import Person
from core.regulation.model import ClockName, Regulation
from core.tickets.facts import level
from core.tickets.ticket import Ticket


def values(regulation: Regulation, actor: Actor, person: Person, ticket: Ticket | None = None) -> dict[str, str]:
    """The fields that have a value here: in a talk there is no number and no term."""
    found = {"name": person.name, "desk": regulation.desk, "me": actor.name}
    if ticket is None:
        return found
    due = current(ticket.milestones, regulation).get(ClockName.RESOLUTION)
    return found | {
        "number": ticket.number,
        "subject": ticket.subject,
        "priority": level(ticket, regulation)["priority"],
        "state": regulation.state(ticket.state).title,
        "due": _moment(due.due, regulation) if due and due.due else "",
    }


def _moment(at: datetime, regulation: Regulation) -> str:
    """As the organisation writes it, in its own zone."""
    return f"{at.astimezone(ZoneInfo(regulation.calendar.zone)):%d.%m.%Y %H:%M} ({regulation.calendar.zone_name})"
