"""A person who writes to the desk or works at it, and the addresses that lead to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.regulation.model import Rank, Role


class AddressState(StrEnum):
    """Whether what we send to an address arrives."""

    ACTIVE = "active"
    BLOCKED = "blocked"


NAMELESS = "—"
"""Stands for a customer whose name is gone."""
BY_HAND = "desk"
"""The channel of somebody who has no chat: staff tell them what there is to tell."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person is reached: ``telegram`` and the Telegram user id as text."""

    channel: str
    external_id: str
    person_id: int
    state: AddressState = AddressState.ACTIVE
    opened: bool = False
    """They opened it themselves: before that a bot may not write to somebody it knows from a group only."""


@dataclass(slots=True)
class Person:
    """Somebody known to the desk. ``profile`` keeps the regulation's person fields by their identifiers."""

    id: int
    name: str
    language: str
    created_at: datetime
    profile: dict[str, str] = field(default_factory=dict)
    username: str = ""
    consent_version: str = ""
    consent_at: datetime | None = None
    verified: bool = False
    rank: Rank = Rank.PLAIN
    """What they may do; of a contact of an organisation only the organisation's word on it counts."""
    plan: str = ""
    """The plan of support; empty for the regulation's default."""
    muted_until: datetime | None = None
    """Until when the staff are not shown what they write; it is kept, and shown then."""
    phone: str = ""
    """The telephone number that Telegram vouches for; empty while it is not confirmed."""
    erased_at: datetime | None = None
    """Since when nothing is known of them any more."""

    def consented(self, version: str) -> bool:
        """True when the person agreed to this version of the personal-data text."""
        return self.consent_at is not None and self.consent_version == version


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member of the staff chat: engineers are its members, managers its administrators."""

    person_id: int
    external_id: str
    name: str
    role: Role
    username: str = ""
    away_from: datetime | None = None
    away_until: datetime | None = None
    duty_days: str = ""
    """Days of the week on which they are on duty, as digits: 0 is Monday."""
    duty_from: datetime | None = None
    duty_until: datetime | None = None

    def away(self, at: datetime) -> bool:
        """True while an announced absence lasts."""
        return bool(self.away_from and self.away_until and self.away_from <= at < self.away_until)


@dataclass(frozen=True, slots=True)
class Change:
    """Who changed what a person may do at the desk, when (UTC), from what to what (PLR-2)."""

    person_id: int
    at: datetime
    by: str
    by_id: int | None
    what: str
    before: str
    after: str
