"""What happened around people: complaints, hand-over, absence, identity. Journalled and told like all else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.conversations.events import Event
from core.people.person import Change
from core.regulation.model import FieldRule
from core.tickets.complaint import Complaint
from core.tickets.events import TicketEvent


@dataclass(frozen=True, slots=True)
class Complained(TicketEvent):
    """A complaint to the managers; its words are for them alone (NET-7)."""

    complaint: Complaint


@dataclass(frozen=True, slots=True)
class ComplaintAnswered(TicketEvent):
    """The managers answered a complaint."""

    complaint: Complaint


@dataclass(frozen=True, slots=True)
class HandedOver(TicketEvent):
    """Somebody else is responsible from here on (SIN-12)."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ResponsibleAway(TicketEvent):
    """The responsible person will be away, and nobody stands in for them (SIN-12)."""

    assignee: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class ContactAway(TicketEvent):
    """The customer's own contact will be away; ``text`` may say who stands in (SIN-12)."""

    since: datetime
    until: datetime
    text: str


@dataclass(frozen=True, slots=True)
class IdentificationAsked(TicketEvent):
    """Staff demand that the customer identify themselves; by fields of the regulation (NET-3)."""

    rules: tuple[FieldRule, ...]


@dataclass(frozen=True, slots=True)
class Identified(TicketEvent):
    """The customer stated a field that staff had demanded; its value is no part of the journal (NET-3)."""

    title: str


@dataclass(frozen=True, slots=True)
class SecretsRead(TicketEvent):
    """A manager read what is masked everywhere else (rules.md section 5)."""

    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CustomerChanged(Event):
    """What a customer may do, or the plan of their support, was changed (PLR-2)."""

    change: Change
    tickets: tuple[int, ...]
    """Their open tickets: the cards say who the customer is."""
    others: tuple[int, ...] = ()
    """Those of the same organisation whom it concerns as well."""


@dataclass(frozen=True, slots=True)
class MembershipChanged(Event):
    """Somebody is a contact of an organisation from here on, in another rank, or no more (PLR-2, SIN-12)."""

    change: Change
    organisation: str
    name: str
    before: str
    after: str
    """Their ranks in it; empty for no contact of it."""
    others: tuple[int, ...]
    """Those who speak for the organisation besides the person and whoever did it."""
    tickets: tuple[int, ...]
    way: str = ""
    """``invitation`` or ``phone`` for who came in by themselves."""


@dataclass(frozen=True, slots=True)
class ContactChanged(TicketEvent):
    """Another person of the customer's organisation is asked about the ticket from here on (PLR-2, SIN-12)."""

    before: str
    after: str
    contacts: tuple[int, int]
    """Who they are, whatever they are called."""


PersonEvent = (
    Complained
    | ComplaintAnswered
    | HandedOver
    | ContactChanged
    | ResponsibleAway
    | ContactAway
    | IdentificationAsked
    | Identified
    | SecretsRead
)
