"""How a ticket's terms came out: on time or late, decided when; read from the engine's own readings (rules.md 3.4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from core.deadlines.milestones import Fact
from core.deadlines.policy import Reading
from core.regulation.model import ClockName, Regulation
from core.tickets.ticket import Ticket

COUNTED = (ClockName.REGISTRATION, ClockName.REACTION, ClockName.UPDATE, ClockName.RESOLUTION, ClockName.REWORK)
"""The desk's own terms. Acceptance is the customer's; a complaint is between the customer and the managers (NET-7)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One course of a clock that is decided: met when the event came, missed the moment it was due without it.

    So each course is counted once, in the period in which that happened. ``stopped`` is the event; None while there was
    none.
    """

    clock: ClockName
    at: datetime
    on_time: bool
    stopped: datetime | None


def outcome_of(reading: Reading, now: datetime) -> Outcome | None:
    """How a course came out; None while it is not decided."""
    stopped = reading.run.stopped
    if reading.due is not None and reading.breached(now):
        return Outcome(reading.clock, reading.due, False, stopped)
    return Outcome(reading.clock, stopped, True, stopped) if stopped is not None else None


def closings(ticket: Ticket, regulation: Regulation) -> list[datetime]:
    """When the ticket was closed; more than once if it was opened again."""
    found, before = [], False
    for milestone in ticket.milestones:
        if milestone.fact is Fact.STATE:
            closed = regulation.state(milestone.value).closed
            if closed and not before:
                found.append(milestone.at)
            before = closed
    return found


def open_at(ticket: Ticket, regulation: Regulation, at: datetime) -> bool:
    """True when the ticket was registered by then and not closed."""
    if ticket.registered_at >= at:
        return False
    states = [m.value for m in ticket.milestones if m.fact is Fact.STATE and m.at < at]
    return not (states and regulation.state(states[-1]).closed)


def late_at(courses: Iterable[Reading], at: datetime) -> bool:
    """True when one of the courses was due by then and its event had not come."""
    return any(
        reading.due is not None and reading.due < at and (reading.run.stopped is None or reading.run.stopped >= at)
        for reading in courses
    )
