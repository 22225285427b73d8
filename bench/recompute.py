"""Recomputing open tickets after a calendar change: one table for all of them, against a schedule rebuilt per ticket.

    python bench/recompute.py

100,000 open tickets of SaveIT, registered over two months, one in three with a wait behind it. The calendar gets one
more day off; then every timer of every ticket is computed anew and compared with the one that stands, as the desk does
at its start. The naive way makes the calendar and its table anew for each ticket (measured on fewer). The answers of
both are compared before anything is timed. It prints and judges nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from time import perf_counter

from core.deadlines import policy
from core.deadlines.milestones import Fact, Milestone, Milestones
from core.deadlines.timers import Timer, reconcile
from core.regulation.model import Regulation
from core.regulation.parse import load, parse
from core.worktime.meter import meter
from core.worktime.workdates import work_dates

TICKETS = 100_000
NAIVE = 200
FIRST = datetime(2026, 3, 2, 6, tzinfo=UTC)
DAY_OFF = "\n[[calendar.exceptions]]\ndate = 2026-05-08\nhours = []\n"


def lives(count: int) -> list[Milestones]:
    """Tickets in every quarter of an hour of two months, of all priorities."""
    return [_life(number, FIRST + timedelta(minutes=15 * number % (60 * 24 * 60))) for number in range(count)]


def _life(number: int, at: datetime) -> Milestones:
    facts = [
        Milestone(at, Fact.REGISTERED),
        Milestone(at, Fact.PRIORITY, f"P{number % 4 + 1}"),
        Milestone(at, Fact.STATE, "registered"),
        Milestone(at, Fact.CONFIRMED),
    ]
    if number % 3 == 0:
        facts += [
            Milestone(at + timedelta(hours=1), Fact.STATE, "waiting"),
            Milestone(at + timedelta(hours=20), Fact.STATE, "in_work"),
        ]
    return tuple(facts)


def recomputed(tickets: Sequence[Milestones], standing: Sequence[list[Timer]], regulation: Regulation) -> int:
    """What the desk does after a change; returns how many tickets moved."""
    moved = 0
    for facts, before in zip(tickets, standing, strict=True):
        moved += bool(reconcile(before, policy.timers(facts, regulation)).put)
    return moved


def rebuilt(tickets: Sequence[Milestones], standing: Sequence[list[Timer]], regulation: Regulation) -> int:
    """The same with a calendar and a table of its own for each ticket."""
    moved = 0
    for facts, before in zip(tickets, standing, strict=True):
        meter.cache_clear()
        work_dates.cache_clear()
        regulation.__dict__["working_time"] = regulation.calendar.build()
        moved += bool(reconcile(before, policy.timers(facts, regulation)).put)
    return moved


def main() -> None:
    old = load("saveit")
    new = parse(old.text + DAY_OFF).regulation
    tickets = lives(TICKETS)
    standing = [list(policy.timers(facts, old.regulation)) for facts in tickets]
    few = slice(0, TICKETS, TICKETS // NAIVE)
    assert recomputed(tickets[few], standing[few], new) == rebuilt(tickets[few], standing[few], new)

    begun = perf_counter()
    rebuilt(tickets[few], standing[few], new)
    naive = NAIVE / (perf_counter() - begun)
    meter.cache_clear()
    begun = perf_counter()
    moved = recomputed(tickets, standing, new)
    passed = perf_counter() - begun
    print(f"{TICKETS:,} open tickets, {moved:,} of them move: {passed:.1f} s")
    print(f"{'one table':>24} {TICKETS / passed:10,.0f} tickets/s")
    print(f"{'rebuilt per ticket':>24} {naive:10,.0f} tickets/s   (on {NAIVE} of them)")
    print(f"{'ratio':>24} {TICKETS / passed / naive:10,.0f}x")


if __name__ == "__main__":
    main()
