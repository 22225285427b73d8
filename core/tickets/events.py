"""What happened to a ticket. Each becomes a journal entry, and notices to those whom it concerns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.conversations.events import Event
from core.conversations.message import Message
from core.regulation.model import Audience
from core.tickets.ticket import Ticket


@dataclass(frozen=True, slots=True)
class TicketEvent(Event):
    """Something that happened to a ticket."""

    ticket: Ticket


@dataclass(frozen=True, slots=True)
class Registered(TicketEvent):
    """A conversation became an official ticket (SAV-3, SAV-16)."""

    message_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Confirmed(TicketEvent):
    """Number, priority and terms have left for the customer: the registration clock stops."""


@dataclass(frozen=True, slots=True)
class Moved(TicketEvent):
    """The state changed, or an action was made that the table allows in it."""

    action: str
    before: str
    after: str
    text: str = ""
    reason: str = ""
    until: datetime | None = None
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Taken(TicketEvent):
    """Somebody took the ticket on."""

    assignee: str


@dataclass(frozen=True, slots=True)
class Said(TicketEvent):
    """A message in the ticket's thread; an internal one is a note that only staff read."""

    message: Message
    relay: bool = True


@dataclass(frozen=True, slots=True)
class Rewritten(TicketEvent):
    """A message of the thread got other words; the earlier ones are kept."""

    message: Message
    before: str


@dataclass(frozen=True, slots=True)
class PriorityChanged(TicketEvent):
    """Another priority; the terms are computed anew from the same start (SAV-15)."""

    before: str
    after: str
    reason: str
    due_before: datetime | None
    due_after: datetime | None


@dataclass(frozen=True, slots=True)
class TermPromised(TicketEvent):
    """The regulation's term cannot be met; the customer is told why and until when (SAV-18)."""

    due_before: datetime | None
    due: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class WorkLogged(TicketEvent):
    """Time spent, rounded up to the regulation's least unit (SAV-14)."""

    minutes: int
    accounted: int
    text: str


@dataclass(frozen=True, slots=True)
class Linked(TicketEvent):
    """This ticket and another one came from the same request (SAV-9)."""

    other: str


@dataclass(frozen=True, slots=True)
class ClockRang(TicketEvent):
    """A clock reached a level of its term; 100 percent is the breach, dated when it was due."""

    clock: str
    level: int
    to: Audience
    due: datetime
    asks_new_term: bool
    cause: str = ""


@dataclass(frozen=True, slots=True)
class ReminderRang(TicketEvent):
    """The customer's own term is running out."""

    clock: str
    due: datetime
