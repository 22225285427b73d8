"""A timer: a row with an instant at which something is due; recomputed whole, rung exactly once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Deed(StrEnum):
    """What to do when a timer rings."""

    ESCALATE = "escalate"
    REMIND = "remind"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class Timer:
    """``key`` is one and the same thing for one course of a clock and one level: it rings once in a ticket's life.

    ``run`` names the course of the clock, ``level`` the percent of the term, ``action`` the move to make.
    """

    key: str
    due: datetime
    deed: Deed
    run: str = ""
    level: int = 0
    action: str = ""
    rung_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What to write so that the stored timers become the wanted ones."""

    put: tuple[Timer, ...]
    drop: tuple[str, ...]


def reconcile(stored: Iterable[Timer], wanted: Iterable[Timer]) -> Change:
    """Rung timers stay as they are, whatever is wanted now: a recorded breach stays recorded."""
    before = {timer.key: timer for timer in stored}
    after = {timer.key: timer for timer in wanted}
    put = tuple(
        timer
        for key, timer in after.items()
        if key not in before or (before[key].rung_at is None and before[key] != timer)
    )
    drop = tuple(key for key, timer in before.items() if timer.rung_at is None and key not in after)
    return Change(put, drop)
