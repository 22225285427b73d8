"""Telegram's flood limits, off until asked for: 30 messages a second for the token, about one a second in a private
chat with short bursts, 20 a minute in a group. Edits and topics count like messages.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.standin import errors
from bot.standin.errors import ActError, ApiError
from bot.standin.state import Json

COUNTED = ("send", "copymessage", "forwardmessage", "edit", "createforumtopic", "closeforumtopic", "reopenforumtopic")
"""Beginnings of the (lower-case) method names that cost a message."""
FREE = frozenset(["sendchataction"])


@dataclass(slots=True)
class _Bucket:
    """Tokens that grow back at a steady rate: bursts pass, a stream does not."""

    tokens: float
    at: float


@dataclass(slots=True)
class Limits:
    """How fast the bot may write; None switches a limit off. ``clock`` counts real seconds."""

    clock: Callable[[], float]
    token_per_second: float | None = None
    private_per_second: float | None = None
    private_burst: float = 5
    group_per_minute: float | None = None
    minute: float = 60.0
    """Seconds of the groups' minute: benches that would take long run by a shorter one."""
    query_seconds: float = 60
    """How long a pressed button may wait for its answer."""
    _token: deque[float] = field(default_factory=deque)
    _groups: dict[int, deque[float]] = field(default_factory=dict)
    _private: dict[int, _Bucket] = field(default_factory=dict)

    def set(self, values: Json) -> Json:
        """Take new limits (those named), forget what was counted, return all of them."""
        for name, value in values.items():
            if name not in _NAMES:
                raise ActError(f"there is no limit {name!r}; there are {', '.join(_NAMES)}")
            setattr(self, name, value)
        self._token.clear()
        self._groups.clear()
        self._private.clear()
        return self.as_json()

    def as_json(self) -> Json:
        return {name: getattr(self, name) for name in _NAMES}

    @property
    def on(self) -> bool:
        return not (self.token_per_second is None and self.private_per_second is None and self.group_per_minute is None)

    def spend(self, method: str, chat_id: int | None, messages: int) -> None:
        """Count a call that writes ``messages`` messages; raises 429 and counts nothing when it is too much."""
        if not method.startswith(COUNTED) or method in FREE:
            return
        now = self.clock()
        wait = self._token_wait(now, messages)
        group = chat_id is not None and chat_id < 0
        if chat_id is not None:
            wait = max(wait, self._group_wait(chat_id, now, messages) if group else self._private_wait(chat_id, now))
        if wait > 0:
            seconds = math.ceil(wait)
            raise ApiError(errors.TOO_MANY_REQUESTS, {"retry_after": seconds}, seconds=seconds)
        self._token.extend([now] * messages)
        if chat_id is None:
            return
        if group and self.group_per_minute is not None:
            self._groups[chat_id].extend([now] * messages)
        elif not group and self.private_per_second is not None:
            self._private[chat_id].tokens -= messages

    def _token_wait(self, now: float, messages: int) -> float:
        if self.token_per_second is None:
            self._token.clear()
            return 0.0
        return _window_wait(self._token, now, 1.0, self.token_per_second, messages)

    def _group_wait(self, chat_id: int, now: float, messages: int) -> float:
        if self.group_per_minute is None:
            return 0.0
        return _window_wait(
            self._groups.setdefault(chat_id, deque()), now, self.minute, self.group_per_minute, messages
        )

    def _private_wait(self, chat_id: int, now: float) -> float:
        if self.private_per_second is None:
            return 0.0
        bucket = self._private.setdefault(chat_id, _Bucket(self.private_burst, now))
        grown = bucket.tokens + (now - bucket.at) * self.private_per_second
        bucket.tokens, bucket.at = min(self.private_burst, grown), now
        # An album may run the bucket into debt, which the next message then waits for.
        return 0.0 if bucket.tokens >= 1 else (1 - bucket.tokens) / self.private_per_second


_NAMES = ("token_per_second", "private_per_second", "private_burst", "group_per_minute", "minute", "query_seconds")


def _window_wait(times: deque[float], now: float, span: float, limit: float, messages: int) -> float:
    """Seconds until ``messages`` more fit into the sliding window."""
    while times and times[0] <= now - span:
        times.popleft()
    over = len(times) + min(messages, int(limit)) - int(limit)
    return times[over - 1] + span - now if over > 0 else 0.0
