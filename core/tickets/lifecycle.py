"""What time does to a ticket: a timer rang. Facts are dated when they were due, not when they were noticed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from core.deadlines.milestones import Fact
from core.deadlines.policy import course, escalation_key
from core.deadlines.timers import Deed, Timer
from core.people.authority import SYSTEM
from core.regulation.model import Regulation
from core.tickets import transition
from core.tickets.events import ClockRang, Confirmed, ReminderRang
from core.tickets.ports import TicketWork
from core.tickets.ticket import Ticket


async def ring(work: TicketWork, ticket: Ticket, timer: Timer, standing: Sequence[Timer], now: datetime) -> None:
    """Do what a due timer says. ``standing`` are the ticket's other timers that have not rung yet."""
    regulation = await work.regulation_of(ticket)
    match timer.deed:
        case Deed.MOVE:
            await transition.make(work, SYSTEM, ticket, timer.action, timer.due)
        case Deed.REMIND:
            if not _overtaken(timer, standing, now):
                await _remind(work, ticket, regulation, timer)
        case Deed.ESCALATE:
            if not _overtaken(timer, standing, now):
                await _escalate(work, ticket, regulation, timer)


async def confirmed(work: TicketWork, ticket: Ticket, now: datetime) -> None:
    """The confirmation with number, priority and terms has left: the registration clock stops (SAV-16)."""
    if any(m.fact is Fact.CONFIRMED for m in ticket.milestones):
        return
    ticket.note(now, Fact.CONFIRMED)
    await work.save(ticket)
    work.record(Confirmed(now, SYSTEM, ticket))


def _overtaken(timer: Timer, standing: Sequence[Timer], now: datetime) -> bool:
    """True when a later level of the same course is due too: a term that lands in the past alerts once."""
    return any(
        other.run == timer.run and other.due <= now and (other.due, other.level) > (timer.due, timer.level)
        for other in standing
        if other.deed is timer.deed or other.deed is Deed.MOVE
    )


async def _remind(work: TicketWork, ticket: Ticket, regulation: Regulation, timer: Timer) -> None:
    reading = course(ticket.milestones, regulation, timer.run)
    if reading is not None and reading.due is not None:
        work.record(ReminderRang(timer.due, SYSTEM, ticket, reading.clock, reading.due))


async def _escalate(work: TicketWork, ticket: Ticket, regulation: Regulation, timer: Timer) -> None:
    reading = course(ticket.milestones, regulation, timer.run)
    if reading is None or reading.due is None:
        return
    cause = _cause(ticket, timer.due)
    for rule in regulation.escalations:
        if reading.clock in rule.clocks and timer.key == escalation_key(timer.run, rule):
            work.record(
                ClockRang(
                    timer.due, SYSTEM, ticket, reading.clock, rule.at, rule.to, reading.due, rule.asks_new_term, cause
                )
            )


def _cause(ticket: Ticket, due: datetime) -> str:
    """The change that put the term into the past, when it was one (rules.md 3.2)."""
    changes = (Fact.PRIORITY, Fact.PLAN, Fact.CATEGORY, Fact.TERM)
    later = [m for m in ticket.milestones if m.fact in changes and m.at > due]
    return f"{later[-1].fact}:{later[-1].value}" if later else ""
