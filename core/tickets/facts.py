"""A ticket as plain facts, ready to be stored with a notice and worded by a front."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from core.deadlines.policy import current
from core.regulation.model import ClockName, Regulation
from core.tickets.ticket import Ticket

PROMISED_AT_REGISTRATION = (ClockName.REACTION, ClockName.RESOLUTION)
"""Terms that the customer is told of; the desk's own registration clock is not one of them."""


def instant(at: datetime, regulation: Regulation) -> str:
    """An instant in the regulation's zone, as text that keeps the offset."""
    return at.astimezone(ZoneInfo(regulation.calendar.zone)).isoformat()


def terms(ticket: Ticket, regulation: Regulation) -> list[dict[str, Any]]:
    """The terms that run or have run for the ticket: clock, due (None while it stands still), clause."""
    return [
        {
            "clock": reading.clock,
            "due": instant(reading.due, regulation) if reading.due else None,
            "preliminary": reading.preliminary,
            "clause": reading.run.target.clause,
            "stopped": reading.run.stopped is not None,
        }
        for clock, reading in current(ticket.milestones, regulation).items()
        if clock in PROMISED_AT_REGISTRATION
    ]
