"""Numbers of tickets, acts and invoices, as the regulation writes them (SAV-3)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from core.regulation.model import DocumentRule, Regulation
from core.tickets.ticket import Tickets


async def issue(tickets: Tickets, regulation: Regulation, now: datetime) -> str:
    """The next number of a ticket."""
    return await _next(tickets, regulation, regulation.number.format, regulation.name, now)


async def issue_paper(tickets: Tickets, regulation: Regulation, rule: DocumentRule, kind: str, now: datetime) -> str:
    """The next number of a paper; each ``kind`` has a counter of its own."""
    return await _next(tickets, regulation, rule.format, f"{regulation.name}:{kind}", now)


async def _next(tickets: Tickets, regulation: Regulation, written: str, counter: str, now: datetime) -> str:
    """The counter starts anew each year when the format names the year, else it never does."""
    year = now.astimezone(ZoneInfo(regulation.calendar.zone)).year
    name = f"{counter}:{year}" if "{year" in written else counter
    return written.format(year=year, counter=await tickets.next_number(name))
