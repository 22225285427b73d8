"""The bot's updates: one queue, taken by long polling or pushed to a webhook, never both."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterable

from bot.standin import errors
from bot.standin.errors import ApiError
from bot.standin.state import Json

_KIND_NAMES = (
    "message edited_message callback_query message_reaction message_reaction_count my_chat_member chat_member poll"
    " poll_answer channel_post edited_channel_post inline_query chosen_inline_result chat_join_request"
)
KINDS = frozenset(_KIND_NAMES.split())
ON_REQUEST_ONLY = frozenset(["chat_member", "message_reaction", "message_reaction_count"])
"""Kinds that come only to a bot that names them in ``allowed_updates``."""
MOST = 100
LONGEST_WAIT = 50
_FIRST_ID = 700_000_001


class Updates:
    """What the bot has not confirmed yet, oldest first."""

    def __init__(self) -> None:
        self.pending: deque[Json] = deque()
        self.allowed: frozenset[str] = KINDS - ON_REQUEST_ONLY
        self.webhook: str = ""
        self.arrived = asyncio.Event()
        self._next_id = _FIRST_ID
        self._poll: asyncio.Future[None] | None = None

    def put(self, kind: str, payload: Json) -> None:
        """Queue an update if the bot asked for its kind."""
        if kind not in self.allowed:
            return
        self.pending.append({"update_id": self._next_id, kind: payload})
        self._next_id += 1
        self.arrived.set()
        self._release(None)

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Remember ``allowed_updates``: None leaves them as they are, an empty list means the usual kinds."""
        if kinds is not None:
            self.allowed = frozenset(kinds) & KINDS or KINDS - ON_REQUEST_ONLY

    async def poll(self, offset: int, limit: int, timeout: float) -> list[Json]:
        """Long polling: confirm what is below ``offset``, give up to ``limit``, wait up to ``timeout`` seconds."""
        if self.webhook:
            raise ApiError(errors.WEBHOOK_IS_ACTIVE)
        self.interrupt(ApiError(errors.TERMINATED_BY_GET_UPDATES))
        self._confirm(offset)
        if not self.pending and timeout > 0:
            self._poll = waiting = asyncio.get_running_loop().create_future()
            try:
                await asyncio.wait_for(waiting, min(timeout, LONGEST_WAIT))
            except TimeoutError:
                pass
            finally:
                if self._poll is waiting:
                    self._poll = None
        return [update for update, _ in zip(self.pending, range(min(max(limit, 1), MOST)), strict=False)]

    def interrupt(self, reason: ApiError | None = None) -> None:
        """End the waiting poll: with an error, or with nothing new when there is no reason."""
        self._release(reason)

    def drop(self) -> None:
        """Forget everything that waits."""
        self.pending.clear()

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self.pending) > -offset:
                self.pending.popleft()
            return
        while self.pending and self.pending[0]["update_id"] < offset:
            self.pending.popleft()

    def _release(self, reason: ApiError | None) -> None:
        waiting, self._poll = self._poll, None
        if waiting is None or waiting.done():
            return
        if reason is None:
            waiting.set_result(None)
        else:
            waiting.set_exception(reason)
