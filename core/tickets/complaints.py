"""Complaints reach the managers only, run on a clock of their own and are answered by a manager (NET-7)."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from core.conversations.message import Author, speaks
from core.deadlines.milestones import Fact
from core.errors import Missing, NotFound, Outdated, Refusal
from core.people.authority import Actor, require_manager
from core.regulation.model import ComplaintRule
from core.tickets.complaint import Complaint, Complaints
from core.tickets.dialogue import own
from core.tickets.person_events import Complained, ComplaintAnswered
from core.tickets.ports import TicketWork
from core.tickets.ticket import Ticket

LONGEST = 2000
"""Characters of a complaint or of its answer: both go out in one message with what the request was."""


class ComplaintWork(TicketWork, Protocol):
    """One transaction over tickets and complaints."""

    @property
    def complaints(self) -> Complaints: ...


async def begin(work: ComplaintWork, ticket: Ticket) -> tuple[ComplaintRule, str]:
    """Whom a complaint about the ticket goes to, and the employee it would name.

    Raises Refusal("no_complaints") when the regulation provides for none, Refusal("complaint_open") while an earlier
    one about this ticket waits for its answer.
    """
    rule = (await work.regulation_of(ticket)).complaint
    if rule is None:
        raise Refusal("no_complaints")
    if await work.complaints.open_of(ticket.id) is not None:
        raise Refusal("complaint_open", number=ticket.number)
    return rule, await _employee(work, ticket)


async def file(work: ComplaintWork, actor: Actor, ticket_id: int, text: str, now: datetime) -> Complaint:
    """Complain about the actor's own ticket. Raises NotFound, Missing or what ``begin`` raises."""
    ticket = await own(work, actor, ticket_id)
    _, employee = await begin(work, ticket)
    words = spoken(text)
    complaint = await work.complaints.add(
        Complaint(0, ticket.id, actor.person_id or ticket.person_id, now, employee, words)
    )
    ticket.note(now, Fact.COMPLAINED, str(complaint.id))
    await work.save(ticket)
    work.record(Complained(now, actor, ticket, complaint))
    return complaint


async def answer(work: ComplaintWork, actor: Actor, complaint_id: int, text: str, now: datetime) -> Complaint:
    """A manager answers. Raises NotAllowed for others, Outdated("complaint_answered") when somebody has already."""
    require_manager(actor, "complaint")
    complaint = await work.complaints.get(complaint_id)
    if complaint is None:
        raise NotFound("not_found")
    if complaint.answered_at is not None:
        raise Outdated("complaint_answered")
    ticket = await work.tickets.get(complaint.ticket_id)
    complaint.answer, complaint.answered_at = spoken(text), now
    await work.complaints.save(complaint)
    ticket.note(now, Fact.COMPLAINT_ANSWERED, str(complaint.id))
    await work.save(ticket)
    work.record(ComplaintAnswered(now, actor, ticket, complaint))
    return complaint


def spoken(text: str) -> str:
    """Words that can be sent on. Raises Missing when there are none, or too many for one message."""
    words = text.strip()
    if not speaks(words):
        raise Missing("needs_words", field="text")
    if len(words) > LONGEST:
        raise Missing("field_too_long", field="text", title="", longest=LONGEST)
    return words


async def _employee(work: TicketWork, ticket: Ticket) -> str:
    """Who is responsible for the ticket, else who answered last; empty when nobody has done anything yet."""
    if ticket.assignee_name:
        return ticket.assignee_name
    thread = await work.messages.thread(ticket.id)
    return next((m.author_name for m in reversed(thread) if m.author is Author.STAFF and not m.internal), "")
