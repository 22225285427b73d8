"""The stems of words: Snowball's, English for Latin letters and Russian for all others."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from Stemmer import Stemmer as Snowball

from core.knowledge.text import words

REMEMBERED = 100_000
"""Stems kept at hand while an index is built; a text's words repeat, so nearly all are found there."""


class Stemmer(dict[str, str]):
    """Stems that are computed once for a word; a dictionary, since that is asked a hundred million times."""

    def __init__(self) -> None:
        super().__init__()
        self._russian = Snowball("russian", 0)
        self._english = Snowball("english", 0)

    def __missing__(self, word: str) -> str:
        language = self._english if word.isascii() else self._russian
        stem: str = language.stemWord(word)
        if len(self) < REMEMBERED:  # the commonest words come first
            self[word] = stem
        return stem

    def __call__(self, word: str) -> str:
        return self[word]

    def of(self, text: str) -> list[str]:
        """The stems of a text, in its order."""
        return self.all(words(text))

    def all(self, found: Iterable[str]) -> list[str]:
        """The stems of these words."""
        return list(map(self.__getitem__, found))


@cache
def stemmer() -> Stemmer:
    """The process's own: every reader of the index shares what it remembers."""
    return Stemmer()
