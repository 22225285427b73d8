"""What time does to a ticket: a timer rang. Facts are dated when they were due, not when they were noticed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from core.deadlines.milestones import Fact
from core.deadlines.policy import current
from core.deadlines.timers import Deed, Timer
from core.people.authority import SYSTEM
from core.regulation.model import ClockName, Regulation
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
    clock = ClockName(timer.run.partition("#")[0])
    reading = current(ticket.milestones, regulation)[clock]
    if reading.due is not None:
        work.record(ReminderRang(timer.due, SYSTEM, ticket, clock, reading.due))


async def _escalate(work: TicketWork, ticket: Ticket, regulation: Regulation, timer: Timer) -> None:
    clock = ClockName(timer.run.partition("#")[0])
    reading = current(ticket.milestones, regulation)[clock]
    rule = next(
        rule
        for rule in regulation.escalations
        if clock in rule.clocks and timer.key == f"{timer.run}@{rule.at}:{rule.to}"
    )
    if reading.due is not None:
        cause = _cause(ticket, timer.due)
        work.record(
            ClockRang(timer.due, SYSTEM, ticket, clock, rule.at, rule.to, reading.due, rule.asks_new_term, cause)
        )


def _cause(ticket: Ticket, due: datetime) -> str:
    """The change that put the term into the past, when it was one (rules.md 3.2)."""
    later = [m for m in ticket.milestones if m.fact in (Fact.PRIORITY, Fact.TERM) and m.at > due]
    return f"{later[-1].fact}:{later[-1].value}" if later else ""
