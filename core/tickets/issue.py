"""A ticket is made: its first facts, its number and its seal. The same facts show its terms before it is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.conversations.message import Message
from core.deadlines.milestones import Fact
from core.people.account import Account
from core.regulation.model import Level, Regulation
from core.tickets import number, seal
from core.tickets.ports import TicketWork
from core.tickets.ticket import Ticket

SUBJECT_LENGTH = 80
"""Characters of a chosen message that serve as the subject."""
TELLING = 15


@dataclass(frozen=True, slots=True)
class Content:
    """What is asked, how urgently, and what the customer stated."""

    priority: str
    category: str
    fields: dict[str, str]
    messages: Sequence[Message]


def level(regulation: Regulation, account: Account, content: Content) -> Level:
    """What the terms depend on: the priority, the account's plan and the category of the request."""
    return Level(content.priority, account.plan or regulation.default_plan, content.category)


def unnumbered(regulation: Regulation, edition: str, account: Account, content: Content, now: datetime) -> Ticket:
    """The ticket as it would be, registered now: what the terms are read from before anything is promised."""
    held = level(regulation, account, content)
    ticket = Ticket(
        id=0,
        number="",
        edition=edition,
        person_id=account.person.id,
        organisation_id=account.organisation.id if account.organisation else None,
        registered_at=now,
        priority=held.priority,
        state=regulation.start.id,
        subject=_subject(content.messages),
        fields=dict(content.fields),
        plan=held.plan,
        category=held.category,
        team=_team(regulation, held.category),
    )
    ticket.note(now, Fact.REGISTERED)
    ticket.note(now, Fact.PRIORITY, ticket.priority)
    if ticket.plan:
        ticket.note(now, Fact.PLAN, ticket.plan)
    if ticket.category:
        ticket.note(now, Fact.CATEGORY, ticket.category)
    ticket.note(now, Fact.STATE, ticket.state)
    return ticket


def _team(regulation: Regulation, category: str) -> str:
    """Whose the requests of a category are."""
    found = regulation.category(category)
    return found.team if found is not None else ""


async def issue(work: TicketWork, account: Account, content: Content, now: datetime) -> Ticket:
    """Give number, seal and first facts; the messages belong to the ticket from here on."""
    ticket = unnumbered(work.regulation, work.edition, account, content, now)
    ticket.number = await number.issue(work.tickets, work.regulation, now)
    sealed = seal.canonical(ticket, content.messages)
    ticket.fingerprint = seal.fingerprint(sealed)
    ticket = await work.tickets.add(ticket)
    await work.tickets.seal(ticket.id, sealed)
    await work.messages.assign([message.id for message in content.messages], ticket.id)
    await work.save(ticket)
    return ticket


def _subject(messages: Sequence[Message]) -> str:
    """The first message that says something: a mere greeting is shorter than ``TELLING`` characters."""
    texts = [" ".join(m.text.split()) for m in messages if m.text.strip()]
    words = next((text for text in texts if len(text) >= TELLING), max(texts, key=len, default=""))
    if not words:
        words = next((m.attachment.name for m in messages if m.attachment), "")
    return words if len(words) <= SUBJECT_LENGTH else words[: SUBJECT_LENGTH - 1].rstrip() + "…"
