"""The sealed copy of what was promoted: one canonical text, its SHA-256, and a short fingerprint for people."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from core.conversations.message import Message
from core.tickets.ticket import Ticket


def canonical(ticket: Ticket, messages: Iterable[Message]) -> str:
    """The same ticket and messages always give the same text: sorted keys, no spaces, instants in UTC."""
    return json.dumps(
        {
            "number": ticket.number,
            "edition": ticket.edition,
            "registered_at": ticket.registered_at.isoformat(),
            "priority": ticket.priority,
            "fields": ticket.fields,
            "messages": [
                {
                    "at": message.at.isoformat(),
                    "author": message.author_name,
                    "text": message.text,
                    "file": [a.name, a.size, a.digest] if (a := message.attachment) else None,
                }
                | ({"forwarded": message.forwarded} if message.forwarded else {})
                for message in messages
            ],
        },
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def fingerprint(text: str) -> str:
    """The first twelve digits of the text's SHA-256, in fours: ``a1b2-c3d4-e5f6``."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return "-".join(digest[i : i + 4] for i in (0, 4, 8))
