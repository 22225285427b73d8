"""The hours of consultation: when somebody reads what is written now (SAV-2, NET-1)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from core.regulation.model import Regulation
from core.worktime import open_time


def opening(regulation: Regulation, now: datetime) -> datetime | None:
    """When the desk opens next, in its own zone; None while it is open."""
    clock = open_time(regulation.working_time)
    if clock.is_open(now):
        return None
    return clock.next_opening(now).astimezone(ZoneInfo(regulation.calendar.zone))


def news(regulation: Regulation, last: datetime | None, now: datetime) -> datetime | None:
    """When the desk opens next, to a customer who did not write since it closed; None for everybody else."""
    opens = opening(regulation, now)
    if opens is None or last is None:
        return opens
    clock = open_time(regulation.working_time)
    knows = not clock.is_open(last) and clock.next_opening(last) == clock.next_opening(now)
    return None if knows else opens
