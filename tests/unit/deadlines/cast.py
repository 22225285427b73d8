"""Short ways to write a ticket's life: one line a fact, in Moscow time, under SaveIT's regulation unless told so."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from core.deadlines.milestones import Fact, Milestone, Milestones
from core.deadlines.policy import Reading, current, readings
from core.regulation.model import ClockName, Regulation, Target
from core.regulation.parse import load

SAVEIT = load("saveit").regulation
MOSCOW = ZoneInfo("Europe/Moscow")


def moscow(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=MOSCOW)


def life(*lines: str, regulation: Regulation = SAVEIT) -> Milestones:
    """``"2026-03-05 15:00 registered P1"``, ``"… state waiting"``, ``"… until 2026-03-10T09:00"``, ``"… answered"``.

    Instants are in the regulation's zone.
    """
    zone = ZoneInfo(regulation.calendar.zone)
    found: list[Milestone] = []
    for line in lines:
        day, time, fact, *rest = line.split()
        at = datetime.fromisoformat(f"{day} {time}").replace(tzinfo=zone).astimezone(UTC)
        value = rest[0] if rest else ""
        if fact in ("until", "term", "rework", "quota"):
            value = datetime.fromisoformat(value).replace(tzinfo=zone).isoformat()
        if fact == "registered":
            found += [Milestone(at, Fact.REGISTERED), Milestone(at, Fact.PRIORITY, value)]
            fact, value = "state", regulation.start.id
        found.append(Milestone(at, Fact(fact), value))
    return tuple(found)


def reading(milestones: Milestones, clock: str = "resolution", regulation: Regulation = SAVEIT) -> Reading:
    """The latest course of a clock."""
    return current(milestones, regulation)[ClockName(clock)]


def local(at: datetime | None, regulation: Regulation) -> str:
    """An instant as the desk's clock on the wall shows it; empty for none."""
    return f"{at.astimezone(ZoneInfo(regulation.calendar.zone)):%Y-%m-%d %H:%M}" if at else ""


def dues(milestones: Milestones, clock: str, regulation: Regulation) -> list[str]:
    """When each course of a clock is due, on the desk's wall."""
    return [local(r.due, regulation) for r in readings(milestones, regulation) if r.clock == clock]


def with_target(regulation: Regulation = SAVEIT, **target: Any) -> Regulation:
    """The regulation with this one target in the place of those of the same clock."""
    new = Target.model_validate({"clause": "SAV-17"} | target)
    others = tuple(kept for kept in regulation.targets if kept.clock != new.clock)
    return regulation.model_copy(update={"targets": (*others, new)})
