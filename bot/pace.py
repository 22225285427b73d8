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


@dataclass(slots=True)
class Window:
    """How often something happened within the last so many seconds; beyond ``burst`` calls they keep a distance."""

    most: int
    seconds: float
    burst: int = 0
    """0: all of them may come at once."""
    calls: deque[float] = field(default_factory=deque)

    def wait(self, at: float) -> float:
        """Seconds until one more call fits."""
        while self.calls and self.calls[0] <= at - self.seconds:
            self.calls.popleft()
        if len(self.calls) < (self.burst or self.most):
            return 0.0
        window = self.calls[0] + self.seconds - at
        left = self.most - len(self.calls)
        return max(0.0, self.calls[-1] + window / (left + 1) - at) if left else window

    def room(self, at: float) -> int:
        """How many calls fit in now, one right after the other."""
        wait = self.wait(at)
        return max((self.burst or self.most) - len(self.calls), int(wait == 0.0))


class Pace:
    """How soon a chat may be called. Edits and new topics count like messages; groups have negative ids."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits
        self._token = Window(*(limits or Limits()).token)
        self._chats: dict[str, Window] = {}
        self._stopped: dict[str, float] = {}

    def wait(self, chat: str, at: float) -> float:
        """Real seconds until the chat may be called; 0 for now."""
        stopped = max(self._stopped.get(chat, 0.0), self._stopped.get("", 0.0)) - at
        if self._limits is None:
            return max(0.0, stopped)
        return max(0.0, stopped, self._token.wait(at), self._window(chat).wait(at))

    def room(self, chat: str, at: float) -> float:
        """How many calls to the chat may be made now, one right after the other."""
        if self._limits is None:
            return math.inf
        return self._window(chat).room(at)

    def note(self, chat: str, at: float) -> None:
        """A call to the chat was made."""
        if self._limits is not None:
            self._token.calls.append(at)
            self._window(chat).calls.append(at)

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
