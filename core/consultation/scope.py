"""What the desk gives no advice on (NET-4, ALL-2): recognised by the words that the regulation names."""

from __future__ import annotations

from core.knowledge.phrases import names
from core.regulation.model import Reason, Regulation


def beyond(regulation: Regulation, text: str) -> Reason | None:
    """The ground on which the regulation leaves this subject out; None for what it does not name."""
    return next((reason for reason in regulation.reasons if reason.subjects and names(reason.subjects, text)), None)
