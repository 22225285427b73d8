"""What happened around a public notice: to the tickets that are linked to it, and to those who were told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from core.conversations.events import Event
from core.tickets.events import TicketEvent


class News(StrEnum):
    """What a customer is told of a public notice."""

    NOW = "now"
    CHANGED = "changed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Announced(Event):
    """A customer is told of a public notice; ``facts`` are those of the notice."""

    person_id: int
    news: News
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class BulletinLinked(TicketEvent):
    """The ticket is about what a public notice tells of (NET-11)."""

    bulletin: int
    text: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class BulletinChanged(TicketEvent):
    """The notice that the ticket is linked to reads otherwise now."""

    bulletin: int
    before: str
    text: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class BulletinClosed(TicketEvent):
    """The notice that the ticket is linked to is closed; ``resolved`` when the ticket was resolved with it."""

    bulletin: int
    text: str
    resolved: bool
