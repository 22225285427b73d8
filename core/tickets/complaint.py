"""A complaint about how a request was handled: it follows a ticket, but not its thread (NET-7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(slots=True)
class Complaint:
    """The customer's words about a ticket and, in time, the managers' answer; ``employee`` is who handled it."""

    id: int
    ticket_id: int
    person_id: int
    at: datetime
    employee: str
    text: str
    answer: str = ""
    answered_at: datetime | None = None


class Complaints(Protocol):
    """The complaints of the desk, as the store keeps them."""

    async def add(self, complaint: Complaint) -> Complaint: ...
    async def get(self, complaint_id: int) -> Complaint | None:
        """The complaint, locked against other writers until the transaction ends."""

    async def open_of(self, ticket_id: int) -> Complaint | None:
        """The complaint about this ticket that still waits for an answer."""

    async def of_person(self, person_id: int) -> list[Complaint]: ...
    async def save(self, complaint: Complaint) -> None: ...
