"""Storing what came in, and not letting go of it before it is stored."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Any

from bot.ingest.envelope import row
from bot.ports import BotStorage
from bot.worker import Worker
from core.clock import Clock

log = logging.getLogger(__name__)


class Intake:
    """The door of the inbox."""

    def __init__(self, storage: BotStorage, clock: Clock, bot_id: int, worker: Worker) -> None:
        self._storage = storage
        self._clock = clock
        self._channel = f"telegram:{bot_id}"
        self._worker = worker

    async def put(self, updates: Sequence[dict[str, Any]]) -> None:
        """Store updates; those known already (a redelivery) change nothing. Raises what the database raises."""
        async with self._storage.begin() as store:
            await store.inbox.store(self._channel, [row(update) for update in updates], self._clock.now())
        self._worker.wake(len(updates))

    async def put_surely(self, updates: Sequence[dict[str, Any]]) -> None:
        """Store updates, however long the database is away: the acknowledgement waits for it.

        When nothing else waits they are handled in the transaction that stores them, which is cheaper by a third.
        """
        if await self._worker.at_once(self._channel, [row(update) for update in updates]):
            return
        pause = 0.2
        while True:
            try:
                await self.put(updates)
            except Exception:
                log.exception("updates could not be stored, again in %.1f s", pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, 30.0)
            else:
                return
