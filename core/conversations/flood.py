"""Floods: whoever writes very much is told once; nothing is lost, and nobody else is held up."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto

from core.people.person import Person

MINUTE = timedelta(minutes=1)
GATHER = 3.0
"""Real seconds in which the words of a flooder gather, to be shown as few messages."""
REMEMBERED = 10_000
"""So many people are counted; those who have been silent for a minute are forgotten first."""


class Pressure(Enum):
    """How hard somebody writes."""

    NONE = auto()
    BEGINS = auto()
    GOES_ON = auto()


@dataclass(slots=True)
class _Count:
    """Somebody's messages of the last minute."""

    times: deque[datetime] = field(default_factory=deque)
    flooding: bool = False
    newest: int = 0
    """The number of the last message that was counted."""
    began: int = 0
    """The number of the message that made it a flood."""


class Floods:
    """Who writes more than ``most`` messages in a minute. Counted in this process and not kept: a restart forgives."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._counts: dict[int, _Count] = {}

    def note(self, person_id: int, number: int, now: datetime) -> Pressure:
        """A message, by its number in the chat. One that is handled again, because something failed, counts once and
        is answered as before. A flood ends when half as many come, so that its end and its beginning do not alternate.
        """
        count = self._counts.get(person_id)
        if count is None:
            if len(self._counts) >= REMEMBERED:
                self._counts = {one: kept for one, kept in self._counts.items() if kept.times[-1] > now - MINUTE}
            count = self._counts[person_id] = _Count()
        if number > count.newest:
            count.newest = number
            count.times.append(now)
            while count.times[0] <= now - MINUTE:
                count.times.popleft()
            before = count.flooding
            count.flooding = len(count.times) > (self.most // 2 if before else self.most)
            if count.flooding and not before:
                count.began = number
        if not count.flooding:
            return Pressure.NONE
        return Pressure.BEGINS if number == count.began else Pressure.GOES_ON


def held(person: Person, pressure: Pressure, now: datetime) -> float:
    """For how many real seconds what this person wrote is kept back, so that more of it can join."""
    if person.muted_until is not None and person.muted_until > now:
        return (person.muted_until - now).total_seconds()
    return 0.0 if pressure is Pressure.NONE else GATHER


def lane(author_id: int | None, thread: str) -> str:
    """The name under which somebody's words wait for a thread."""
    return f"held:{author_id}:{thread}"
