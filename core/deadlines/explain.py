"""Why a deadline is when it is: the engine's own walk of a course of a clock, as plain facts (rules.md 3.8)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from core.deadlines.policy import Reading
from core.regulation.model import Regulation
from core.worktime import condensed, explain


def explanation(reading: Reading, regulation: Regulation) -> dict[str, Any]:
    """Day by day what was counted and what was skipped and why, under which clause; dates in the desk's zone.

    The counted parts sum exactly to the target. A promised term has no walk: its ground is the promise itself.
    """
    zone = ZoneInfo(regulation.calendar.zone)

    def local(at: datetime | None) -> str | None:
        return at.astimezone(zone).isoformat() if at else None

    run, term = reading.run, reading.run.target.term
    walk = explain(term, regulation.working_time, run.started, run.pauses)
    return {
        "clock": str(reading.clock),
        "amount": int(term.amount),
        "unit": str(term.unit),
        "clause": run.target.point or run.target.clause,
        "calendar_clause": regulation.calendar.clause,
        "started": local(run.started),
        "due": local(reading.due),
        "preliminary": reading.preliminary,
        "promised": local(run.promised[0]) if run.promised else None,
        "by_dates": term.by_dates,
        "spans": [
            {
                "from": local(span.start),
                "to": local(span.end),
                "date": span.date.isoformat(),
                "last": span.last.isoformat(),
                "reason": str(span.reason),
                "seconds": int(span.seconds),
                "day": span.day,
                "name": span.name or "",
            }
            for span in condensed(walk.spans)
        ],
    }
