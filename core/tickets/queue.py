"""The order in which the desk works: out of turn first, then by arrival (SAV-17)."""

from __future__ import annotations

from collections.abc import Iterable

from core.regulation.model import Regulation
from core.tickets.ticket import Ticket


def ordered(tickets: Iterable[Ticket], regulation: Regulation) -> list[Ticket]:
    """Open tickets, the next one to work on first."""

    def place(ticket: Ticket) -> tuple[bool, float]:
        priority = regulation.priority(ticket.priority)
        return (not (priority and priority.out_of_turn), ticket.registered_at.timestamp())

    return sorted(tickets, key=place)
