"""An invitation: a link for one use and a short time that makes whoever opens it a contact of an organisation."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.people.authority import Actor
from core.regulation.model import Rank

TERM = timedelta(days=7)
"""How long an invitation holds unless told otherwise."""
LONGEST_TERM = timedelta(days=90)
PREFIX = "i_"
"""How the payload of an invitation's link begins."""


@dataclass(slots=True)
class Invitation:
    """Who may come in, as what, until when. The link's word is known to whoever holds it; we keep its digest."""

    id: int
    digest: str
    organisation_id: int
    rank: Rank
    by: str
    by_id: int | None
    created_at: datetime
    expires_at: datetime
    used_by: int | None = None
    used_at: datetime | None = None
    revoked_at: datetime | None = None

    def holds(self, now: datetime) -> bool:
        """True while the link still lets somebody in."""
        return self.used_by is None and self.revoked_at is None and now < self.expires_at


class Invitations(Protocol):
    """The invitations, as the store keeps them; reading one for use locks it until the transaction ends."""

    async def add(self, invitation: Invitation) -> Invitation: ...
    async def get(self, invitation_id: int) -> Invitation | None: ...
    async def by_digest(self, digest: str) -> Invitation | None: ...
    async def all(self) -> list[Invitation]: ...
    async def save(self, invitation: Invitation) -> None: ...
    async def void(self, organisation_id: int, now: datetime) -> None:
        """Revoke those of this organisation that still let somebody in."""


def fresh(organisation_id: int, rank: Rank, by: Actor, now: datetime, term: timedelta = TERM) -> tuple[Invitation, str]:
    """An invitation not stored yet, and its token: 24 random characters that nobody but the reader will know."""
    token = secrets.token_urlsafe(18)
    return Invitation(0, digest(token), organisation_id, rank, by.name, by.person_id, now, now + term), token


def digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def link(bot: str, token: str) -> str:
    """The address that opens the bot with this invitation."""
    return f"https://t.me/{bot}?start={PREFIX}{token}"
