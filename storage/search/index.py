"""An open index, and what is asked of it by every question; in the caller's thread, one question at a time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from core.knowledge import glossary, scoring
from core.knowledge.article import FAQ, Article
from core.knowledge.scoring import Evidence, Ranked
from core.knowledge.search import MOST, Found, Held, Hit
from core.knowledge.understanding import understand
from storage.search import file, words
from storage.search.embeddings import Vector
from storage.search.lexicon import IndexLexicon
from storage.search.stems import stemmer
from storage.search.vectors import Like, Vectors


@dataclass(slots=True)
class Index:
    """The articles of one file as it was when ``stamp`` was taken."""

    connection: sqlite3.Connection
    stamp: tuple[int, int, int]
    articles: int
    passages: int
    glossary: list[glossary.Group]
    way: str | None
    """How questions are embedded; None when they are not."""
    vectors: Vectors | None
    """None unless they were made the way in which questions are embedded."""

    @classmethod
    def open(cls, path: Path, stamp: tuple[int, int, int], way: str | None) -> Index | None:
        """The index at a path; None when there is none that can be read."""
        connection = file.open_to_read(path)
        if connection is None:
            return None
        connection.execute("PRAGMA query_only = ON")
        synonyms = json.loads(file.noted(connection, "glossary") or "[]")
        passages = int(file.noted(connection, "passages") or 0)
        made = way is not None and file.noted(connection, "embeddings") == way
        vectors = Vectors(connection) if made else None
        (articles,) = connection.execute("SELECT count(*) FROM articles").fetchone()
        return cls(connection, stamp, articles, passages, glossary.groups(synonyms, stemmer()), way, vectors)

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def article(self, key: str) -> Held | None:
        """The whole article of this id."""
        row = self.connection.execute(
            "SELECT id, title, link, section, wordings, kind, digest FROM articles WHERE key = ?", (key,)
        ).fetchone()
        if row is None:
            return None
        number, title, link, section, wordings, kind, digest = row
        parts = self.connection.execute(
            "SELECT text FROM passages WHERE article = ? AND NOT worded ORDER BY id", (number,)
        )
        body = "\n".join(text for (text,) in parts)
        return Held(Article(key, title, body, link, section, tuple(json.loads(wordings)), kind), digest)

    def sections(self) -> list[str]:
        """All sections, those with most articles first."""
        rows = self.connection.execute(
            "SELECT section FROM articles WHERE section != '' GROUP BY section ORDER BY count(*) DESC, section"
        )
        return [section for (section,) in rows]

    def said(self, question: str) -> str:
        """The question as it was understood; empty when nothing was mended. A model knows no other layouts."""
        return understand(question, IndexLexicon(self.connection)).said

    def answer(self, question: str, vector: Vector | None, without_faq: bool) -> Found:
        """The articles that fit a question best, and how sure that is."""
        understood = understand(question, IndexLexicon(self.connection))
        stem = stemmer()
        stems = list(dict.fromkeys(map(stem, understood.words)))
        stems += glossary.widened([stem(word) for word in understood.words], self.glossary)
        asked = words.telling(self.connection, stems, self.passages)
        hidden = words.of_kind(self.connection, FAQ) if without_faq else frozenset[int]()
        evidence = words.evidence(self.connection, asked, hidden)
        ranked = scoring.by_words(evidence, MOST)
        titles = [self._coverage(asked, one) for one in ranked[: scoring.LOOKED_AT]]
        sure = scoring.confidence(ranked[0].score, self.passages, titles) if ranked else 0.0
        band = (file.thresholds(self.connection, "") or scoring.UNCALIBRATED).band(sure)
        likes = self.vectors.likes(vector, hidden) if vector and self.vectors else {}
        if likes and self.way is not None:
            ranked = scoring.by_both(_with(likes, evidence), MOST)
            # A model's cosines have a scale of their own: only a measured threshold may be compared with them.
            sure = ranked[0].likeness if ranked else 0.0
            measured = file.thresholds(self.connection, self.way)
            band = measured.band(sure) if measured else band
        return Found(band, tuple(self._hits(ranked)), understood.said, sure, self.articles)

    def _coverage(self, asked: dict[str, float], one: Ranked) -> float:
        texts = self.connection.execute("SELECT text FROM headings WHERE article = ?", (one.article,))
        return max((scoring.coverage(asked, stemmer().of(text)) for (text,) in texts), default=0.0)

    def _hits(self, ranked: Sequence[Ranked]) -> Iterable[Hit]:
        for one in ranked:
            key, title, link, section = self.connection.execute(
                "SELECT key, title, link, section FROM articles WHERE id = ?", (one.article,)
            ).fetchone()
            snippet = words.snippet(self.connection, one.article, one.passage)
            yield Hit(key, title, link, section, snippet, one.score)


def _with(likes: Mapping[int, Like], evidence: Iterable[Evidence]) -> list[Evidence]:
    """What speaks for every article that has a vector, or words, or both."""
    found = {one.article: one for one in evidence}
    nothing = Like(min(like.likeness for like in likes.values()), 0)
    both = []
    for article in likes.keys() | found.keys():
        like, words = likes.get(article, nothing), found.get(article) or Evidence(article, ())
        both.append(replace(words, likeness=like.likeness, passage=words.passage or like.passage))
    return both
