"""The journal of a ticket: append-only, each entry carries the hash of the one before (SAV-10, rules.md 4.4)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from core.journal.bare import bare

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
    actor_id: int | None = None
    """Who that is, whatever they are called; no part of what the hash holds."""

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
    """The journal as the store keeps it; an entry cannot be removed, nor changed but for losing its words."""

    async def last(self, ticket_id: int) -> Entry | None: ...
    async def append(self, entry: Entry) -> None: ...
    async def entries(self, ticket_id: int) -> list[Entry]: ...
    async def strip(self, entry: Entry) -> None:
        """Keep the entry as it is given, without its words; its place and its hash stay."""

    async def moves(self, since: datetime, until: datetime) -> list[Entry]:
        """The moves of all tickets within a period; ``until`` does not belong to it."""


ERASED = "words_erased"
"""The kind of entry that names those whose words were erased before it."""


def broken(entries: Iterable[Entry]) -> list[int]:
    """Sequence numbers at which the chain does not hold: an entry was changed, removed or put in later.

    An entry without its words cannot be computed anew. It holds when it has none left and a later entry, which itself
    holds, names it with its hash: so words can be taken out in the open, and never put in or exchanged.
    """
    entries = list(entries)
    named = {
        (seq, digest): later.seq
        for later in entries
        if later.kind == ERASED and later.digest == later.computed()
        for seq, digest in later.facts["entries"]
    }
    found: list[int] = []
    before, expected = GENESIS, 1
    for entry in entries:
        stripped = bare(entry) == entry and named.get((entry.seq, entry.digest), 0) > entry.seq
        sound = stripped or entry.digest == entry.computed()
        if entry.seq != expected or entry.before != before or not sound:
            found.append(entry.seq)
        before, expected = entry.digest, entry.seq + 1
    return found
