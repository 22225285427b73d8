"""What takes longer than anybody may hold the database, a search or a report, comes between two transactions: the one
that asks and the one that tells."""

from __future__ import annotations

import asyncio
import logging

from bot import trouble
from bot.ports import BotStore
from bot.turn import Lookup, Turn
from core.desk import Desk
from core.errors import Refusal
from core.knowledge.search import Search

log = logging.getLogger(__name__)

AT_ONCE = 4
"""Searches under way; further ones wait, and the threads of the process stay free for others."""
PATIENCE = 5
"""Real seconds that a stopping desk waits for what is under way."""


class Lookups:
    """Runs what turns asked for. A crash loses what is under way: whoever asked has got no answer, and asks again."""

    def __init__(self, knowledge: Search, desk: Desk[BotStore]) -> None:
        self._knowledge = knowledge
        self._desk = desk
        self._running: set[asyncio.Task[None]] = set()
        self._places = asyncio.Semaphore(AT_ONCE)

    @property
    def idle(self) -> bool:
        """True when nothing is under way."""
        return not self._running

    def begin(self, turn: Turn) -> None:
        """The turn is committed: search for what it asked for."""
        for lookup in turn.lookups:
            task = asyncio.create_task(self._run(turn, lookup))
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def finish(self) -> None:
        """Wait a while for what is under way."""
        if self._running:
            await asyncio.wait(self._running, timeout=PATIENCE)

    async def _run(self, turn: Turn, lookup: Lookup) -> None:
        try:
            async with self._places:
                found = await lookup.ask(self._knowledge, self._desk)
            async with self._desk.work() as work:
                turn.work, turn.now = work, work.now
                await lookup.then(turn, found)
        except Refusal as refusal:
            await self._tell(turn, refusal.code, refusal)
        except Exception as error:
            log.exception("what a search of row %s found could not be told", turn.row.id)
            await self._tell(turn, "trouble", error)

    async def _tell(self, turn: Turn, code: str, error: Exception) -> None:
        facts = error.facts if isinstance(error, Refusal) else {}
        try:
            async with self._desk.work() as work:
                turn.work = work
                await trouble.tell(turn, code, facts)
        except Exception:
            log.exception("the failure of a search of row %s could not be told", turn.row.id)
