"""Due timers: claimed, acted upon and marked in one transaction, so each rings exactly once."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from core.deadlines.timers import Change, Timer
from core.tickets import lifecycle
from core.tickets.ports import TicketWork


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
