"""Everything that the desk keeps of a customer, as one document for that customer (152-FZ, the subject's access)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any, Protocol

from core.billing.ports import Billing
from core.conversations.message import Author, Message, Messages
from core.people.organisation import Organisations
from core.people.ports import People
from core.tickets.complaint import Complaints
from core.tickets.rating import Ratings
from core.tickets.ticket import Tickets


class Kept(Protocol):
    """What is looked through."""

    @property
    def people(self) -> People: ...
    @property
    def organisations(self) -> Organisations: ...
    @property
    def messages(self) -> Messages: ...
    @property
    def tickets(self) -> Tickets: ...
    @property
    def complaints(self) -> Complaints: ...
    @property
    def ratings(self) -> Ratings: ...
    @property
    def billing(self) -> Billing: ...


async def dossier(kept: Kept, person_id: int, now: datetime) -> dict[str, Any]:
    """Profile, consent, messages, requests, invoices, complaints and ratings; instants in UTC, money in kopecks.

    Not among it are notes that the staff write to each other, what they took back, and what the customer sees no more:
    requests of an organisation that they left, and what the staff answered there. Their own words are theirs.
    """
    person = await kept.people.get(person_id)
    member = await kept.organisations.member(person_id)
    seen = await kept.tickets.all_seen(person_id)
    numbers = {ticket.id: ticket.number for ticket in seen}
    return {
        "made_at": _instant(now),
        "person": {
            "name": person.name,
            "username": person.username,
            "phone": person.phone,
            "language": person.language,
            "known_since": _instant(person.created_at),
            "addresses": [[a.channel, a.external_id] for a in await kept.people.addresses(person_id)],
            "details": person.profile,
            "verified": person.verified,
            "rank": member.rank if member else person.rank,
            "plan": person.plan,
            "organisation": member.organisation.name if member else None,
        },
        "consent": {"version": person.consent_version, "at": _instant(person.consent_at)},
        "changes": [_plain(asdict(change)) for change in await kept.people.changes(person_id)],
        "messages": [_message(m, numbers) for m in await kept.messages.all_of(person_id) if _theirs(m, numbers)],
        "requests": [
            {
                "number": ticket.number,
                "registered": _instant(ticket.registered_at),
                "closed": _instant(ticket.closed_at),
                "state": ticket.state,
                "priority": ticket.priority,
                "category": ticket.category,
                "plan": ticket.plan,
                "subject": ticket.subject,
                "details": ticket.fields,
                "fingerprint": ticket.fingerprint,
            }
            for ticket in seen
            if ticket.person_id == person_id
        ],
        "invoices": [_plain(asdict(invoice)) for invoice in await kept.billing.invoices(person_id)],
        "complaints": [_plain(asdict(complaint)) for complaint in await kept.complaints.of_person(person_id)],
        "ratings": [_plain(asdict(rating)) for rating in await kept.ratings.by(person_id)],
    }


def _theirs(message: Message, numbers: dict[int, str]) -> bool:
    """What the customer wrote, and what they were answered and may still read."""
    if message.author is Author.CUSTOMER:
        return True
    seen = message.ticket_id is None or message.ticket_id in numbers
    return seen and not message.internal and message.withdrawn_at is None


def _message(message: Message, numbers: dict[int, str]) -> dict[str, Any]:
    file = message.attachment
    return {
        "at": _instant(message.at),
        "by": message.author,
        "name": message.author_name,
        "request": numbers.get(message.ticket_id or 0),
        "text": message.text,
        "file": {"name": file.name, "size": file.size, "sha256": file.digest} if file else None,
    }


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """As JSON can hold it."""
    simple = (str, int, float, bool, type(None))
    return {
        name: value.isoformat() if isinstance(value, datetime) else value if isinstance(value, simple) else str(value)
        for name, value in values.items()
    }
