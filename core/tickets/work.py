"""What staff do to a ticket: take it on, answer, ask, resolve, refuse, postpone, set priority and term."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from core.billing.worklog import WorkEntry, accounted
from core.conversations.message import Message, speaks
from core.deadlines.milestones import Fact
from core.deadlines.policy import current
from core.errors import IllegalMove, Missing, Outdated, Refusal
from core.letters import first_word
from core.people.authority import Actor, require_staff
from core.regulation.model import ClockName, Reason, Regulation
from core.tickets import quota, transition
from core.tickets.events import Duplicates, PriorityChanged, Said, Taken, TermPromised, WorkLogged
from core.tickets.ports import TicketWork
from core.tickets.ticket import Ticket
from core.workflow import table


async def take(work: TicketWork, actor: Actor, ticket: Ticket, now: datetime) -> bool:
    """Take the ticket on; False when it is the actor's already. The claim is atomic: the row is locked.

    Raises Outdated("taken_already") when a colleague has it: it is handed over then, not taken away.
    """
    require_staff(actor, "take")
    if ticket.assignee_id == actor.person_id:
        return False
    before = ticket.state
    regulation = await work.regulation_of(ticket)
    after = table.move(regulation, "take", before, actor.role)
    if ticket.assignee_id is not None:
        raise Outdated("taken_already", name=ticket.assignee_name)
    ticket.assignee_id, ticket.assignee_name = actor.person_id, actor.name
    if after.id != before:
        await transition.make(work, actor, ticket, "take", now)
    await work.save(ticket)
    work.record(Taken(now, actor, ticket, actor.name))
    return True


async def answer(work: TicketWork, actor: Actor, ticket: Ticket, message: Message, now: datetime) -> None:
    """A public answer: it stops the reaction and update clocks and goes to the customer."""
    require_staff(actor, "answer")
    transition.not_closed(await work.regulation_of(ticket), ticket)
    stored = await work.messages.add(replace(message, ticket_id=ticket.id, internal=False))
    await answered(work, actor, ticket, now)
    work.record(Said(now, actor, ticket, stored))


async def answered(work: TicketWork, actor: Actor, ticket: Ticket, now: datetime) -> None:
    """The customer has an answer, in writing or told (SAV-11): clocks stop, and the state follows where it does."""
    regulation = await work.regulation_of(ticket)
    ticket.answered(now)
    if table.find(regulation, "answer", ticket.state):
        ticket.enter(table.move(regulation, "answer", ticket.state, actor.role).id, now)
    await work.save(ticket)


async def note(work: TicketWork, actor: Actor, ticket: Ticket, message: Message, now: datetime) -> None:
    """An internal note: kept with the ticket, read by staff only, stops no clock."""
    require_staff(actor, "note")
    transition.not_closed(await work.regulation_of(ticket), ticket)
    stored = await work.messages.add(replace(message, ticket_id=ticket.id, internal=True))
    work.record(Said(now, actor, ticket, stored))


async def start(work: TicketWork, actor: Actor, ticket: Ticket, now: datetime) -> None:
    """Begin the work itself, paid work only after the customer agreed to its price (PLR-4, PLR-6).

    To begin is to react: the customer is told who works on it (PLR-8).
    """
    require_staff(actor, "work")
    await transition.make(work, actor, ticket, "work", now)
    ticket.answered(now)
    await work.save(ticket)


async def ask(work: TicketWork, actor: Actor, ticket: Ticket, message: Message, now: datetime) -> None:
    """Ask the customer; the clocks that the regulation pauses stand still until the reply."""
    await _speak_and_move(work, actor, ticket, "ask", message, now)


async def resolve(work: TicketWork, actor: Actor, ticket: Ticket, message: Message, now: datetime) -> None:
    """A full answer was given; the customer confirms or disagrees with a reason (SAV-12)."""
    await _speak_and_move(work, actor, ticket, "resolve", message, now)


async def refuse(work: TicketWork, actor: Actor, ticket: Ticket, reason: Reason, text: str, now: datetime) -> None:
    """Refuse on one of the regulation's listed grounds (SAV-8). A ground that names another ticket has its number at
    the beginning of ``text``: the two are linked, and the customer reads the number only if they may see both (PLR-5).

    Raises Refusal("advice_allowed") when the ground is that no such advice is given and the organisation's contract
    allows it (ALL-2).
    """
    require_staff(actor, "refuse")
    if reason.subjects and ticket.organisation_id is not None:
        organisation = await work.organisations.get(ticket.organisation_id)
        if organisation.advice:
            raise Refusal("advice_allowed", name=organisation.name, clause=reason.clause)
    ground, other = reason.text, None
    if reason.links:
        given, text = first_word(text)
        other = await _other(work, ticket, reason, given)
        theirs = await work.tickets.seen(ticket.person_id, other.id) is not None
        ground += f" № {other.number}" if theirs else ""
    await transition.make(work, actor, ticket, "refuse", now, reason=ground, text=text.strip())
    ticket.answered(now)
    if other is not None:
        ticket.links, other.links = (*ticket.links, other.number), (*other.links, ticket.number)
        await work.save(other)
        work.record(Duplicates(now, actor, ticket, other.number))
    await work.save(ticket)


async def _other(work: TicketWork, ticket: Ticket, reason: Reason, given: str) -> Ticket:
    """The ticket that this one repeats, by its number."""
    number = given.strip().lstrip("№#")
    other = await work.tickets.by_number(number) if number else None
    if other is None or other.id == ticket.id:
        raise Missing("needs_other_ticket", reason=reason.id, given=number[:40])
    return await work.tickets.get(other.id)


async def postpone(work: TicketWork, actor: Actor, ticket: Ticket, until: datetime, reason: str, now: datetime) -> None:
    """Put off until an instant, for a reason; the resolution clock stands still until then (SAV-8)."""
    require_staff(actor, "postpone")
    if until <= now:
        raise Missing("date_in_past", field="until")
    await transition.make(work, actor, ticket, "postpone", now, reason=reason, until=until)


async def promise(work: TicketWork, actor: Actor, ticket: Ticket, due: datetime, reason: str, now: datetime) -> None:
    """Promise another term of resolution, with a description of the problem (SAV-18)."""
    require_staff(actor, "term")
    regulation = await work.regulation_of(ticket)
    if regulation.state(ticket.state).resolved:
        raise IllegalMove(
            "illegal_move",
            action="term",
            state=_title(regulation, ticket),
            possible=_possible(regulation, ticket, actor),
        )
    if due <= now:
        raise Missing("date_in_past", field="until")
    if not speaks(reason):
        raise Missing("needs_reason", field="reason", action="term")
    before = current(ticket.milestones, regulation).get(ClockName.RESOLUTION)
    if before is None:
        raise Missing("no_resolution_term")
    ticket.note(now, Fact.TERM, due.isoformat())
    await work.save(ticket)
    work.record(TermPromised(now, actor, ticket, before.due, due, reason))


async def prioritise(
    work: TicketWork, actor: Actor, ticket: Ticket, priority_id: str, reason: str, now: datetime
) -> None:
    """Set another priority with a reason; terms are computed anew from the same start (SAV-15)."""
    require_staff(actor, "priority")
    regulation = await work.regulation_of(ticket)
    transition.not_closed(regulation, ticket)
    priority = regulation.priority(priority_id)
    if priority is None:
        raise Missing("no_such_priority", given=priority_id, possible=tuple(p.id for p in regulation.priorities))
    if priority.id == ticket.priority:
        raise Missing("same_priority", priority=priority.id)
    if not speaks(reason):
        raise Missing("needs_reason", field="reason", action="priority")
    before, due_before = ticket.priority, _due(ticket, regulation)
    ticket.priority = priority.id
    ticket.note(now, Fact.PRIORITY, priority.id)
    await work.save(ticket)
    due_after = _due(ticket, regulation)
    work.record(PriorityChanged(now, actor, ticket, before, priority.id, reason, due_before, due_after))


async def log(work: TicketWork, actor: Actor, ticket: Ticket, minutes: int, text: str, now: datetime) -> int:
    """Log time spent; returns the minutes accounted, rounded up to the regulation's least unit (SAV-14)."""
    require_staff(actor, "log")
    if minutes <= 0:
        raise Missing("needs_minutes", field="minutes")
    regulation = await work.regulation_of(ticket)
    transition.not_closed(regulation, ticket)
    counted = accounted(regulation, minutes)
    await work.billing.add_work(WorkEntry(0, ticket.id, ticket.person_id, now, minutes, counted, actor.name, text))
    work.record(WorkLogged(now, actor, ticket, minutes, counted, text))
    await quota.weigh(work, actor, ticket, now)
    return counted


async def _speak_and_move(
    work: TicketWork, actor: Actor, ticket: Ticket, action: str, message: Message, now: datetime
) -> None:
    require_staff(actor, action)
    await transition.check(work, actor, ticket, action, ("text",) if message.text.strip() else ())
    stored = await work.messages.add(replace(message, ticket_id=ticket.id, internal=False))
    ticket.answered(now)
    work.record(Said(now, actor, ticket, stored, relay=False))
    await transition.make(work, actor, ticket, action, now, text=message.text, message_id=stored.id)


def _due(ticket: Ticket, regulation: Regulation) -> datetime | None:
    reading = current(ticket.milestones, regulation).get(ClockName.RESOLUTION)
    return reading.due if reading else None


def _title(regulation: Regulation, ticket: Ticket) -> str:
    return regulation.state(ticket.state).title_for_staff


def _possible(regulation: Regulation, ticket: Ticket, actor: Actor) -> tuple[str, ...]:
    return table.possible(regulation, ticket.state, actor.role)
