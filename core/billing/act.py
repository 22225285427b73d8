"""Acts: an acceptance act that the customer approves or refuses, a bilateral act of rework (SIN-10, SIN-11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ActKind(StrEnum):
    """What an act is about."""

    ACCEPTANCE = "acceptance"
    REWORK = "rework"


class ActState(StrEnum):
    """What has become of an act."""

    PRESENTED = "presented"
    APPROVED = "approved"
    REFUSED = "refused"
    """The customer refused to accept the work, with a reason."""
    AGREED = "agreed"
    DECLINED = "declined"
    """The customer did not agree to the rework as it was listed."""
    WITHDRAWN = "withdrawn"
    """The desk drew up another act in its place before the customer had decided."""


DECISIONS = {
    "confirm": (ActKind.ACCEPTANCE, ActState.APPROVED),
    "disagree": (ActKind.ACCEPTANCE, ActState.REFUSED),
    "agree": (ActKind.REWORK, ActState.AGREED),
    "decline": (ActKind.REWORK, ActState.DECLINED),
}
"""The customer's actions: the kind of act that each decides on, and how."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in an act; ``due`` (UTC) is when rework must be done, None for work that is done already."""

    text: str
    due: datetime | None = None


@dataclass(slots=True)
class Act:
    """A numbered act of a ticket; ``reason`` is the customer's, when they refused or declined."""

    id: int
    number: str
    ticket_id: int
    kind: ActKind
    at: datetime
    items: tuple[Item, ...]
    state: ActState = ActState.PRESENTED
    reason: str = ""
    decided_at: datetime | None = None
