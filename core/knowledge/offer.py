"""Articles that staff were shown: a press names one of them, and what goes out is what stood there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from core.errors import Outdated
from core.knowledge.search import Held, Hit
from core.knowledge.writing import LONGEST

SHOWN = 3
"""So many articles are offered."""


@dataclass(frozen=True, slots=True)
class Offered:
    """One of them; ``text`` is what the customer will read of it."""

    article: str
    title: str
    link: str
    text: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What was shown at once, to whom and when."""

    id: int
    person_id: int
    at: datetime
    articles: tuple[Offered, ...]

    def nth(self, number: int) -> Offered:
        """The article of this number, counted from 1. Raises Outdated when it has none."""
        if not 1 <= number <= len(self.articles):
            raise Outdated("outdated")
        return self.articles[number - 1]


class Offers(Protocol):
    """What was offered in the last days, as the store keeps it."""

    async def add(self, offer: Offer) -> Offer: ...
    async def get(self, offer_id: int) -> Offer | None: ...


def offered(hits: Sequence[Hit], whole: Sequence[Held | None]) -> tuple[Offered, ...]:
    """The found articles; of one with a link the part that answers is enough, one without is read here to its end."""
    return tuple(
        Offered(hit.id, hit.title, hit.link, hit.snippet if hit.link or held is None else cut(held.article.body))
        for hit, held in zip(hits, whole, strict=True)
    )


def cut(text: str, longest: int = LONGEST) -> str:
    """The beginning of a text, to the end of a line, a sentence or a word."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    ends = (head.rfind("\n"), head.rfind(". ") + 1, head.rfind(" "))
    end = next((end for end in ends if end > longest // 2), len(head))
    return head[:end].rstrip() + "…"


def answer(article: Offered) -> tuple[str, tuple[dict[str, Any], ...]]:
    """What the customer reads, with its formatting: the title in bold, the text, the link."""
    title = article.title.strip()
    units = len(title.encode("utf-16-le")) // 2
    text = "\n\n".join(filter(None, (title, article.text.strip(), article.link)))
    return text, ({"type": "bold", "offset": 0, "length": units},)
