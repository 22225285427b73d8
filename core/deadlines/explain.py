"""Why a deadline is when it is: the engine's own walk of a course of a clock, as plain facts (rules.md 3.8)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from core.deadlines.policy import Reading
from core.regulation.model import Regulation
from core.worktime import Span, Term, condensed, explain


def explanation(reading: Reading, regulation: Regulation) -> dict[str, Any]:
    """Day by day what was counted and what was skipped and why, under which clause; dates in the desk's zone.

    The counted parts sum exactly to the target. A promised term has no walk: its ground is the promise itself.
    """
    zone = ZoneInfo(regulation.calendar.zone)

    def local(at: datetime | None) -> str | None:
        return at.astimezone(zone).isoformat() if at else None

    run, term = reading.run, reading.run.target.term
    spans: tuple[Span, ...] = ()
    if run.promised is None:
        dates = regulation.calendar_of(run.target)
        spans = condensed(explain(term, regulation.working_time, run.started, run.pauses, dates=dates).spans)
    return {
        "clock": str(reading.clock),
        **term_facts(term),
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
                "seconds": seconds,
                "day": span.day,
                "name": span.name or "",
            }
            for span, seconds in zip(spans, whole(span.seconds for span in spans), strict=True)
        ],
    }


def whole(parts: Iterable[int | Fraction]) -> list[int]:
    """The parts as whole numbers with the same sum, when that is whole: each is off by less than one."""
    rounded, passed, total = [], 0, Fraction(0)
    for part in parts:
        total += part
        rounded.append(round(total) - passed)
        passed = round(total)
    return rounded


def term_facts(term: Term) -> dict[str, Any]:
    """The amount and its unit; for two rates both amounts, in minutes (PLR-8)."""
    if term.rates is None:
        return {"amount": int(term.amount), "unit": str(term.unit), "outside": 0}
    minutes = term.amount * 60
    outside = minutes / term.rates.off if term.rates.off else 0
    return {"amount": int(minutes), "unit": str(term.unit), "outside": int(outside)}
