"""Notices around public notices of outages and works: who is told, customers and staff. No words in here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from core.bulletins.events import Announced, BulletinChanged, BulletinClosed, BulletinLinked, News
from core.notifications.notice import Customer, Desk, Notice, Urgency
from core.regulation.model import Regulation
from core.tickets.facts import instant

BulletinEvent = BulletinLinked | BulletinChanged | BulletinClosed


def of_reader(event: Announced) -> Notice:
    """What a customer hears of a public notice."""
    reader = Customer(event.person_id)
    match event.news:
        case News.NOW:
            return Notice(reader, "bulletin_now", event.facts)
        case News.CHANGED:
            return Notice(reader, "bulletin_changed", event.facts)
        case News.CLOSED:
            return Notice(reader, "bulletin_closed", event.facts)


def of_ticket(event: BulletinEvent, regulation: Regulation) -> Iterator[Notice]:
    """What is told in a linked ticket; its customer hears of changes as a reader of the notice."""
    ticket = event.ticket
    facts: dict[str, Any] = {"number": ticket.number, "bulletin": event.bulletin, "text": event.text}
    match event:
        case BulletinLinked(until=until):
            facts |= {"until": _until(until, regulation)}
            yield Notice(Customer(ticket.person_id), "bulletin_linked", facts, ticket_id=ticket.id)
            yield _to_topic(event, "desk_bulletin_linked", facts)
        case BulletinChanged(until=until):
            yield _to_topic(event, "desk_bulletin_changed", facts | {"until": _until(until, regulation)})
        case BulletinClosed():
            yield _to_topic(event, "desk_bulletin_closed", facts)


def _until(until: datetime | None, regulation: Regulation) -> str | None:
    return instant(until, regulation) if until else None


def _to_topic(event: BulletinEvent, kind: str, facts: dict[str, Any]) -> Notice:
    thread = f"ticket:{event.ticket.id}"
    return Notice(Desk(thread), kind, facts, Urgency.RELAY, thread, ticket_id=event.ticket.id)
