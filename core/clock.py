"""The time of the desk: everything that asks "what time is it" asks one of these clocks."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Where ``now`` is born; rules get it as an argument and never ask for it themselves."""

    @property
    def live(self) -> bool:
        """True when this clock shows the world's time, so that foreign time stamps can be compared with it."""

    def now(self) -> datetime:
        """The current instant, UTC, whole seconds."""

    def seconds_until(self, instant: datetime) -> float:
        """Real seconds to wait until this clock shows ``instant`` (0 when it has passed)."""

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` whenever the clock is moved by hand."""


class SystemClock:
    """The machine's clock."""

    live = True

    def now(self) -> datetime:
        return datetime.now(UTC).replace(microsecond=0)

    def seconds_until(self, instant: datetime) -> float:
        return max(0.0, instant.timestamp() - time.time())

    def on_change(self, listener: Callable[[], None]) -> None:
        """The system clock is not moved by hand; nobody needs to be told."""


class SettableClock:
    """A clock for the demo and for tests: it starts where told, runs ``speed`` times as fast, and can jump."""

    live = False

    def __init__(self, start: datetime, speed: float = 1.0) -> None:
        if start.tzinfo is None:
            raise ValueError("a clock needs a time zone")
        self._base = start.astimezone(UTC)
        self._mark = time.monotonic()
        self._speed = speed
        self._listeners: list[Callable[[], None]] = []

    @property
    def speed(self) -> float:
        """Desk seconds in a real second; 0 stands still."""
        return self._speed

    def now(self) -> datetime:
        return self._exact().replace(microsecond=0)

    def seconds_until(self, instant: datetime) -> float:
        ahead = (instant - self._exact()).total_seconds()
        if ahead <= 0:
            return 0.0
        return ahead / self._speed if self._speed else float("inf")

    def on_change(self, listener: Callable[[], None]) -> None:
        self._listeners.append(listener)

    def jump(self, to: datetime) -> None:
        """Show ``to`` from now on. Time only goes forward: an earlier instant is refused."""
        if to < self.now():
            raise ValueError("the clock does not go back")
        self._set(to.astimezone(UTC), self._speed)

    def run(self, speed: float) -> None:
        """Run ``speed`` times as fast as the world from now on."""
        self._set(self._exact(), speed)

    def _exact(self) -> datetime:
        return self._base + timedelta(seconds=(time.monotonic() - self._mark) * self._speed)

    def _set(self, base: datetime, speed: float) -> None:
        self._base, self._speed, self._mark = base, speed, time.monotonic()
        for listener in self._listeners:
            listener()


_SETTING = re.compile(r"^(?P<start>[^*]+?)(?:\*(?P<speed>\d+(?:\.\d+)?))?$")


def clock_from_setting(text: str) -> Clock:
    """Read the ``CLOCK`` setting: empty for the system clock, else ``2026-03-05T17:30:00+03:00`` or ``…*600``.

    Raises ValueError with a sentence for the operator when the text is neither.
    """
    if not text.strip():
        return SystemClock()
    match = _SETTING.match(text.strip())
    try:
        start = datetime.fromisoformat(match["start"]) if match else None
    except ValueError:
        start = None
    if match is None or start is None or start.tzinfo is None:
        raise ValueError(f"{text!r} is not an instant with an offset, like 2026-03-05T17:30:00+03:00 or …*600")
    return SettableClock(start, float(match["speed"] or 1))
