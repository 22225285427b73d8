"""The morning's digest to managers: once a working day, however often and in how many processes the desk starts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from core.deadlines.policy import Reading, readings
from core.notifications.notice import Customer, Desk, Notice, Urgency
from core.people.person import AddressState
from core.people.ports import People
from core.regulation.model import Regulation, Role
from core.reports.outcomes import COUNTED, closings
from core.settings import DIGEST, Settings, is_on
from core.tickets.facts import instant
from core.tickets.ticket import Ticket, Tickets

MORNING = timedelta(hours=9)
"""When the day begins for a desk that is open at midnight already."""
PAGE = 500
NAMED = 15
"""So many tickets of a list are named; all of them are counted."""


class DigestWork(Protocol):
    """One transaction that counts and tells."""

    @property
    def people(self) -> People: ...
    @property
    def tickets(self) -> Tickets: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def regulation(self) -> Regulation: ...
    async def regulation_of(self, ticket: Ticket) -> Regulation: ...
    def tell(self, notice: Notice) -> None: ...


@dataclass(slots=True)
class Count:
    """What the morning looks like; each line is a ticket and its most urgent term."""

    new: int = 0
    closed: int = 0
    open: int = 0
    waiting: int = 0
    today: list[dict[str, Any]] = field(default_factory=list)
    late: list[dict[str, Any]] = field(default_factory=list)


def due(regulation: Regulation, now: datetime) -> date | None:
    """The day whose digest is due: a working day that has begun and is not over; None at any other time."""
    zone = ZoneInfo(regulation.calendar.zone)
    today = now.astimezone(zone).date()
    begins = _opening(regulation, today)
    if begins is None or now < begins:
        return None
    over = datetime.combine(today, time(), zone) + timedelta(seconds=_hours(regulation, today)[-1][1])
    return today if now < over else None


async def send(work: DigestWork, day: date, now: datetime) -> None:
    """Tell the managers who ever opened the bot, in private; if none did, the group. The second call of a day, an
    idle desk and a switched off digest tell nobody anything."""
    if await work.tickets.next_number(f"digest:{day}") != 1 or not await is_on(work.settings, DIGEST):
        return
    count = await _counted(work, day, now)
    if not (count.new or count.closed or count.open):
        return
    facts = {
        "day": instant(now, work.regulation),
        "new": count.new,
        "closed": count.closed,
        "open": count.open,
        "waiting": count.waiting,
        "today": _first(count.today),
        "today_total": len(count.today),
        "late": _first(count.late),
        "late_total": len(count.late),
    }
    managers = await _reachable(work, now)
    for person_id in managers:
        work.tell(Notice(Customer(person_id), "digest", facts))
    if not managers:
        work.tell(Notice(Desk(), "digest", facts, Urgency.ANSWER, "general!", f"digest:{day}"))


async def _reachable(work: DigestWork, now: datetime) -> list[int]:
    """Managers at work to whom the bot may write: Telegram lets it only after they opened it."""
    found = []
    for colleague in await work.people.colleagues():
        if colleague.role is not Role.MANAGER or colleague.away(now):
            continue
        addresses = await work.people.addresses(colleague.person_id)
        consented = (await work.people.get(colleague.person_id)).consent_at is not None
        if any(a.state is AddressState.ACTIVE and (a.opened or consented) for a in addresses):
            found.append(colleague.person_id)
    return found


async def _counted(work: DigestWork, day: date, now: datetime) -> Count:
    count, since, after = Count(), _before(work.regulation, day), 0
    midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(work.regulation.calendar.zone))
    while found := await work.tickets.within(since, midnight, after, PAGE):
        for ticket in found:
            _count(count, ticket, await work.regulation_of(ticket), since, midnight, now)
        after = found[-1].id
    return count


def _count(
    count: Count, ticket: Ticket, regulation: Regulation, since: datetime, midnight: datetime, now: datetime
) -> None:
    count.new += ticket.registered_at >= since
    count.closed += any(since <= at for at in closings(ticket, regulation))
    if ticket.closed_at is not None:
        return
    state = regulation.state(ticket.state)
    count.open += 1
    count.waiting += state.resolved or state.waits_for == "customer"
    pressing = min(_pressing(ticket, regulation, midnight), key=lambda reading: reading.due or now, default=None)
    if pressing is not None and pressing.due is not None:
        (count.late if pressing.due < now else count.today).append(
            {
                "number": ticket.number,
                "subject": ticket.subject,
                "clock": pressing.clock,
                "due": instant(pressing.due, regulation),
                "assignee": ticket.assignee_name,
            }
        )


def _pressing(ticket: Ticket, regulation: Regulation, midnight: datetime) -> Iterator[Reading]:
    """The desk's own terms that run out before midnight or have run out."""
    for reading in readings(ticket.milestones, regulation):
        if reading.clock in COUNTED and reading.run.stopped is None and reading.due and reading.due <= midnight:
            yield reading


def _first(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(lines, key=lambda line: datetime.fromisoformat(line["due"]))[:NAMED]


def _hours(regulation: Regulation, day: date) -> tuple[tuple[int, int], ...]:
    return tuple(regulation.working_time.day(day).intervals)


def _opening(regulation: Regulation, day: date) -> datetime | None:
    hours = _hours(regulation, day)
    if not hours:
        return None
    begins = timedelta(seconds=hours[0][0]) or MORNING
    return datetime.combine(day, time(), ZoneInfo(regulation.calendar.zone)) + begins


def _before(regulation: Regulation, day: date) -> datetime:
    """When the working day before began: what is newer than that is new."""
    for back in range(1, 60):
        begun = _opening(regulation, day - timedelta(days=back))
        if begun is not None:
            return begun
    return datetime.combine(day - timedelta(days=60), time(), ZoneInfo(regulation.calendar.zone))
