"""What happened to a ticket. Each becomes a journal entry, and notices to those whom it concerns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.billing.act import Act
from core.billing.estimate import Estimate
from core.billing.invoice import Invoice
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
    follows: str = ""
    """The number of the closed ticket that it goes on from; empty for none."""
    by_hand: bool = False
    """Staff wrote it down for a customer who called or sent a letter."""


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
    held: float = 0.0
    """For how many real seconds it is kept back, so that others of a flood join it."""


@dataclass(frozen=True, slots=True)
class Told(TicketEvent):
    """An answer was given outside of the chat; the actor's channel says how (SAV-11)."""

    message: Message
    in_chat: bool
    """The customer has a chat, and reads it there too."""


@dataclass(frozen=True, slots=True)
class TeamChanged(TicketEvent):
    """The ticket is with another team of the desk from here on."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Rewritten(TicketEvent):
    """A message of the thread got other words; the earlier ones are kept."""

    message: Message
    before: str


@dataclass(frozen=True, slots=True)
class Withdrawn(TicketEvent):
    """A colleague took a message of the thread back; it stays in the record."""

    message: Message


@dataclass(frozen=True, slots=True)
class PriorityChanged(TicketEvent):
    """Another priority; the terms are computed anew from the same start (SAV-15)."""

    before: str
    after: str
    reason: str
    due_before: datetime | None
    due_after: datetime | None


@dataclass(frozen=True, slots=True)
class RegulationAdopted(TicketEvent):
    """The ticket follows another edition of the regulation from here on; ``moved`` names the clocks whose terms moved
    (rules.md 3.7)."""

    before: str
    after: str
    moved: tuple[str, ...]


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
class LinkMade(TicketEvent):
    """Staff linked this ticket with another one, under this number."""

    other: str
    other_id: int


@dataclass(frozen=True, slots=True)
class LinkUndone(TicketEvent):
    """Staff undid the link with another ticket, under this number."""

    other: str


@dataclass(frozen=True, slots=True)
class Followed(TicketEvent):
    """The customer registered a sequel of this closed ticket, under this number."""

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


@dataclass(frozen=True, slots=True)
class Duplicates(TicketEvent):
    """The ticket repeats another one, under this number (PLR-5)."""

    other: str


@dataclass(frozen=True, slots=True)
class PlanChanged(TicketEvent):
    """The customer has another plan; the terms are computed anew from the same start."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class QueueAdvised(TicketEvent):
    """The customer wrote unasked and is told what that does to their place in the queue (PLR-13, NET-9)."""

    advice: str


@dataclass(frozen=True, slots=True)
class Rated(TicketEvent):
    """The customer rated the closed ticket, one to five, or rated it otherwise."""

    score: int
    words: str


@dataclass(frozen=True, slots=True)
class ArticleDrafted(TicketEvent):
    """An article is being made of the ticket's answer, under this title."""

    article: str


@dataclass(frozen=True, slots=True)
class ArticlePublished(TicketEvent):
    """The article that was made of the ticket's answer is found from here on."""

    article: str


@dataclass(frozen=True, slots=True)
class ArticleWithdrawn(TicketEvent):
    """The article that was made of the ticket's answer is not found any more."""

    article: str


@dataclass(frozen=True, slots=True)
class ArticleChanged(Event):
    """An article is found from here on, in other words, or not any more."""

    article: str


@dataclass(frozen=True, slots=True)
class HandedOn(Event):
    """A request that belongs to another desk: the customer is told to which, nothing is registered (INS-8)."""

    person_id: int
    title: str
    elsewhere: str


@dataclass(frozen=True, slots=True)
class EstimateGiven(TicketEvent):
    """The customer is told what the work will cost, and agrees or declines (PLR-4)."""

    estimate: Estimate


@dataclass(frozen=True, slots=True)
class EstimateDecided(TicketEvent):
    """The customer agreed to the estimate, or declined it."""

    estimate: Estimate


@dataclass(frozen=True, slots=True)
class ActPresented(TicketEvent):
    """An act waits for the customer's word (SIN-10, SIN-11)."""

    act: Act
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class ActDecided(TicketEvent):
    """The customer approved, refused, agreed to or declined an act."""

    act: Act


@dataclass(frozen=True, slots=True)
class InvoiceIssued(TicketEvent):
    """What the work costs, by the priority actually kept; ``due`` and ``reacted`` say why it was that one (PLR-9)."""

    invoice: Invoice
    due: datetime | None
    reacted: datetime | None


@dataclass(frozen=True, slots=True)
class InvoicePaid(TicketEvent):
    """Accounting confirmed the payment (PLR-15)."""

    invoice: Invoice


@dataclass(frozen=True, slots=True)
class QuotaExceeded(TicketEvent):
    """More was worked for the customer than the quota has; the term waits until ``until`` (PLR-12)."""

    until: datetime
