"""A notice: facts for somebody, without words. The front that delivers it finds the words."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any


class Urgency(IntEnum):
    """Which of the waiting notices of one chat goes first."""

    ALARM = 0
    ANSWER = 1
    RELAY = 2
    COSMETIC = 3


@dataclass(frozen=True, slots=True)
class Customer:
    """A person, through every channel that reaches them."""

    person_id: int


@dataclass(frozen=True, slots=True)
class Desk:
    """The staff, in one of their threads: ``general``, ``talk:<person>`` or ``ticket:<id>``.

    ``team`` is whose; empty for the desk's own, and for a ticket's thread that is told of with its ticket.
    """

    thread: str = "general"
    team: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """A group chat of customers, where the desk says no more than where it goes on."""

    chat: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Who is told what. Notices of one ``stream`` keep their order; a waiting one with the same ``key`` is
    replaced, or added to when it relays; ``delay`` (real seconds) lets the parts of an album gather."""

    to: Customer | Desk | Room
    kind: str
    facts: dict[str, Any] = field(default_factory=dict)
    urgency: Urgency = Urgency.ANSWER
    stream: str = ""
    key: str = ""
    delay: float = 0.0
    ticket_id: int | None = None
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """A notice on its way: addressed, stored, sent at least once and marked only then."""

    id: int
    channel: str
    address: str
    notice: Notice
    attempts: int = 0
    not_before: float = 0.0
