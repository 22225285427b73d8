"""A ticket as plain facts, ready to be stored with a notice and worded by a front."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from core.deadlines.milestones import Fact
from core.deadlines.policy import current, late_seconds
from core.people.account import Account
from core.regulation.model import ClockName, Rank, Regulation, Role
from core.tickets.intake import PHONE, TITLE
from core.tickets.queue import Place
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


def solution(ticket: Ticket, regulation: Regulation) -> int:
    """Which of the ticket's solutions stands now: how many times it was presented as done."""
    states = (regulation.state(m.value) for m in ticket.milestones if m.fact is Fact.STATE)
    return sum(state.resolved and not state.closed for state in states)


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
    return (
        brief(ticket, regulation)
        | level(ticket, regulation)
        | {
            "registered": instant(ticket.registered_at, regulation),
            "fingerprint": ticket.fingerprint,
            "open_terms": any(not term["stopped"] for term in terms(ticket, regulation)),
            "solution": solution(ticket, regulation),
            "may_confirm": "confirm" in table.possible(regulation, ticket.state, Role.CUSTOMER),
            "may_complain": regulation.complaint is not None,
        }
    )


def level(ticket: Ticket, regulation: Regulation) -> dict[str, str]:
    """What the terms depend on, by the regulation's own titles; empty where it has none such (SIN-6)."""
    priority, plan = regulation.priority(ticket.priority), regulation.plan(ticket.plan)
    category = regulation.category(ticket.category)
    return {
        "priority": priority.title if priority else ticket.priority,
        "plan": plan.title if plan else "",
        "category": category.title if category else "",
    }


def card(ticket: Ticket, regulation: Regulation, now: datetime, account: Account) -> dict[str, Any]:
    """A ticket as its card in the staff's topic shows it now, with the customer it belongs to."""
    organisation = account.organisation
    titles = {PHONE: TITLE} | {field.id: field.title for field in regulation.fields}
    held = level(ticket, regulation)
    return brief(ticket, regulation, now) | {
        "plan": held["plan"],
        "category": held["category"],
        "team": ticket.team,
        "unverified": regulation.registration.who == "identified" and not account.person.verified,
        "rank": "" if account.rank is Rank.PLAIN else account.rank,
        "organisation": organisation.name if organisation else "",
        "contract": organisation.contract if organisation else "",
        "advice": organisation is not None and organisation.advice,
        "phone": account.person.phone,
        "contact": account.person.name if organisation else "",
        "fields": [{"title": titles.get(name, name), "value": value} for name, value in ticket.fields.items()],
        "registered": instant(ticket.registered_at, regulation),
        "fingerprint": ticket.fingerprint,
        "links": list(ticket.links),
        "closed": regulation.state(ticket.state).closed,
        "resolved": regulation.state(ticket.state).resolved,
        "possible": list(table.possible(regulation, ticket.state, Role.ENGINEER)),
        "payable": "pay" in table.possible(regulation, ticket.state, Role.ACCOUNTING),
    }


def place(found: Place, regulation: Regulation, in_force: Regulation, now: datetime) -> dict[str, Any]:
    """A line of the queue with the grounds for its place; the order is that of the regulation in force."""
    grounds = [
        {"criterion": one.criterion, "title": one.title, "at": instant(one.at, in_force) if one.at else None}
        for one in found.grounds
    ]
    return brief(found.ticket, regulation, now) | {"grounds": grounds}
