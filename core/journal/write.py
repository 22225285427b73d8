"""From an event of a ticket to the next entry of its journal."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from typing import Any

from core.conversations.message import Message
from core.journal.chain import GENESIS, Entry, Journal
from core.regulation.model import FieldRule
from core.tickets.complaint import Complaint
from core.tickets.events import TicketEvent
from core.tickets.ticket import Ticket

_PLAIN = (str, int, float, bool, type(None))


async def append(journal: Journal, event: TicketEvent, now: datetime) -> Entry:
    """Add what happened to the ticket's journal."""
    last = await journal.last(event.ticket.id)
    entry = Entry(
        ticket_id=event.ticket.id,
        seq=last.seq + 1 if last else 1,
        at=event.at,
        recorded_at=now,
        actor=event.actor.name,
        role=event.actor.role,
        channel=event.actor.channel,
        kind=_kind(event),
        facts=_facts(event),
        before=last.digest if last else GENESIS,
        digest="",
        actor_id=event.actor.person_id,
    )
    entry = replace(entry, digest=entry.computed())
    await journal.append(entry)
    return entry


def _kind(event: TicketEvent) -> str:
    """``PriorityChanged`` → ``priority_changed``."""
    name = type(event).__name__
    return "".join(f"_{char.lower()}" if char.isupper() else char for char in name).lstrip("_")


def _facts(event: TicketEvent) -> dict[str, Any]:
    """The event's own fields, as far as they are plain; a message by its id and words, a ticket by its
    number, a complaint by its id alone: staff read the journal, and its words are for the managers (NET-7)."""
    return {
        f.name: _plain(getattr(event, f.name)) for f in fields(event) if f.name not in ("at", "actor", "relay", "held")
    }


def _plain(value: object) -> Any:
    match value:
        case Ticket():
            return value.number
        case Complaint():
            return value.id
        case FieldRule():
            return value.title
        case Message():
            return {"id": value.id, "text": value.text, "internal": value.internal}
        case datetime():
            return value.isoformat()
        case tuple() | list():
            return [_plain(item) for item in value]
        case _ if is_dataclass(value):
            return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
        case _ if isinstance(value, _PLAIN):
            return value
        case _:
            return str(value)
