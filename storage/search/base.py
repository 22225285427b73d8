"""The knowledge base as the desk uses it: questions are answered in a thread, from whatever index lies there now."""

from __future__ import annotations

import asyncio
import logging
import os
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from core.knowledge.search import NOTHING, Found, Held
from storage.search.embeddings import Embeddings, NoEmbedding, Vector

if TYPE_CHECKING:
    from storage.search.index import Index

log = logging.getLogger(__name__)

LONGEST = 2_000
"""Characters of a question that are read."""

T = TypeVar("T")


class KnowledgeBase:
    """The index at a path. It need not exist; one that was replaced is noticed by the next question.

    With embeddings a question is asked for its vector first; without an answer in time words alone decide.
    """

    def __init__(self, path: Path, embeddings: Embeddings | None = None) -> None:
        self._path = path
        self._embeddings = embeddings
        self._lock = threading.Lock()
        self._index: Index | None = None

    def exists(self) -> bool:
        """There is an index, whatever is in it."""
        return self._path.exists()

    async def search(self, question: str) -> Found:
        """What can be said to a question; ``NOTHING`` when there are no articles or the file cannot be read."""
        return await self.asked(question)

    async def article(self, article_id: str) -> Held | None:
        """The whole article of this id; None when it is not there."""
        return await asyncio.to_thread(self._read, lambda index: index.article(article_id), None)

    async def sections(self) -> list[str]:
        """All sections, those with most articles first."""
        return await asyncio.to_thread(self._read, lambda index: index.sections(), [])

    async def asked(self, question: str, *, without_faq: bool = False) -> Found:
        """The same; ``without_faq`` is for measuring only."""
        vector = await self._vector(question) if self._embeddings else None
        return await asyncio.to_thread(self.found, question, vector, without_faq=without_faq)

    def found(self, question: str, vector: Vector | None = None, *, without_faq: bool = False) -> Found:
        """What the index says, in the caller's thread."""
        return self._read(lambda index: index.answer(question[:LONGEST], vector, without_faq), NOTHING)

    async def close(self) -> None:
        """Let go of the file and of the server of embeddings."""
        if self._embeddings:
            await self._embeddings.close()
        with self._lock:
            if self._index is not None:
                self._index.close()
                self._index = None

    async def _vector(self, question: str) -> Vector | None:
        assert self._embeddings is not None
        asked = question[:LONGEST]
        try:
            said = await asyncio.to_thread(self._read, lambda index: index.said(asked), "")
            return await self._embeddings.query(said or asked)
        except NoEmbedding as error:
            log.warning("answering by words alone: %s", error)
            return None

    def _read(self, ask: Callable[[Index], T], otherwise: T) -> T:
        try:
            with self._lock:
                index = self._opened()
                return ask(index) if index else otherwise
        except sqlite3.Error:
            log.exception("the index of the knowledge base cannot be read")
            return otherwise

    def _opened(self) -> Index | None:
        try:
            status = os.stat(self._path)
        except OSError:
            return None
        stamp = status.st_ino, status.st_size, status.st_mtime_ns
        if self._index is not None and self._index.stamp == stamp:
            return self._index
        if self._index is not None:
            self._index.close()
            self._index = None
        from storage.search.index import Index  # stems and distances take 6 MB: only who has articles pays for them

        self._index = Index.open(self._path, stamp, self._embeddings.way if self._embeddings else None)
        return self._index
