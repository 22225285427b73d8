"""What was meant by a question: only words that nobody knows are mended, all others stand as they were written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from core.knowledge.keyboard import (
    in_cyrillic,
    in_latin_layout,
    in_russian_layout,
    is_cyrillic,
    is_latin,
    latin_sound,
    russian_sound,
)
from core.knowledge.text import words
from core.letters import fold

MOST_WORDS = 40
"""Words of a question that are looked at; who writes more has told the important ones by then."""


@dataclass(frozen=True, slots=True)
class Near:
    """A word of the index that is written nearly like another."""

    word: str
    distance: int
    times: int


class Lexicon(Protocol):
    """The words that are known: those of the index, and those of the language."""

    def times(self, word: str) -> int:
        """How often this very form stands in the articles."""

    def indexed(self, word: str) -> bool:
        """True when the search finds something for this word, in this form or another."""

    def ordinary(self, word: str) -> bool:
        """True when a dictionary of the language has the word."""

    def sounding(self, keys: Sequence[str]) -> list[Near]:
        """Words of the index with one of these phonetic keys; the distance is not told."""

    def near(self, word: str, key: str, limit: int) -> list[Near]:
        """Words of the index whose spelling differs in at most ``limit`` letters, an exchange counting as one."""


@dataclass(frozen=True, slots=True)
class Understood:
    """The words to look for; ``said`` is the question in those words, empty when nothing was mended."""

    words: tuple[str, ...]
    said: str = ""


def understand(question: str, lexicon: Lexicon) -> Understood:
    """Mend the layout of the keyboard, the alphabet, and typing errors, in this order."""
    reading = _Reading(lexicon)
    meant = reading.read(fold(question))
    if not reading.mended:
        return Understood(tuple(meant + _joined(meant, lexicon)))
    return Understood(tuple(meant + _joined(meant, lexicon)), " ".join(meant))


def _joined(meant: list[str], lexicon: Lexicon) -> list[str]:
    """«двух факторная» is looked for as «двухфакторная» too."""
    pairs = (first + second for first, second in pairwise(meant))
    return [pair for pair in pairs if len(pair) > 6 and lexicon.times(pair) > 1]


class _Reading:
    """One question being read."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._known = lexicon
        self.mended = False

    def read(self, question: str) -> list[str]:
        chunks = question.split()[:MOST_WORDS]
        layout = self._other_layout(chunks)
        meant: list[str] = []
        for chunk in chunks:
            if chunk in layout:
                meant += layout[chunk]
                self.mended = True
            else:
                for word in words(chunk):
                    meant += self._word(word, spelled_out=not layout)
        if self.mended and not layout and not is_cyrillic(question):
            meant = [self._russian(word) for word in meant]
        return meant[:MOST_WORDS]

    def _other_layout(self, chunks: Iterable[str]) -> dict[str, list[str]]:
        """What was typed with the wrong layout on; nothing unless that explains most of the strange words."""
        found: dict[str, list[str]] = {}
        latin = [chunk for chunk in chunks if is_latin(chunk) and not all(map(self._known.indexed, words(chunk)))]
        for chunk in latin:
            meant = words(in_russian_layout(chunk))
            if meant and all(self._exists(word) for word in meant):
                found[chunk] = meant
        if len(found) * 2 <= len(latin) or not any(len(chunk) > 3 for chunk in found):
            found = {}
        if found:  # then the short ones too: «r» is «к» there, though the articles may know an «R»
            for chunk in chunks:
                if (
                    len(chunk) < 3
                    and is_latin(chunk)
                    and all(self._exists(one) for one in words(in_russian_layout(chunk)))
                ):
                    found[chunk] = words(in_russian_layout(chunk))
        for chunk in chunks:
            strange = words(chunk)
            if is_cyrillic(chunk) and strange and not any(map(self._exists, strange)):
                meant = words(in_latin_layout(chunk))
                if meant and all(len(word) > 2 and self._known.indexed(word) for word in meant):
                    found[chunk] = meant
        return found

    def _word(self, word: str, *, spelled_out: bool) -> list[str]:
        known = self._known
        if known.indexed(word) or word.isdecimal():
            return [word]
        if not is_cyrillic(word):
            meant = self._latin(word) if is_latin(word) and (len(word) > 2 or spelled_out) else ""
        elif len(word) < 3:
            meant = ""
        else:
            ordinary = known.ordinary(word)
            key = russian_sound(word)
            meant = (not ordinary and self._close(word, key)) or self._name(word)
            if not meant and not ordinary:
                if word.startswith("не") and len(word) > 5 and self._exists(word[2:]):
                    self.mended = True
                    return ["не", word[2:]]
                meant = self._nearest(self._near(word, key), word)
        if not meant:
            return [word]
        self.mended = True
        return [meant]

    def _latin(self, word: str) -> str:
        """A word in Latin letters: Russian in the wrong alphabet, else a name with a typing error."""
        russian = in_cyrillic(word)
        if self._exists(russian):
            return russian
        if any(char.isdecimal() for char in word):
            return ""
        key = russian_sound(russian)
        meant = self._close(word, latin_sound(word)) or self._alike(key)
        return meant or (self._nearest(self._near(russian, key), russian) if len(russian) > 4 else "")

    def _russian(self, word: str) -> str:
        """In a question written in the wrong alphabet «disk» is «диск», if the articles have that more often."""
        if is_cyrillic(word) or not is_latin(word):
            return word
        russian = in_cyrillic(word)
        if len(word) < 4:
            return russian if len(word) == 1 and self._exists(russian) else word
        alike = self._known.sounding([russian_sound(russian)])
        if not alike or max(one.times for one in alike) <= self._known.times(word):
            return word
        return russian if self._known.times(russian) else _usual(alike)

    def _name(self, word: str) -> str:
        """«кубернетеса», «графане»: a Latin name written by ear, with a Russian ending perhaps."""
        key = latin_sound(word)
        keys = [key]
        stem = _ENDING.sub("", key)
        keys += [stem + ending for ending in ("", "a", "e", "o", "i", "s") if len(stem) > 4]
        return _usual(self._known.sounding(keys)) if len(key) > 2 else ""

    def _close(self, word: str, key: str) -> str:
        """The word that sounds the same, else one that differs in a single letter."""
        alike = self._known.sounding([key]) if len(key) > 2 else []
        near = self._near(word, key)
        letters = {one.word: one.distance for one in near}
        if alike:
            return min(alike, key=lambda one: (letters.get(one.word, 9), -one.times, one.word)).word
        return self._nearest([one for one in near if one.distance == 1], word)

    def _alike(self, key: str) -> str:
        return _usual(self._known.sounding([key])) if len(key) > 2 else ""

    def _near(self, word: str, key: str) -> list[Near]:
        shortest = 6 if is_latin(word) else 4
        return self._known.near(word, key, 1 if len(word) < 7 else 2) if len(word) >= shortest else []

    @staticmethod
    def _nearest(found: Sequence[Near], word: str) -> str:
        """Fewest letters first; then one that was left out is likelier than one too many; then the usual word."""

        def cost(one: Near) -> tuple[int, bool, int, str]:
            return one.distance, len(one.word) < len(word), -one.times, one.word

        return min(found, key=cost).word if found else ""

    def _exists(self, word: str) -> bool:
        return self._known.indexed(word) or self._known.ordinary(word)


_ENDING = re.compile("(?:om|am|ami|ah|ov|ei|oi|[aeiou])$")


def _usual(found: Sequence[Near]) -> str:
    """The word that the articles have most often; empty for none."""
    return max(found, key=lambda one: (one.times, one.word)).word if found else ""
