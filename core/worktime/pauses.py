"""Times in which a clock stands still, and how they push what lies ahead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from core.worktime.instants import epoch
from core.worktime.meter import OwnTime

Stop = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stands still in [start, end); without an end it still does. Never rounded.

    Raises ValueError when it ends before it begins or has no zone.
    """

    start: datetime
    end: datetime | None = None

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or (self.end is not None and self.end.tzinfo is None):
            raise ValueError(f"a pause needs time zones: {self}")
        if self.end is not None and self.end < self.start:
            raise ValueError(f"a pause ends before it begins: {self}")


def stops(pauses: Iterable[Pause], since: int | None = None) -> tuple[Stop, ...]:
    """The pauses as instants, from ``since`` on if given: in order, apart from each other, without empty ones."""
    merged: list[Stop] = []
    for start, end in sorted(_clipped(pauses, since), key=lambda stop: stop[0]):
        before = merged[-1] if merged else None
        if before is None or (before[1] is not None and before[1] < start):
            merged.append((start, end))
        elif before[1] is not None:
            merged[-1] = (before[0], None if end is None else max(before[1], end))
    return tuple(merged)


def pushed(own: OwnTime, anchor: int, amount: int | Fraction, at: int, halts: Iterable[Stop]) -> int | None:
    """Where ``at`` moves when every pause that begins before it gives back the clock's own time it took.

    ``amount`` of own time after ``anchor`` is what ``at`` stands for, kept exact so that only the answer is
    rounded. None while a pause that begins before it is still open.
    """
    for start, end in halts:
        if start >= at:
            break
        if end is None:
            return None
        if lost := own.measure(end) - own.measure(start):
            amount += lost
            at = own.reach(anchor, amount)
    return at


def _clipped(pauses: Iterable[Pause], since: int | None) -> Iterator[Stop]:
    for pause in pauses:
        start = epoch(pause.start) if since is None else max(epoch(pause.start), since)
        end = None if pause.end is None else epoch(pause.end)
        if end is None or start < end:
            yield start, end
