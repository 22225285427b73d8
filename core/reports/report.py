"""A report of a period: what came, what was closed, which terms were met, by priority, week and colleague."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from statistics import median
from typing import Protocol
from zoneinfo import ZoneInfo

from core.billing.ports import Billing
from core.deadlines.policy import readings, used_seconds
from core.journal.chain import Journal
from core.regulation.model import ClockName, Regulation
from core.reports.outcomes import COUNTED, Outcome, closings, late_at, open_at, outcome_of
from core.reports.period import Period
from core.reports.questions import Asked, AskedWork, asked
from core.tickets.rating import Ratings
from core.tickets.ticket import Ticket, Tickets

PAGE = 500
"""Tickets that are read at a time."""


class ReportWork(AskedWork, Protocol):
    """One transaction that only looks."""

    @property
    def tickets(self) -> Tickets: ...
    @property
    def journal(self) -> Journal: ...
    @property
    def billing(self) -> Billing: ...
    @property
    def ratings(self) -> Ratings: ...
    @property
    def regulation(self) -> Regulation: ...
    async def regulation_of(self, ticket: Ticket) -> Regulation: ...


@dataclass(slots=True)
class Score:
    """How many terms were met and how many missed."""

    on_time: int = 0
    late: int = 0

    def count(self, on_time: bool) -> None:
        if on_time:
            self.on_time += 1
        else:
            self.late += 1


@dataclass(slots=True)
class Deeds:
    """What a colleague did: closed tickets, terms and ratings of the tickets they are responsible for, accounted
    minutes."""

    closed: int = 0
    score: Score = field(default_factory=Score)
    minutes: int = 0
    ratings: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Report:
    """The numbers of a period. Counters by priority carry the priorities' identifiers; money is in kopecks."""

    period: Period
    registered: Counter[str] = field(default_factory=Counter)
    closed: Counter[str] = field(default_factory=Counter)
    open: Counter[str] = field(default_factory=Counter)
    late: Counter[str] = field(default_factory=Counter)
    scores: dict[ClockName, dict[str, Score]] = field(default_factory=dict)
    weeks: dict[ClockName, dict[date, Score]] = field(default_factory=dict)
    """By the Monday of the week, the first one cut to the period's first day."""
    reactions: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Seconds of the clock's own time until each first answer, by priority."""
    refused: Counter[str] = field(default_factory=Counter)
    ratings: list[int] = field(default_factory=list)
    colleagues: dict[str, Deeds] = field(default_factory=lambda: defaultdict(Deeds))
    minutes: int = 0
    invoiced: list[int] = field(default_factory=list)
    paid: list[int] = field(default_factory=list)
    questions: Asked = field(default_factory=Asked)

    def reaction(self, priority: str = "") -> int | None:
        """The median reaction in seconds, of one priority or of all; None when there was none."""
        found = self.reactions.get(priority, []) if priority else [s for each in self.reactions.values() for s in each]
        return round(median(found)) if found else None


async def report(work: ReportWork, period: Period, now: datetime) -> Report:
    """Count the period as it stands now; of a period that goes on, so far."""
    made, end, after = Report(period), min(period.until, now), 0
    while found := await work.tickets.within(period.since, period.until, after, PAGE):
        for ticket in found:
            _count(made, ticket, await work.regulation_of(ticket), end, now)
        after = found[-1].id
    for entry in await work.journal.moves(period.since, period.until):
        if entry.facts["action"] == "refuse":
            made.refused[_ground(entry.facts["reason"])] += 1
    for rating in await work.ratings.between(period.since, period.until):
        made.ratings.append(rating.score)
        responsible = (await work.tickets.peek(rating.ticket_id)).assignee_name
        if responsible:
            made.colleagues[responsible].ratings.append(rating.score)
    for done in await work.billing.worked(period.since, period.until):
        made.minutes += done.accounted
        made.colleagues[done.engineer].minutes += done.accounted
    for invoice in await work.billing.invoiced(period.since, period.until):
        if period.has(invoice.at):
            made.invoiced.append(invoice.total)
        if period.has(invoice.paid_at):
            made.paid.append(invoice.total)
    made.questions = await asked(work, period.since, period.until)
    return made


def _count(made: Report, ticket: Ticket, regulation: Regulation, end: datetime, now: datetime) -> None:
    period, priority = made.period, ticket.priority
    if period.has(ticket.registered_at):
        made.registered[priority] += 1
    if any(period.has(at) for at in closings(ticket, regulation)):
        made.closed[priority] += 1
        if ticket.assignee_name:
            made.colleagues[ticket.assignee_name].closed += 1
    courses = [reading for reading in readings(ticket.milestones, regulation) if reading.clock in COUNTED]
    if open_at(ticket, regulation, end):
        made.open[priority] += 1
        if late_at(courses, end):
            made.late[priority] += 1
    for reading in courses:
        outcome = outcome_of(reading, now)
        if outcome is None:
            continue
        if period.has(outcome.at):
            _score(made, ticket, outcome, ZoneInfo(regulation.calendar.zone))
        if outcome.clock is ClockName.REACTION and outcome.stopped is not None and period.has(outcome.stopped):
            made.reactions[priority].append(used_seconds(reading, regulation, now))


def _score(made: Report, ticket: Ticket, outcome: Outcome, zone: ZoneInfo) -> None:
    made.scores.setdefault(outcome.clock, {}).setdefault(ticket.priority, Score()).count(outcome.on_time)
    day = outcome.at.astimezone(zone).date()
    week = made.weeks.setdefault(outcome.clock, {}).setdefault(made.period.week_of(day), Score())
    week.count(outcome.on_time)
    if ticket.assignee_name:
        made.colleagues[ticket.assignee_name].score.count(outcome.on_time)


def _ground(reason: str) -> str:
    """The listed reason, without the number of the other request that some reasons name."""
    return reason.partition(" № ")[0]
