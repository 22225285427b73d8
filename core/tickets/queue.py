"""The order in which the desk works, each place explained, and what the customer's own word does to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from core.conversations.message import Author, Message
from core.regulation.model import QueueRule, Regulation, State
from core.tickets.ticket import Ticket

Criterion = Literal["plan", "critical", "priority", "arrival", "update"]
USUAL: tuple[Criterion, ...] = ("critical", "arrival")
"""Out of turn first, then by arrival: the order of a regulation that says nothing of its own (SAV-17)."""
MOVED_BACK, NUDGE = "moved_back", "nudge"


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a ticket stands where it stands: a plan (by its title), out of turn, or an instant."""

    criterion: Criterion
    title: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the queue: the ticket and the grounds for it, the strongest first."""

    ticket: Ticket
    grounds: tuple[Ground, ...]


def ordered(tickets: Iterable[Ticket], regulation: Regulation, wrote: Mapping[int, datetime]) -> list[Place]:
    """Open tickets, the next one to work on first. ``wrote`` is when the customer of a ticket last wrote in it."""
    order: Sequence[Criterion] = regulation.queue.order if regulation.queue else USUAL

    def key(ticket: Ticket) -> tuple[float, ...]:
        found = [_rank(criterion, ticket, regulation, wrote) for criterion in order]
        return (*found, ticket.registered_at.timestamp(), ticket.id)

    return [Place(ticket, _grounds(order, ticket, regulation, wrote)) for ticket in sorted(tickets, key=key)]


def by_update(regulation: Regulation) -> bool:
    """True when a word of the customer moves a ticket to the end of the queue (PLR-13)."""
    return regulation.queue is not None and "update" in regulation.queue.order


def advises(regulation: Regulation) -> bool:
    """True when a customer who writes unasked has something to learn about the queue."""
    return regulation.queue is not None and bool(regulation.queue.nudge or by_update(regulation))


def advice(rule: QueueRule | None, state: State, ticket: Ticket, thread: Iterable[Message]) -> str:
    """What to tell a customer who has just written: ``moved_back``, ``nudge`` or nothing.

    Nothing when the desk had asked or waits for the customer's word anyway. Each is said once until the next answer:
    a first word may be news, so after an answer it takes a second one to be a nudge. ``thread`` ends with the message.
    """
    if rule is None or state.resolved or state.waits_for == "customer":
        return ""
    unanswered, answered = 0, False
    for message in thread:
        if message.author is Author.STAFF and not message.internal:
            unanswered, answered = 0, True
        elif message.author is Author.CUSTOMER and message.at > ticket.registered_at:
            unanswered += 1
    if "update" in rule.order:
        return MOVED_BACK if unanswered == 1 else ""
    return NUDGE if rule.nudge and unanswered == (2 if answered else 1) else ""


def _rank(criterion: Criterion, ticket: Ticket, regulation: Regulation, wrote: Mapping[int, datetime]) -> float:
    priority, plan = regulation.priority(ticket.priority), regulation.plan(ticket.plan)
    match criterion:
        case "plan":
            return 0 if plan and plan.first else 1
        case "critical":
            return 0 if priority and priority.out_of_turn else 1
        case "priority":
            return regulation.priorities.index(priority) if priority else len(regulation.priorities)
        case "arrival":
            return ticket.registered_at.timestamp()
        case "update":
            return _last_word(ticket, wrote).timestamp()


def _grounds(
    order: Sequence[Criterion], ticket: Ticket, regulation: Regulation, wrote: Mapping[int, datetime]
) -> tuple[Ground, ...]:
    """What speaks for this place: each privilege that the ticket has, and the instant that decides among equals."""
    found = []
    plan = regulation.plan(ticket.plan)
    for criterion in order:
        match criterion:
            case "plan" if plan and plan.first:
                found.append(Ground(criterion, plan.title))
            case "critical" if not _rank(criterion, ticket, regulation, wrote):
                found.append(Ground(criterion))
            case "arrival":
                found.append(Ground(criterion, at=ticket.registered_at))
            case "update":
                found.append(Ground(criterion, at=_last_word(ticket, wrote)))
    return tuple(found)


def _last_word(ticket: Ticket, wrote: Mapping[int, datetime]) -> datetime:
    return max(ticket.registered_at, wrote.get(ticket.id, ticket.registered_at))
