"""The parts of an explanation: a stretch of time and why it counts or does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction


class Reason(StrEnum):
    """Why a span counts or does not.

    ``counted``: it counts; ``made_up``: own time that pauses of a term of days gave back after its last date;
    ``event_day``: the day of the event (art. 191); ``moved``: the working day to which a non-working last day
    moved (art. 193); ``short_day``: the hour cut from a pre-holiday day; ``before_opening``: from the start
    to the opening of the same date. The others say what they are. Two-rate clocks count some of these too.
    """

    COUNTED = "counted"
    MADE_UP = "made_up"
    PAUSE = "pause"
    EVENT_DAY = "event_day"
    MOVED = "moved"
    BEFORE_OPENING = "before_opening"
    NIGHT = "night"
    LUNCH = "lunch"
    SHORT_DAY = "short_day"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    DAY_OFF = "day_off"
    EXCEPTION = "exception"


LocalDate = date


@dataclass(frozen=True, slots=True)
class Span:
    """[start, end) with one reason, UTC. ``date`` and ``last`` are the first and last local date it touches.

    ``seconds`` is the own time it adds to the target, a Fraction where that is not whole. ``day`` numbers the
    counted day it belongs to, for terms that count dates. ``name`` is that of a holiday or of an exception.
    """

    date: LocalDate
    last: LocalDate
    start: datetime
    end: datetime
    reason: Reason
    seconds: int | Fraction = 0
    day: int | None = None
    name: str | None = None


def condensed(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Neighbours that add nothing for one reason as one span: a night, a weekend, the days of one holiday."""
    merged: list[Span] = []
    for span in spans:
        before = merged[-1] if merged else None
        if before is not None and _alike(before, span):
            merged[-1] = replace(before, last=span.last, end=span.end)
        else:
            merged.append(span)
    return tuple(merged)


def _alike(before: Span, span: Span) -> bool:
    if before.seconds or span.seconds or (before.reason, before.name) != (span.reason, span.name):
        return False
    return before.day == span.day and span.reason is not Reason.COUNTED
