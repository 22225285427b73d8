"""Phrases that a regulation names, found in what people write: «веб-дизайн», «не работает», «программирован*»."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from core.knowledge.text import words

ANY = "*"
"""Stands for any ending of a word."""


def names(phrases: Iterable[str], text: str) -> bool:
    """Whether the words of one of the phrases follow each other in the text, whatever their letter case."""
    said = words(text)
    return any(_stands_in(_pattern(phrase), said) for phrase in phrases)


def _stands_in(wanted: Sequence[str], said: Sequence[str]) -> bool:
    return any(
        all(_is(one, word) for one, word in zip(wanted, said[at : at + len(wanted)], strict=True))
        for at in range(len(said) - len(wanted) + 1)
    )


def _is(wanted: str, word: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith(ANY) else word == wanted


@cache
def _pattern(phrase: str) -> tuple[str, ...]:
    """The words to look for; of «веб-дизайн*» the star belongs to the last one."""
    found: list[str] = []
    for piece in phrase.split():
        parts = words(piece)
        found += [*parts[:-1], parts[-1] + (ANY if piece.endswith(ANY) else "")] if parts else []
    return tuple(found)
