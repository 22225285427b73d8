"""Long texts in pieces that Telegram takes, cut at paragraphs, lines or words; formatting stays where it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

LONGEST = 4096
"""UTF-16 units of one message; Telegram counts code points, of which there are never more."""

Entities = tuple[dict[str, Any], ...]


def width(text: str) -> int:
    """Length in UTF-16 units, in which Telegram counts offsets."""
    return len(text.encode("utf-16-le")) // 2


def shifted(entities: Entities, by: int) -> Entities:
    """The same formatting of a text that begins ``by`` units later."""
    return tuple(entity | {"offset": entity["offset"] + by} for entity in entities)


def pieces(text: str, entities: Entities, room: int = LONGEST) -> Iterator[tuple[str, Entities]]:
    """The text in pieces of at most ``room`` units; an entity that a cut goes through is kept in both parts."""
    offset, rest = 0, text
    while width(rest) > room:
        cut = _cut(rest, room)
        yield rest[:cut], _within(entities, offset, width(rest[:cut]))
        offset += width(rest[:cut])
        skipped = len(rest[cut:]) - len(rest[cut:].lstrip("\n "))
        offset += skipped
        rest = rest[cut + skipped :]
    if rest or offset == 0:
        yield rest, _within(entities, offset, width(rest))


def _cut(text: str, room: int) -> int:
    """How many characters go into the first piece."""
    end = min(len(text), room)
    while width(text[:end]) > room:
        end -= max(1, (width(text[:end]) - room) // 2)
    for mark in ("\n\n", "\n", " "):
        at = text.rfind(mark, end // 2, end)
        if at > 0:
            return at
    return end


def _within(entities: Entities, offset: int, length: int) -> Entities:
    found = []
    for entity in entities:
        start = max(entity["offset"], offset)
        stop = min(entity["offset"] + entity["length"], offset + length)
        if start < stop:
            found.append(entity | {"offset": start - offset, "length": stop - start})
    return tuple(found)
