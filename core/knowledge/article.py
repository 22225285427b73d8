"""An article of the knowledge base: what customers are shown instead of waiting for a person."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

ARTICLE, FAQ = "article", "faq"
OWN = "desk:"
"""Ids of the desk's own articles begin with this; no source may use it."""
LONGEST_TITLE = LONGEST_SECTION = 300
LONGEST_LINK, LONGEST_ID = 2_000, 1_000
LONGEST_BODY = 1_000_000
"""Characters; a longer text is no article that somebody reads, and most likely the wrong file."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article; ``wordings`` are other ways in which customers ask for it, ``section`` where it stands."""

    id: str
    title: str
    body: str
    link: str = ""
    section: str = ""
    wordings: tuple[str, ...] = ()
    kind: str = ARTICLE

    @property
    def digest(self) -> str:
        """Changes whenever anything of the article does."""
        return hashlib.sha256(json.dumps(asdict(self), ensure_ascii=False).encode()).hexdigest()


def problem(article: Article) -> str:
    """Why this cannot be an article; empty when it can."""
    if not article.title.strip():
        return "no title"
    for name, text, most in (
        ("title", article.title, LONGEST_TITLE),
        ("section", article.section, LONGEST_SECTION),
        ("link", article.link, LONGEST_LINK),
        ("id", article.id, LONGEST_ID),
    ):
        if len(text) > most:
            return f"the {name} is longer than {most:,} characters".replace(",", " ")
    if not article.body.strip() and not article.link:
        return "neither text nor link"
    if len(article.body) > LONGEST_BODY:
        return f"the text is longer than {LONGEST_BODY:,} characters".replace(",", " ")
    if article.link and not is_link(article.link):
        return f"the link is not an http(s) address: {article.link[:80]}"
    return ""


def is_link(text: str) -> bool:
    """True for an address that may be offered to a customer."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not any(c.isspace() for c in text)
    except ValueError:
        return False
