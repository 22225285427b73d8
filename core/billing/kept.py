"""Which priority was actually kept: the work is paid by that one, not by the one that was ordered (PLR-9)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from core.deadlines.milestones import Fact, Milestones
from core.deadlines.policy import Reading, current
from core.regulation.model import ClockName, Priority, Regulation


@dataclass(frozen=True, slots=True)
class Kept:
    """The priority kept, and why: when the reaction was due under the ordered one, and when it came (UTC)."""

    ordered: Priority
    kept: Priority
    due: datetime | None = None
    reacted: datetime | None = None


def kept(regulation: Regulation, milestones: Milestones, ordered: Priority) -> Kept:
    """The most urgent priority, no more urgent than the ordered one, whose reaction target was met.

    Priorities are listed the most urgent first; one without a reaction target is always kept. When none was kept
    the least urgent one counts.
    """
    listed = regulation.priorities
    candidates = listed[listed.index(ordered) :]
    found = next((p for p in candidates if _met(_reaction(regulation, milestones, p))), candidates[-1])
    promised = _reaction(regulation, milestones, ordered)
    if promised is None:
        return Kept(ordered, found)
    return Kept(ordered, found, promised.due, promised.run.stopped)


def less_urgent(regulation: Regulation, one: str, other: str) -> Priority:
    """The less urgent of two priorities: nobody pays for more urgency than they have agreed to or have now."""
    return [priority for priority in regulation.priorities if priority.id in (one, other)][-1]


def _reaction(regulation: Regulation, milestones: Milestones, priority: Priority) -> Reading | None:
    """How the reaction clock reads as if the ticket had had this priority from the start; None without a target."""
    as_if = tuple(replace(m, value=priority.id) if m.fact is Fact.PRIORITY else m for m in milestones)
    return current(as_if, regulation).get(ClockName.REACTION)


def _met(reading: Reading | None) -> bool:
    if reading is None:
        return True
    return reading.run.stopped is not None and reading.due is not None and reading.run.stopped <= reading.due
