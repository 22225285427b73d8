"""Which articles answer best, how sure that is, and what may be said about it."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

TITLE, SECTION, FURTHER = 0.7, 0.3, 0.2
"""What title, section and the two next passages count, beside 1 for the best passage (docs/consultation.md)."""
LEXICAL, EMBEDDED = 0.3, 0.7
"""What words and what embeddings count where both are there."""
LOOKED_AT = 5
"""Among so many best articles the title is looked for that repeats the question."""


class Band(StrEnum):
    """What the search may honestly say: here is the answer, perhaps one of these, there is none."""

    ANSWER = "answer"
    MAYBE = "maybe"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which confidence on an answer is given, and from which one something is offered at all."""

    answer: float
    maybe: float

    def band(self, confidence: float) -> Band:
        """What may be said at this confidence."""
        if confidence >= self.answer:
            return Band.ANSWER
        return Band.MAYBE if confidence >= self.maybe else Band.NONE


UNCALIBRATED = Thresholds(answer=3.0, maybe=2.3)
"""Before ``kb eval`` has measured the installation's own; only for questions by words, not by embeddings."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an article: bm25 of its passages, best first, of its title and of its section."""

    article: int
    passages: tuple[float, ...]
    title: float = 0.0
    section: float = 0.0
    likeness: float = 0.0
    """Cosine of its best passage's embedding and the question's, where there are embeddings."""
    passage: int = 0
    """Its best passage, by words where it has some; 0 when only title or section were found."""

    @property
    def score(self) -> float:
        """By words alone; unit and scale are those of bm25."""
        best, further = self.passages[:1], self.passages[1:3]
        return sum(best) + FURTHER * sum(further) + TITLE * self.title + SECTION * self.section


@dataclass(frozen=True, slots=True)
class Ranked:
    """An article in its place."""

    article: int
    score: float
    passage: int
    likeness: float


def by_words(found: Iterable[Evidence], most: int) -> list[Ranked]:
    """The best articles by their words."""
    scored = (Ranked(one.article, one.score, one.passage, one.likeness) for one in found)
    return heapq.nsmallest(most, scored, key=lambda one: (-one.score, one.article))


def by_both(found: Iterable[Evidence], most: int) -> list[Ranked]:
    """The best articles by a weighted sum of likeness and words, each stretched over this question's own range."""
    every = list(found)
    words = _stretched([one.score for one in every])
    likes = _stretched([one.likeness for one in every])
    scored = (
        Ranked(one.article, EMBEDDED * like + LEXICAL * word, one.passage, one.likeness)
        for one, word, like in zip(every, words, likes, strict=True)
    )
    return heapq.nsmallest(most, scored, key=lambda one: (-one.score, one.article))


def _stretched(values: Sequence[float]) -> list[float]:
    low, high = min(values, default=0.0), max(values, default=0.0)
    return [(value - low) / (high - low) if high > low else 0.0 for value in values]


def rarity(passages: int, holding: int) -> float:
    """How much a word tells (bm25's own measure): much when few of the passages hold it, never less than nothing."""
    return max(math.log((passages - holding + 0.5) / (holding + 0.5)), 1e-6)


def coverage(asked: Mapping[str, float], title: Iterable[str]) -> float:
    """Which share of what the question tells stands in a title, 0 to 1."""
    whole, held = sum(asked.values()), set(title)
    return sum(tells for word, tells in asked.items() if word in held) / whole if whole else 0.0


def confidence(score: float, passages: int, titles: Iterable[float]) -> float:
    """How likely there is an answer, on a scale that does not grow with the number of articles.

    bm25 grows with the logarithm of the number of passages, so it is divided by that; added is the best ``coverage``
    among the first titles. No mix of more measures did better on questions that it was not fitted to.
    """
    return score / math.log(passages + math.e) + max(titles, default=0.0)
