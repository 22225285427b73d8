"""A report as plain facts, ready to be stored with a notice and worded or drawn by a front."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta
from statistics import mean
from typing import Any

from core.regulation.model import Regulation
from core.reports.outcomes import COUNTED
from core.reports.report import Report, Score


def facts(made: Report, regulation: Regulation, now: datetime) -> dict[str, Any]:
    """The numbers of the desk as a whole; priorities by their titles, money in kopecks."""
    return span(made) | {
        "goes_on": made.period.until > now,
        "registered": _counted(made.registered, regulation),
        "closed": _counted(made.closed, regulation),
        "open": _counted(made.open, regulation),
        "late": _counted(made.late, regulation),
        "clocks": clocks(made, regulation),
        "reaction": made.reaction(),
        "reactions": [[_title(p, regulation), made.reaction(p)] for p in _ordered(made.reactions, regulation)],
        "refused": [[ground, count] for ground, count in made.refused.most_common()],
        "rated": len(made.ratings),
        "rating": _average(made.ratings),
        "minutes": made.minutes,
        "invoiced": [len(made.invoiced), sum(made.invoiced)],
        "paid": [len(made.paid), sum(made.paid)],
        "questions": asdict(made.questions),
    }


def span(made: Report) -> dict[str, str]:
    """First and last day of the period."""
    last = made.period.until - timedelta(microseconds=1)
    return {"since": made.period.since.date().isoformat(), "until": last.date().isoformat()}


def clocks(made: Report, regulation: Regulation) -> list[dict[str, Any]]:
    """Terms met and missed by clock, priority and week, in the order in which a request lives through them."""
    return [
        {
            "clock": clock,
            "on_time": sum(score.on_time for score in made.scores[clock].values()),
            "late": sum(score.late for score in made.scores[clock].values()),
            "priorities": [
                [_title(p, regulation), made.scores[clock][p].on_time, made.scores[clock][p].late]
                for p in _ordered(made.scores[clock], regulation)
            ],
            "weeks": [
                [first.isoformat(), last.isoformat(), score.on_time, score.late]
                for first, last in made.period.weeks()
                for score in [made.weeks[clock].get(first, Score())]
            ],
        }
        for clock in COUNTED
        if clock in made.scores
    ]


def colleagues(made: Report) -> list[dict[str, Any]]:
    """A row for each colleague, who closed the most first."""
    rows = sorted(made.colleagues.items(), key=lambda row: (-row[1].closed, row[0]))
    return [
        {
            "name": name,
            "closed": deeds.closed,
            "on_time": deeds.score.on_time,
            "late": deeds.score.late,
            "minutes": deeds.minutes,
            "rating": _average(deeds.ratings),
        }
        for name, deeds in rows
    ]


def _average(scores: list[int]) -> str:
    """The mean with one decimal, as text; empty when nobody rated."""
    return f"{mean(scores):.1f}" if scores else ""


def _counted(counter: Counter[str], regulation: Regulation) -> dict[str, Any]:
    by = [[_title(priority, regulation), counter[priority]] for priority in _ordered(counter, regulation)]
    return {"total": counter.total(), "by": by}


def _ordered(priorities: Iterable[str], regulation: Regulation) -> list[str]:
    """As the regulation in force lists them; those that only an older edition has follow."""
    found = set(priorities)
    listed = [priority.id for priority in regulation.priorities if priority.id in found]
    return listed + sorted(found - set(listed))


def _title(priority_id: str, regulation: Regulation) -> str:
    priority = regulation.priority(priority_id)
    return priority.title if priority else priority_id
