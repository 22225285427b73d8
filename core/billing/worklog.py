"""Time spent on a ticket, as it is accounted (SAV-14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.regulation.model import Regulation


@dataclass(frozen=True, slots=True)
class WorkEntry:
    """Minutes that somebody spent on a customer's ticket, and how many of them are accounted."""

    id: int
    ticket_id: int
    person_id: int
    """The customer for whom it was done."""
    at: datetime
    minutes: int
    accounted: int
    engineer: str
    text: str = ""


def accounted(regulation: Regulation, minutes: int) -> int:
    """Minutes of one answer, rounded up to the regulation's least unit; as spent when it names none."""
    least = regulation.accounting.least_minutes if regulation.accounting else 1
    return -(-minutes // least) * least
