"""``reglament regulation preview`` and ``adopt``: what a new regulation means for open tickets, and making it so."""

from __future__ import annotations

import getpass
from collections.abc import Iterator

from app.maintenance import desks_database
from app.usage import edition
from bot.views.explain import term
from bot.views.tickets import clock_name
from bot.words import Words, plain
from core.clock import SystemClock
from core.deadlines.explain import term_facts
from core.deadlines.milestones import Fact
from core.deadlines.shift import Ground, Shift, lacking, shifts
from core.desk import Desk
from core.people.authority import Actor
from core.regulation import parse
from core.regulation.model import Regulation, Role, Target
from core.tickets import adoption
from core.tickets.facts import instant
from core.tickets.ticket import Ticket
from storage.work import Transaction

_LACKING = {
    Fact.STATE: "состояния",
    Fact.PRIORITY: "приоритета",
    Fact.PLAN: "тарифа",
    Fact.CATEGORY: "категории",
}


async def preview(old_name: str, new_name: str) -> int:
    """Print every open ticket under a regulation of the old one's name whose terms would move."""
    old, new = edition(old_name), edition(new_name)
    looked_at, found = 0, []
    async with desks_database() as database, database.read() as store:
        known: dict[str, Regulation] = {}
        for ticket in await store.tickets.open():
            own = await _own(store, ticket, known)
            if own.name == old.regulation.name:
                looked_at += 1
                found += list(_ticket(ticket, own, new.regulation))
    for line in found:
        print(line)
    moving = sum(1 for line in found if not line.startswith(" "))
    tail = f"{new.id}: " + (f"сдвинется обращений: {moving}" if moving else "ничего не сдвинется")
    print(f"{tail}; открытых по регламенту {old.regulation.name}: {looked_at}")
    return 0


async def adopt(name: str) -> int:
    """Have every open ticket under a regulation of this name follow this edition of it; each is journalled."""
    new = edition(name)
    adopted, left = 0, 0
    actor = Actor(None, getpass.getuser(), Role.MANAGER, "shell")
    async with desks_database() as database:
        desk: Desk[Transaction] = Desk(database, SystemClock(), new)
        await desk.open()
        async with database.read() as store:
            open_ = [ticket.id for ticket in await store.tickets.open()]
        for ticket_id in open_:
            async with desk.work() as work:
                ticket = await work.tickets.get(ticket_id)
                own = await work.regulation_of(ticket)
                if own.name != new.regulation.name or ticket.edition == new.id or own.state(ticket.state).final:
                    continue
                moved = await adoption.adopt(work, actor, ticket, work.now)
                for line in _ticket(ticket, own, new.regulation):
                    print(line)
                adopted, left = adopted + (moved is not None), left + (moved is None)
    print(f"{new.id}: переведено обращений: {adopted}" + (f"; осталось по прежнему регламенту: {left}" if left else ""))
    return 1 if left else 0


async def _own(store: Transaction, ticket: Ticket, known: dict[str, Regulation]) -> Regulation:
    """The regulation that the ticket is registered under: terms move from what they are, not from what a file says."""
    if ticket.edition not in known:
        text = await store.editions.text(ticket.edition)
        known[ticket.edition] = parse.parse(text or "", ticket.edition).regulation
    return known[ticket.edition]


def _ticket(ticket: Ticket, own: Regulation, new: Regulation) -> Iterator[str]:
    title = f"№ {ticket.number} ({own.state(ticket.state).title_for_staff}, {ticket.priority})"
    lacks = lacking(ticket.milestones, new)
    if lacks:
        yield f"{title}: перевести нельзя"
        for fact, value in lacks:
            yield f"    в новом регламенте нет {_LACKING[fact]} «{_title(own, fact, value)}»"
        return
    moving = list(shifts(ticket.milestones, own, new))
    if moving:
        yield title
    for shift in moving:
        yield from _shift(shift, own, new)


def _title(own: Regulation, fact: Fact, value: str) -> str:
    return own.state(value).title_for_staff if fact is Fact.STATE else value


def _shift(shift: Shift, own: Regulation, new: Regulation) -> Iterator[str]:
    words, other = Words("ru", own), Words("ru", new)
    before = words.moment(instant(shift.before, own)) if shift.before else "—"
    after = other.moment(instant(shift.after, new)) if shift.after else "—"
    yield f"  {plain(clock_name(words, shift.clock))}: {before} → {after}"
    for ground in shift.grounds:
        match ground:
            case Ground.NEW:
                yield f"    такого срока не было; теперь {_term(shift.new, other)}"
            case Ground.GONE:
                yield f"    такого срока больше нет; был {_term(shift.old, words)}"
            case Ground.TERM:
                yield f"    другой срок: {_term(shift.old, words)} → {_term(shift.new, other)}"
            case Ground.CALENDAR:
                yield f"    другой календарь: пункт {own.calendar.clause} → пункт {new.calendar.clause}"
            case Ground.COURSE:
                yield "    часы начинаются или останавливаются в других состояниях"


def _term(target: Target | None, words: Words) -> str:
    if target is None or not target.term.amount:
        return "срок по согласию сторон"
    return f"{plain(term(words, **term_facts(target.term)))} (пункт {target.clause})"
