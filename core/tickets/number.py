"""The number of a ticket, as the regulation writes it (SAV-3)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from core.regulation.model import Regulation
from core.tickets.ticket import Tickets


async def issue(tickets: Tickets, regulation: Regulation, now: datetime) -> str:
    """The next number. The counter starts anew each year when the format names the year, else it never does."""
    year = now.astimezone(ZoneInfo(regulation.calendar.zone)).year
    counter = f"{regulation.name}:{year}" if "{year" in regulation.number.format else regulation.name
    return regulation.number.format.format(year=year, counter=await tickets.next_number(counter))
