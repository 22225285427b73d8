"""Plain facts of a ticket's life. Every clock is computed from them anew, whole, on each event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from core.regulation.model import Level


class Fact(StrEnum):
    """What happened, as far as a clock cares."""

    REGISTERED = "registered"
    CONFIRMED = "confirmed"
    """The number and the terms have left for the customer."""
    STATE = "state"
    """``value`` is the state entered."""
    UNTIL = "until"
    """The state just entered is expected to end at ``value`` (a postponement with a date)."""
    CUSTOMER_WROTE = "customer_wrote"
    ANSWERED = "answered"
    """A public answer of a human."""
    APPROVED = "approved"
    """The customer accepted the work as it was last resolved."""
    PRIORITY = "priority"
    """``value`` is the priority from here on."""
    PLAN = "plan"
    """``value`` is the customer's plan from here on."""
    CATEGORY = "category"
    """``value`` is the category of the request from here on."""
    TERM = "term"
    """The desk promised to resolve by ``value`` instead of the regulation's term (SAV-18)."""
    COMPLAINED = "complained"
    """The customer complained to the managers about how the request is handled (NET-7); ``value`` tells which."""
    COMPLAINT_ANSWERED = "complaint_answered"
    """The managers answered the oldest open complaint of the same ``value``."""
    REWORK = "rework"
    """Both sides agreed to one item of rework by ``value``; noted when the customer agreed (SIN-11)."""
    QUOTA = "quota"
    """The customer's quota of work is used up until ``value`` (PLR-12)."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A fact and the instant (UTC) at which it happened, not at which it was noticed."""

    at: datetime
    fact: Fact
    value: str = ""

    @property
    def instant(self) -> datetime:
        """``value`` read as an instant."""
        return datetime.fromisoformat(self.value).astimezone(UTC)


Milestones = tuple[Milestone, ...]


def level_of(milestones: Milestones) -> Level:
    """What the ticket's terms depend on now."""

    def last(fact: Fact) -> str:
        return next((m.value for m in reversed(milestones) if m.fact is fact), "")

    return Level(last(Fact.PRIORITY), last(Fact.PLAN), last(Fact.CATEGORY))


def unanswered(milestones: Milestones) -> bool:
    """True when the customer wrote and no public answer has followed."""
    last = next((m.fact for m in reversed(milestones) if m.fact in (Fact.CUSTOMER_WROTE, Fact.ANSWERED)), None)
    return last is Fact.CUSTOMER_WROTE
