"""The warning that a year's working calendar is missing: once a year, however many processes run (rules.md 1.4)."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from core.deadlines.decree import awaited
from core.notifications.notice import Desk, Notice, Urgency
from core.regulation.model import Regulation
from core.tickets.ticket import Tickets


class CalendarWork(Protocol):
    """One transaction that counts and tells."""

    @property
    def tickets(self) -> Tickets: ...
    @property
    def regulation(self) -> Regulation: ...
    def tell(self, notice: Notice) -> None: ...


async def warn(work: CalendarWork, now: datetime) -> None:
    """Tell staff of every year that they should know of and have not been told of yet."""
    for year in awaited(work.regulation, now):
        if await work.tickets.next_number(f"calendar warning:{work.regulation.name}:{year}") == 1:
            work.tell(
                Notice(Desk(), "calendar_missing", {"year": year}, Urgency.ANSWER, "general!", f"calendar:{year}")
            )
