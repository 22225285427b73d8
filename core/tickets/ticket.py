"""A ticket: an official, registered request, with the facts that its clocks are computed from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from core.deadlines.milestones import Fact, Milestone, Milestones, unanswered
from core.deadlines.timers import Timer


@dataclass(slots=True)
class Ticket:
    """An official request. ``edition`` names the regulation it was registered under and stays with it."""

    id: int
    number: str
    edition: str
    person_id: int
    registered_at: datetime
    priority: str
    state: str
    subject: str
    fields: dict[str, str]
    fingerprint: str = ""
    milestones: Milestones = ()
    assignee_id: int | None = None
    assignee_name: str = ""
    closed_at: datetime | None = None
    plan: str = ""
    category: str = ""
    team: str = ""
    """The team of the desk that it is with; empty for the first one."""
    links: tuple[str, ...] = field(default=())
    """Numbers of the tickets it was split from or into (SAV-9)."""
    organisation_id: int | None = None
    """Whose ticket it is, whoever of the organisation is its contact; None for a person of no organisation."""

    def of_one_account(self, other: Ticket) -> bool:
        """True when both are the same person's, or the same organisation's."""
        if self.organisation_id is None:
            return other.organisation_id is None and self.person_id == other.person_id
        return self.organisation_id == other.organisation_id

    def note(self, at: datetime, fact: Fact, value: str = "") -> None:
        """Add a fact, dated no earlier than the last one: a late noticed fact does not rewrite what followed."""
        if self.milestones:
            at = max(at, self.milestones[-1].at)
        self.milestones = (*self.milestones, Milestone(at.astimezone(UTC), fact, value))

    def enter(self, state: str, at: datetime, until: datetime | None = None) -> None:
        """Change the state, and say when it is expected to end if that is known."""
        if state != self.state or until is not None:
            self.note(at, Fact.STATE, state)
            self.state = state
            if until is not None:
                self.note(at, Fact.UNTIL, until.astimezone(UTC).isoformat())

    def customer_wrote(self, at: datetime) -> None:
        """Only the first unanswered message starts a clock, so only that one is a fact worth keeping."""
        if not unanswered(self.milestones):
            self.note(at, Fact.CUSTOMER_WROTE)

    def answered(self, at: datetime) -> None:
        """A human answered in public. Needed again only after the customer wrote anew."""
        if unanswered(self.milestones) or not any(m.fact is Fact.ANSWERED for m in self.milestones):
            self.note(at, Fact.ANSWERED)


class Tickets(Protocol):
    """The tickets of the desk, as the store keeps them."""

    async def next_number(self, counter: str) -> int:
        """The next value of a counter, inside this transaction: never used twice, no holes after a rollback."""

    async def add(self, ticket: Ticket) -> Ticket: ...
    async def get(self, ticket_id: int) -> Ticket:
        """The ticket, locked against other writers until the transaction ends."""

    async def peek(self, ticket_id: int) -> Ticket:
        """The ticket as it is now, for showing it; not locked."""

    async def by_number(self, number: str) -> Ticket | None:
        """The ticket of this number as it is now; not locked."""

    async def seen(self, person_id: int, ticket_id: int) -> Ticket | None:
        """The ticket, locked, if this customer may see it: their own, or their organisation's if they are authorised.

        None for a foreign one exactly as for one that does not exist (rules.md section 5).
        """

    async def seen_by_number(self, person_id: int, number: str) -> Ticket | None:
        """The same, by the ticket's number."""

    async def all_seen(self, person_id: int) -> list[Ticket]:
        """Every ticket that this customer may see, oldest first."""

    async def of_person(self, person_id: int) -> list[Ticket]:
        """The tickets that this person is the contact of."""

    async def of_organisation(self, organisation_id: int) -> list[Ticket]: ...
    async def move(self, person_id: int, before: int | None, after: int | None) -> None:
        """The person's tickets of the organisation ``before`` (None: of none) are those of ``after`` from here on."""

    async def open(self) -> list[Ticket]: ...
    async def within(self, since: datetime, until: datetime, after: int, most: int) -> list[Ticket]:
        """The next tickets by id that were registered before ``until`` and not closed before ``since``."""

    async def timed(self, after: int, most: int) -> list[Ticket]:
        """The next tickets by id with a timer that has not rung, locked until the transaction ends."""

    async def save(self, ticket: Ticket) -> None: ...
    async def seal(self, ticket_id: int, canonical: str) -> None: ...
    async def sealed(self, ticket_id: int) -> str: ...
    async def timers(self, ticket_id: int) -> list[Timer]: ...
    async def at(self, chat: str, number: int) -> int | None:
        """The ticket whose message or notice stands in this chat under this message number."""
