"""Articles that the desk wrote, from the database into the index: after a press, after a start, and now and then, since
another process, a load or a crash may have come in between."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from pathlib import Path

from bot import rounds
from bot.ports import BotStore
from core.desk import Work
from core.tickets.events import ArticleChanged
from storage.search import shelf
from storage.search.embeddings import Embeddings, NoEmbedding
from storage.search.file import InUse
from storage.work import Database

log = logging.getLogger(__name__)

SWEEP = 30.0
"""Real seconds between looks that nobody asked for."""


class ShelfRole:
    """Keeps the index of this machine at what the desk says."""

    def __init__(self, database: Database, path: Path, embeddings: Embeddings | None) -> None:
        self._database = database
        self._path = path
        self._embeddings = embeddings
        self._wake = asyncio.Event()
        self._turn = asyncio.Lock()

    def committed(self, work: Work[BotStore]) -> None:
        """What the desk says may have changed."""
        if any(isinstance(event, ArticleChanged) for event in work.events):
            self._wake.set()

    async def run(self) -> None:
        """Look until cancelled."""
        await rounds.for_ever(self._round, "articles")

    async def _round(self) -> None:
        self._wake.clear()
        try:
            await self.look()
        except InUse as busy:
            log.info("articles of the desk wait: %s", busy)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._wake.wait(), SWEEP)

    async def look(self) -> None:
        """Bring the index to what the desk says now. Raises InUse while it is being loaded."""
        async with self._turn:
            async with self._database.read() as store:
                said = await store.writings.words()
            words = await asyncio.to_thread(shelf.lacking, self._path, said)
            if words:
                versions = [word.version for word in words.values() if word is not None and not word.hidden]
                async with self._database.read() as store:
                    articles = {one.id: one.article for one in await store.writings.several(versions)}
                way = self._embeddings.way if self._embeddings else None
                texts = await asyncio.to_thread(shelf.put, self._path, words, articles, way)
                if self._embeddings and texts:
                    await self._embed(self._embeddings, texts)

    async def _embed(self, server: Embeddings, texts: list[str]) -> None:
        """Without a vector an article is found by its words alone; the next load tries again."""
        try:
            found = [vector async for vector in server.documents(texts)]
        except NoEmbedding as error:
            log.warning("a new article is found by its words alone: %s", error)
            return
        await asyncio.to_thread(shelf.embed, self._path, server.way, dict(zip(texts, found, strict=True)))
