"""Numbered lists that can be waited on: the transcript of calls and acts, and the changes that people see."""

from __future__ import annotations

import asyncio
from collections import deque

from bot.standin.state import Json

KEPT = 200_000
"""Entries kept; older ones are forgotten, so that a long load run does not eat the memory."""


class Log:
    """Entries with a growing ``seq``; numbering goes on after a reset, so a waiting reader never misses anything."""

    def __init__(self) -> None:
        self.seq = 0
        self._entries: deque[Json] = deque(maxlen=KEPT)
        self._waiting: set[asyncio.Future[None]] = set()

    def add(self, entry: Json) -> None:
        """Number ``entry``, keep it and wake the readers."""
        self.seq += 1
        entry["seq"] = self.seq
        self._entries.append(entry)
        self.wake()

    def after(self, seq: int) -> list[Json]:
        """The entries numbered above ``seq``, oldest first."""
        missing = self.seq - seq
        if missing <= 0:
            return []
        if missing >= len(self._entries):
            return list(self._entries)
        newest = reversed(self._entries)
        return [next(newest) for _ in range(missing)][::-1]

    async def wait(self, seq: int, seconds: float) -> list[Json]:
        """Like :meth:`after`, but waits up to ``seconds`` for the first entry."""
        if seq >= self.seq and seconds > 0:
            future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.add(future)
            try:
                await asyncio.wait_for(future, seconds)
            except TimeoutError:
                pass
            finally:
                self._waiting.discard(future)
        return self.after(seq)

    def wake(self) -> None:
        """Let every reader go on now."""
        if self._waiting:
            for future in self._waiting:
                if not future.done():
                    future.set_result(None)
            self._waiting.clear()

    def clear(self) -> None:
        """Forget the entries, keep counting."""
        self._entries.clear()
