"""The journal of a ticket: append-only, each entry carries the hash of the one before (SAV-10, rules.md 4.4)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

GENESIS = "0" * 64
"""What the first entry names as the hash before it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what, when (UTC), through which channel. ``at`` is when it happened, ``recorded_at`` when noted."""

    ticket_id: int
    seq: int
    at: datetime
    recorded_at: datetime
    actor: str
    role: str
    channel: str
    kind: str
    facts: dict[str, Any]
    before: str
    digest: str

    def computed(self) -> str:
        """The hash that this entry's content has, whatever ``digest`` says."""
        content = [
            self.ticket_id,
            self.seq,
            self.at.isoformat(),
            self.recorded_at.isoformat(),
            self.actor,
            self.role,
            self.channel,
            self.kind,
            self.facts,
            self.before,
        ]
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


class Journal(Protocol):
    """The journal as the store keeps it; there is no way to change or remove an entry."""

    async def last(self, ticket_id: int) -> Entry | None: ...
    async def append(self, entry: Entry) -> None: ...
    async def entries(self, ticket_id: int) -> list[Entry]: ...
    async def moves(self, since: datetime, until: datetime) -> list[Entry]:
        """The moves of all tickets within a period; ``until`` does not belong to it."""


def broken(entries: Iterable[Entry]) -> list[int]:
    """Sequence numbers at which the chain does not hold: an entry was changed, removed or put in later."""
    found: list[int] = []
    before, expected = GENESIS, 1
    for entry in entries:
        if entry.seq != expected or entry.before != before or entry.digest != entry.computed():
            found.append(entry.seq)
        before, expected = entry.digest, entry.seq + 1
    return found
