"""An organisation's own synonyms: what customers say, and how the articles call it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from core.knowledge.text import words

Phrase = tuple[str, ...]
Group = tuple[Phrase, ...]
"""Phrases that mean the same, each as its stems."""


def groups(lines: Iterable[Sequence[str]], stem: Callable[[str], str]) -> list[Group]:
    """Lines of synonyms as groups; a line with fewer than two different phrases says nothing."""
    found = []
    for line in lines:
        phrases = dict.fromkeys(tuple(map(stem, words(phrase))) for phrase in line)
        phrases.pop((), None)
        if len(phrases) > 1:
            found.append(tuple(phrases))
    return found


def widened(asked: Sequence[str], glossary: Iterable[Group]) -> list[str]:
    """Stems that mean the same as a phrase of the question and do not stand in it."""
    added: dict[str, None] = {}
    for group in glossary:
        if any(_stands(phrase, asked) for phrase in group):
            added |= dict.fromkeys(stem for stem in _flat(group) if stem not in asked)
    return list(added)


def _stands(phrase: Phrase, asked: Sequence[str]) -> bool:
    size = len(phrase)
    return any(tuple(asked[at : at + size]) == phrase for at in range(len(asked) - size + 1))


def _flat(group: Group) -> Iterator[str]:
    for phrase in group:
        yield from phrase
