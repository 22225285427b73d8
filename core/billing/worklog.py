"""Time spent on a ticket, as it is accounted (SAV-14)."""

from __future__ import annotations

from core.regulation.model import Regulation


def accounted(regulation: Regulation, minutes: int) -> int:
    """Minutes of one answer, rounded up to the regulation's least unit; as spent when it names none."""
    least = regulation.accounting.least_minutes if regulation.accounting else 1
    return -(-minutes // least) * least
