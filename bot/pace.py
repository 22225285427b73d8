"""Telegram's limits, kept ahead of time: a call waits for its turn instead of being refused with 429."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limits:
    """Calls in a window of real seconds: for the token, a private chat and a group."""

    token: tuple[int, float] = (29, 1.0)
    private: tuple[int, float] = (3, 3.0)
    group: tuple[int, float] = (20, 61.0)
    """A second more than Telegram's minute, because its clock and ours do not tick together."""
    group_burst: int = 10
    """So many calls go at once; the others are spread over the minute, so that nothing ever waits for a whole one."""

    def times(self, speed: int) -> Limits:
        """The same limits where time runs so many times as fast (benches)."""
        token, private, group = ((most, seconds / speed) for most, seconds in (self.token, self.private, self.group))
        return Limits(token, private, group, self.group_burst)


@dataclass(slots=True)
class Window:
    """How often something happened within the last so many seconds; beyond ``burst`` calls they keep a distance."""

    most: int
    seconds: float
    burst: int = 0
    """0: all of them may come at once."""
    calls: deque[float] = field(default_factory=deque)

    def wait(self, at: float, count: int = 1) -> float:
        """Seconds until one more call fits; ``count`` messages of one call (an album) need their room all at once."""
        while self.calls and self.calls[0] <= at - self.seconds:
            self.calls.popleft()
        if count > 1:
            over = len(self.calls) + min(count, self.most) - self.most
            return self.calls[over - 1] + self.seconds - at if over > 0 else 0.0
        if len(self.calls) < (self.burst or self.most):
            return 0.0
        left = self.most - len(self.calls)
        if left <= 0:
            return self.calls[-left] + self.seconds - at
        window = self.calls[0] + self.seconds - at
        return max(0.0, self.calls[-1] + window / (left + 1) - at)

    def room(self, at: float) -> int:
        """How many calls fit in now, one right after the other."""
        wait = self.wait(at)
        return max((self.burst or self.most) - len(self.calls), int(wait == 0.0))

    def note(self, at: float, count: int) -> None:
        """So many messages were written at once; what is more than the window holds burdens the time to come."""
        self.calls.extend(at + max(0, n - self.most + 1) * self.seconds / self.most for n in range(count))


KEPT = 8
"""So many calls of a group's minute are kept free for what people wrote: cosmetic calls take no more than the rest."""


class Pace:
    """How soon a chat may be called. Edits and new topics count like messages; groups have negative ids."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits
        self._token = Window(*(limits or Limits()).token)
        self._chats: dict[str, Window] = {}
        self._stopped: dict[str, float] = {}

    def wait(self, chat: str, at: float, count: int = 1) -> float:
        """Real seconds until ``count`` messages may be written to the chat by one call; 0 for now."""
        stopped = max(self._stopped.get(chat, 0.0), self._stopped.get("", 0.0)) - at
        if self._limits is None:
            return max(0.0, stopped)
        return max(0.0, stopped, self._token.wait(at, count), self._window(chat).wait(at, count))

    def room(self, chat: str, at: float) -> float:
        """How many calls to the chat may be made now, one right after the other."""
        if self._limits is None:
            return math.inf
        return self._window(chat).room(at)

    def note(self, chat: str, at: float, count: int = 1) -> None:
        """A call to the chat was made that wrote so many messages."""
        if self._limits is not None:
            self._token.note(at, count)
            self._window(chat).note(at, count)

    def stop(self, chat: str, until: float) -> None:
        """Telegram asked for silence in a chat; the empty chat stands for the whole token."""
        self._stopped[chat] = max(until, self._stopped.get(chat, 0.0))

    def _window(self, chat: str) -> Window:
        window = self._chats.get(chat)
        if window is None:
            assert self._limits is not None
            limits = self._limits
            group = chat.startswith("-")
            window = Window(*limits.group, limits.group_burst) if group else Window(*limits.private)
            if len(self._chats) > 10_000:
                self._chats = {name: kept for name, kept in self._chats.items() if kept.calls}
            self._chats[chat] = window
        return window
