"""Changes of a customer's requests that come close together reach them as one message instead of many.

The first change waits a few seconds for others and leaves; the next ones wait until a minute has passed since then.
What the customer must read or answer is never held back, and takes what waits along, so that the order is kept.
"""

from __future__ import annotations

from dataclasses import replace

from core.notifications.notice import Customer, Notice, Urgency

KIND = "changes"
KEY = "changes"
APART = 60.0
"""Real seconds between two messages about changes."""

CHANGES = frozenset(
    {
        "taken",
        "moved_work",
        "moved_postpone",
        "moved_resume",
        "priority_changed",
        "term_promised",
        "terms_moved",
        "handed_over",
        "responsible_away",
    }
)
"""News of a request that ask nothing of the customer and end nothing."""


def waits(notice: Notice) -> bool:
    """True for a change that others may join."""
    return isinstance(notice.to, Customer) and notice.kind in CHANGES


def change(notice: Notice, quiet: float, last: float | None, wall: float) -> Notice:
    """The change as the first of a message, or as one that joins it.

    ``quiet`` is how many real seconds others are waited for, ``last`` when changes were last told to this address.
    """
    delay = max(quiet, (last or 0.0) + APART - wall)
    facts = {"changes": [{"kind": notice.kind, "facts": notice.facts}]}
    return replace(notice, kind=KIND, facts=facts, key=KEY, stream=KEY, delay=delay)


def overtakes(notice: Notice) -> bool:
    """True for what is said of a request at once: the changes that wait go before it."""
    return notice.ticket_id is not None and notice.kind != KIND and notice.urgency is not Urgency.COSMETIC
