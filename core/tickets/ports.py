"""What the use cases of tickets touch."""

from __future__ import annotations

from typing import Protocol

from core.billing.ports import Billing
from core.consultation.question import Questions
from core.conversations.events import Event
from core.conversations.message import Messages
from core.people.organisation import Organisations
from core.people.ports import People
from core.regulation.model import Regulation
from core.tickets.draft import Drafts
from core.tickets.ticket import Ticket, Tickets


class TicketWork(Protocol):
    """One transaction over people, organisations, messages, drafts and tickets."""

    @property
    def people(self) -> People: ...
    @property
    def organisations(self) -> Organisations: ...
    @property
    def messages(self) -> Messages: ...
    @property
    def drafts(self) -> Drafts: ...
    @property
    def tickets(self) -> Tickets: ...
    @property
    def billing(self) -> Billing: ...
    @property
    def questions(self) -> Questions: ...
    @property
    def consults(self) -> bool:
        """There are articles to look through."""

    @property
    def regulation(self) -> Regulation:
        """The regulation in force: new tickets are registered under it."""

    @property
    def edition(self) -> str: ...
    async def regulation_of(self, ticket: Ticket) -> Regulation:
        """The regulation that this ticket was registered under (rules.md 3.7)."""

    async def save(self, ticket: Ticket) -> None:
        """Store the ticket and have its timers recomputed before the transaction ends."""

    def record(self, event: Event) -> None: ...
