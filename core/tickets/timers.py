"""Due timers: claimed, acted upon and marked in one transaction, so each rings exactly once."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from core.deadlines.timers import Change, Timer
from core.tickets import lifecycle
from core.tickets.ports import TicketWork
from core.tickets.ticket import Ticket


class DueTimers(Protocol):
    """The timer rows, as the store keeps them."""

    async def apply(self, ticket_id: int, change: Change) -> None: ...
    async def claim(self, now: datetime) -> tuple[int, Timer] | None:
        """The earliest due timer, locked; a row that another process holds is passed over."""

    async def rung(self, ticket_id: int, key: str, at: datetime) -> None: ...
    async def earliest(self) -> datetime | None: ...


class TimerWork(TicketWork, Protocol):
    """One transaction over tickets and their timers."""

    @property
    def timers(self) -> DueTimers: ...
    def retime(self, ticket: Ticket) -> None:
        """Have the ticket's timers recomputed before the transaction ends; only what differs is written."""


async def retime_next(work: TimerWork, after: int, most: int) -> int | None:
    """Recompute the timers of the next tickets by id, as is due when calendar data changed (rules.md 1.4).

    Returns the last id looked at; None when no ticket is left.
    """
    found = await work.tickets.timed(after, most)
    for ticket in found:
        work.retime(ticket)
    return found[-1].id if found else None


async def ring_next(work: TimerWork, now: datetime) -> bool:
    """Ring the earliest due timer; False when none is due."""
    claimed = await work.timers.claim(now)
    if claimed is None:
        return False
    ticket_id, timer = claimed
    ticket = await work.tickets.get(ticket_id)
    await work.timers.rung(ticket_id, timer.key, now)
    standing = [other for other in await work.tickets.timers(ticket_id) if other.rung_at is None]
    await lifecycle.ring(work, ticket, timer, standing, now)
    return True
