"""An entry of the journal without anybody's words: what stays when a customer has their data erased.

Everything that is not known to be a plain fact goes, so that a new kind of event keeps no words by oversight.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from core.people.person import NAMELESS
from core.regulation.model import Role

if TYPE_CHECKING:
    from core.journal.chain import Entry

FACTS = frozenset(
    {
        *("ticket", "number", "other", "follows", "action", "before", "after", "state", "kind", "clock", "cause", "to"),
        *("at", "due", "due_before", "due_after", "until", "since", "decided_at", "paid_at", "closed_at"),
        *("priority", "coefficient", "ordered", "kept", "advice", "assignee", "title", "titles", "rules", "moved"),
        "entries",
    }
)
"""Names of facts whose strings are numbers, identifiers, instants and titles of the regulation."""
WORDS = {"rewritten": {"before"}, "contact_changed": {"before", "after"}, "bulletin_changed": {"before"}}
"""Facts of some kinds of events that have such a name and hold words or a customer's name all the same."""


def bare(entry: Entry) -> Entry:
    """The entry without words and without the customer's name; its hash stays what it was."""
    actor = NAMELESS if entry.role == Role.CUSTOMER else entry.actor
    facts = _stripped(entry.facts, WORDS.get(entry.kind, set()), keep=False)
    if entry.kind == "moved" and entry.facts.get("action") == "refuse":
        facts["reason"] = entry.facts["reason"]  # a ground from the regulation's list, which reports count by
    return replace(entry, actor=actor, facts=facts)


def _stripped(value: Any, words: set[str], *, keep: bool) -> Any:
    match value:
        case str():
            return value if keep else ""
        case list():
            return [_stripped(item, words, keep=keep) for item in value]
        case dict():
            return {
                name: _stripped(item, words, keep=name in FACTS and name not in words) for name, item in value.items()
            }
        case _:
            return value
