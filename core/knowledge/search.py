"""The door to the knowledge base: a question in, what may be said about it out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from core.knowledge.article import Article
from core.knowledge.scoring import Band

MOST = 10
"""Articles that a search returns at most; whoever shows them takes the first three."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that may answer; ``snippet`` is the part of its text that fits the question best."""

    id: str
    title: str
    link: str
    section: str
    snippet: str
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """What the search says to a question. ``said`` is what it was understood as; empty when it was taken as it is."""

    band: Band
    hits: tuple[Hit, ...] = ()
    said: str = ""
    confidence: float = field(default=0.0, compare=False)
    among: int = field(default=0, compare=False)
    """How many articles there were to find it among; 0 while none were loaded."""


NOTHING = Found(Band.NONE)
"""The answer of an installation without articles, too."""


@dataclass(frozen=True, slots=True)
class Held:
    """A whole article as it is found; ``source`` is the digest of what its file says, empty for the desk's own."""

    article: Article
    source: str


class Search(Protocol):
    """The articles of an organisation, as a customer's question meets them."""

    def exists(self) -> bool:
        """Whether articles were loaded; asked with every message, so it costs next to nothing."""

    async def search(self, question: str) -> Found:
        """What can be said; never raises for anything that a person may write, never blocks the loop."""

    async def article(self, article_id: str) -> Held | None:
        """The whole article of this id; None when it is not there (any more)."""

    async def sections(self) -> list[str]:
        """All sections, those with most articles first."""


def sections(hits: Sequence[Hit], most: int = 3) -> list[str]:
    """The sections that the found articles stand in, likeliest first: each hit votes with one over its rank."""
    votes: dict[str, float] = defaultdict(float)
    for rank, hit in enumerate(hits, start=1):
        if hit.section:
            votes[hit.section] += 1 / rank
    return sorted(votes, key=lambda section: -votes[section])[:most]
