"""A public notice of an outage or of planned works: customers read it, tickets are linked to it (NET-11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from core.regulation.model import Regulation
from core.tickets.facts import instant
from core.tickets.ports import TicketWork

LONGEST = 1500
"""Characters of a text that still reads as one."""


@dataclass(slots=True)
class Bulletin:
    """What is out of order, or will be. ``until`` is when it is expected to end; closed ones are never opened again."""

    id: int
    text: str
    at: datetime
    by: str
    until: datetime | None = None
    closed_at: datetime | None = None

    def current(self, now: datetime) -> bool:
        """True while customers are to hear of it."""
        return self.closed_at is None and (self.until is None or now < self.until)


class Bulletins(Protocol):
    """Public notices as the store keeps them, which tickets are linked to them and who was told of them."""

    async def add(self, bulletin: Bulletin) -> Bulletin: ...
    async def get(self, bulletin_id: int) -> Bulletin | None:
        """The notice, locked against other writers until the transaction ends."""

    async def save(self, bulletin: Bulletin) -> None: ...
    async def open(self) -> list[Bulletin]: ...
    async def unheard(self, person_id: int) -> list[Bulletin]:
        """Open ones of which this person was not told."""

    async def heard(self, bulletin_id: int, person_id: int) -> None:
        """Note that the person was told; once is enough."""

    async def readers(self, bulletin_id: int) -> list[int]:
        """Everybody who was told and still has an address, by their ids: who was erased has none."""

    async def link(self, bulletin_id: int, ticket_id: int) -> bool:
        """Link a ticket; False when it is linked already."""

    async def tickets(self, bulletin_id: int) -> list[int]:
        """The ids of the linked tickets, in their order."""


class BulletinWork(TicketWork, Protocol):
    """One transaction over tickets and public notices."""

    @property
    def bulletins(self) -> Bulletins: ...


def facts(bulletin: Bulletin, regulation: Regulation) -> dict[str, Any]:
    """A public notice as plain facts."""
    return {
        "bulletin": bulletin.id,
        "text": bulletin.text,
        "at": instant(bulletin.at, regulation),
        "by": bulletin.by,
        "until": bulletin.until and instant(bulletin.until, regulation),
    }
