"""The knowledge base as the desk uses it: questions are answered in a thread, from whatever index lies there now."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.knowledge import glossary, scoring
from core.knowledge.article import FAQ
from core.knowledge.scoring import Ranked
from core.knowledge.search import MOST, NOTHING, Found, Hit
from core.knowledge.understanding import understand
from storage.search import file, words
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


class KnowledgeBase:
    """The index at a path. It need not exist; one that was replaced is noticed by the next question."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._index: _Index | None = None

    async def search(self, question: str) -> Found:
        """What can be said to a question; ``NOTHING`` when there are no articles or the file cannot be read."""
        return await asyncio.to_thread(self.found, question)

    def found(self, question: str, *, without_faq: bool = False) -> Found:
        """The same in the caller's thread; ``without_faq`` is for measuring only."""
        try:
            with self._lock:
                index = self._opened()
                return self._answer(index, question[:LONGEST], without_faq) if index else NOTHING
        except sqlite3.Error:
            log.exception("the index of the knowledge base cannot be read")
            return NOTHING

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._index is not None:
                self._index.connection.close()
                self._index = None

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
            self._index = _Index(connection, stamp, passages, glossary.groups(synonyms, stemmer()))
        return self._index

    def _answer(self, index: _Index, question: str, without_faq: bool) -> Found:
        understood = understand(question, IndexLexicon(index.connection))
        stem = stemmer()
        stems = list(dict.fromkeys(map(stem, understood.words)))
        stems += glossary.widened([stem(word) for word in understood.words], index.glossary)
        asked = words.telling(index.connection, stems, index.passages)
        hidden = words.of_kind(index.connection, FAQ) if without_faq else frozenset[int]()
        evidence = words.evidence(index.connection, asked, hidden)
        ranked = scoring.by_words(evidence, MOST)
        if not ranked:
            return Found(scoring.Band.NONE, said=understood.said)
        titles = (self._coverage(index, asked, one) for one in ranked[: scoring.LOOKED_AT])
        sure = scoring.confidence(ranked[0].score, index.passages, titles)
        bands = file.thresholds(index.connection, "") or scoring.UNCALIBRATED
        return Found(bands.band(sure), tuple(self._hits(index, ranked)), understood.said, sure)

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
