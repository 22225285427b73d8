"""The knowledge base as the desk uses it: questions are answered in a thread, from whatever index lies there now."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sqlite3
import threading
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from core.knowledge import glossary, scoring
from core.knowledge.article import FAQ
from core.knowledge.scoring import Evidence, Ranked
from core.knowledge.search import MOST, NOTHING, Found, Hit
from core.knowledge.understanding import understand
from storage.search import file, words
from storage.search.embeddings import Embeddings, NoEmbedding, Vector, likeness
from storage.search.lexicon import IndexLexicon
from storage.search.stems import stemmer

log = logging.getLogger(__name__)

LONGEST = 2_000
"""Characters of a question that are read."""


@dataclass(slots=True)
class _Index:
    """An open index and what is asked of it by every question."""

    connection: sqlite3.Connection
    stamp: tuple[int, int, int]
    passages: int
    glossary: list[glossary.Group]
    vectors: dict[int, Vector]
    """By article; empty unless they were made the way in which questions are embedded."""


class KnowledgeBase:
    """The index at a path. It need not exist; one that was replaced is noticed by the next question.

    With embeddings a question is asked for its vector first; without an answer in time words alone decide.
    """

    def __init__(self, path: Path, embeddings: Embeddings | None = None) -> None:
        self._path = path
        self._embeddings = embeddings
        self._lock = threading.Lock()
        self._index: _Index | None = None

    async def search(self, question: str) -> Found:
        """What can be said to a question; ``NOTHING`` when there are no articles or the file cannot be read."""
        return await self.asked(question)

    async def asked(self, question: str, *, without_faq: bool = False) -> Found:
        """The same; ``without_faq`` is for measuring only."""
        vector = await self._vector(question) if self._embeddings else None
        return await asyncio.to_thread(self.found, question, vector, without_faq=without_faq)

    def found(self, question: str, vector: Vector | None = None, *, without_faq: bool = False) -> Found:
        """What the index says, in the caller's thread."""
        try:
            with self._lock:
                index = self._opened()
                return self._answer(index, question[:LONGEST], vector, without_faq) if index else NOTHING
        except sqlite3.Error:
            log.exception("the index of the knowledge base cannot be read")
            return NOTHING

    async def close(self) -> None:
        """Let go of the file and of the server of embeddings."""
        if self._embeddings:
            await self._embeddings.close()
        with self._lock:
            if self._index is not None:
                self._index.connection.close()
                self._index = None

    async def _vector(self, question: str) -> Vector | None:
        assert self._embeddings is not None
        try:
            return await self._embeddings.query(await asyncio.to_thread(self._said, question[:LONGEST]))
        except NoEmbedding as error:
            log.warning("answering by words alone: %s", error)
            return None

    def _said(self, question: str) -> str:
        """The question as it was understood: a model knows no other keyboard layouts."""
        try:
            with self._lock:
                index = self._opened()
                return (understand(question, IndexLexicon(index.connection)).said if index else "") or question
        except sqlite3.Error:
            return question

    def _opened(self) -> _Index | None:
        try:
            status = os.stat(self._path)
        except OSError:
            return None
        stamp = status.st_ino, status.st_size, status.st_mtime_ns
        if self._index is not None and self._index.stamp == stamp:
            return self._index
        if self._index is not None:
            self._index.connection.close()
            self._index = None
        connection = file.open_to_read(self._path)
        if connection is not None:
            connection.execute("PRAGMA query_only = ON")
            synonyms = json.loads(file.noted(connection, "glossary") or "[]")
            passages = int(file.noted(connection, "passages") or 0)
            vectors = _vectors(connection, self._embeddings.way) if self._embeddings else {}
            self._index = _Index(connection, stamp, passages, glossary.groups(synonyms, stemmer()), vectors)
        return self._index

    def _answer(self, index: _Index, question: str, vector: Vector | None, without_faq: bool) -> Found:
        understood = understand(question, IndexLexicon(index.connection))
        stem = stemmer()
        stems = list(dict.fromkeys(map(stem, understood.words)))
        stems += glossary.widened([stem(word) for word in understood.words], index.glossary)
        asked = words.telling(index.connection, stems, index.passages)
        hidden = words.of_kind(index.connection, FAQ) if without_faq else frozenset[int]()
        evidence = words.evidence(index.connection, asked, hidden)
        ranked = scoring.by_words(evidence, MOST)
        titles = [self._coverage(index, asked, one) for one in ranked[: scoring.LOOKED_AT]]
        sure = scoring.confidence(ranked[0].score, index.passages, titles) if ranked else 0.0
        band = (file.thresholds(index.connection, "") or scoring.UNCALIBRATED).band(sure)
        if vector and self._embeddings and index.vectors:
            likes = {key: likeness(vector, known) for key, known in index.vectors.items() if key not in hidden}
            ranked = scoring.by_both(_with(likes, evidence), MOST)
            # A model's cosines have a scale of their own: only a measured threshold may be compared with them.
            sure = ranked[0].likeness if ranked else 0.0
            measured = file.thresholds(index.connection, self._embeddings.way)
            band = measured.band(sure) if measured else band
        return Found(band, tuple(self._hits(index, ranked)), understood.said, sure)

    @staticmethod
    def _coverage(index: _Index, asked: dict[str, float], one: Ranked) -> float:
        texts = index.connection.execute("SELECT text FROM headings WHERE article = ?", (one.article,))
        return max((scoring.coverage(asked, stemmer().of(text)) for (text,) in texts), default=0.0)

    @staticmethod
    def _hits(index: _Index, ranked: Sequence[Ranked]) -> Iterable[Hit]:
        for one in ranked:
            key, title, link, section = index.connection.execute(
                "SELECT key, title, link, section FROM articles WHERE id = ?", (one.article,)
            ).fetchone()
            snippet = words.snippet(index.connection, one.article, one.passage)
            yield Hit(key, title, link, section, snippet, one.score)


def _vectors(connection: sqlite3.Connection, way: str) -> dict[int, Vector]:
    if file.noted(connection, "embeddings") != way:
        return {}
    return {article: tuple(array("f", packed)) for article, packed in connection.execute("SELECT * FROM vectors")}


def _with(likes: Mapping[int, float], evidence: Iterable[Evidence]) -> list[Evidence]:
    """What speaks for every article that has a vector, or words, or both."""
    found = {one.article: one for one in evidence}
    nothing = min(likes.values(), default=0.0)
    return [
        replace(found.get(article) or Evidence(article, ()), likeness=likes.get(article, nothing))
        for article in likes.keys() | found.keys()
    ]
