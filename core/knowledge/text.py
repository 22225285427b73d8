"""A text as the search sees it: words in one letter case, and passages of a size that answers one question."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from core.letters import fold

PASSAGE = 900
"""Characters of a passage. One bm25 over whole articles lets long ones win; passages of one size compete evenly."""

STRESS = "\u0301"
"""The accent over a stressed vowel, which would cut a word in two."""

_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")


def words(text: str) -> list[str]:
    """The words of a text, folded, in their order."""
    return _WORD.findall(fold(unicodedata.normalize("NFC", text).replace(STRESS, "")))


def passages(body: str, size: int = PASSAGE) -> list[str]:
    """The text cut at lines, else at sentences, else at blanks; always at least one passage."""
    found: list[str] = []
    held = ""
    for piece in _pieces(body, size):
        if held and len(held) + 1 + len(piece) > size:
            found.append(held)
            held = piece
        else:
            held = f"{held}\n{piece}" if held else piece
    if held.strip() or not found:
        found.append(held)
    return found


def _pieces(body: str, size: int) -> Iterator[str]:
    for line in body.splitlines():
        for sentence in [line] if len(line) <= size else _SENTENCE.split(line):
            rest = sentence
            while len(rest) > size:
                blank = rest.rfind(" ", 0, size)
                cut = blank if blank > 0 else size
                yield rest[:cut]
                rest = rest[cut:].strip()
            if rest.strip():
                yield rest
