"""The desk without Telegram: the rules on a real database, with the cast of the stories and a clock that stands still.

async with office_on(database_url) as office:
    ticket = await office.registers(office.anna, "Не открывается отчёт", priority="P1")
    await office.vera_answers(ticket, "Смотрим")
"""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from core.clock import SettableClock
from core.conversations import write
from core.conversations.message import Author, Message, Origin
from core.desk import Desk, Work
from core.journal.chain import Entry
from core.notifications.notice import Parcel
from core.people.authority import Actor
from core.people.person import Person
from core.regulation.model import Role
from core.regulation.parse import Edition, load
from core.tickets import promotion, work
from core.tickets.ticket import Ticket
from core.tickets.timers import ring_next
from storage import schema
from storage.tables.notifications import outbox
from storage.work import Database, Transaction

MOSCOW = ZoneInfo("Europe/Moscow")
FIELDS = {
    "organisation": "ООО «Ромашка»",
    "full_name": "Иванова Анна Петровна",
    "position": "главный бухгалтер",
    "phone": "+74732022487",
    "email": "anna@romashka.ru",
}
CAST = (
    ("Анна", "101", Role.CUSTOMER),
    ("Борис", "102", Role.CUSTOMER),
    ("Вера", "201", Role.ENGINEER),
    ("Глеб", "202", Role.MANAGER),
)
EVERYTHING = 1000


def moscow(text: str) -> datetime:
    """``2026-03-05 17:30`` as Moscow reads it."""
    return datetime.fromisoformat(text).replace(tzinfo=MOSCOW)


@dataclass(slots=True)
class Office:
    """A desk at work. Every deed is a transaction of its own, at the clock's instant unless told otherwise."""

    database: Database
    desk: Desk[Transaction]
    clock: SettableClock
    people: dict[str, Actor] = field(default_factory=dict)
    _numbers: itertools.count[int] = field(default_factory=itertools.count)

    @property
    def anna(self) -> Actor:
        return self.people["Анна"]

    @property
    def boris(self) -> Actor:
        return self.people["Борис"]

    @property
    def vera(self) -> Actor:
        return self.people["Вера"]

    @property
    def gleb(self) -> Actor:
        return self.people["Глеб"]

    async def joins(self, name: str, number: str = "", role: Role = Role.CUSTOMER) -> Actor:
        """Somebody comes along; staff are enlisted under their role."""
        async with self.desk.work() as deed:
            person = await deed.people.add(Person(0, name, "ru", deed.now), "telegram", number or name)
            if role is not Role.CUSTOMER:
                await deed.people.enlist(person.id, role)
        actor = self.people[name] = Actor(person.id, name, role, "telegram")
        return actor

    def words(self, who: Actor, text: str, *, to: Actor | None = None, **more: Any) -> Message:
        """A message of ``who``, not stored yet; one of the staff's is written to a customer."""
        customer = who if who.role is Role.CUSTOMER else to or self.anna
        assert customer.person_id is not None
        message = Message(
            id=0,
            person_id=customer.person_id,
            at=self.clock.now(),
            author=Author.STAFF if who.is_staff else Author.CUSTOMER,
            author_id=who.person_id,
            author_name=who.name,
            channel="telegram",
            text=text,
            origin=Origin("test", next(self._numbers)),
        )
        return replace(message, **more)

    async def says(self, who: Actor, text: str, **more: Any) -> Message:
        """A word of talk, stored."""
        message = self.words(who, text, **more)
        async with self.desk.work() as deed:
            (address,) = await deed.people.addresses(message.person_id)
            standing = await deed.people.standing(address.channel, address.external_id, deed.now)
            last = standing.last_wrote_at if standing else None
            return await write.write(deed, who, message, last, deed.now)

    async def drafts(self, who: Actor, *texts: str, priority: str = "P3", **given: str) -> int:
        """A request written down by a known customer, up to the last press; returns the draft's id."""
        for text in texts:
            await self.says(who, text)
        async with self.desk.work() as deed:
            draft = await promotion.begin(deed, who, deed.now)
            draft.fields, draft.priority, draft.asks = FIELDS | given, priority, ""
            await deed.drafts.save(draft)
        return draft.id

    async def registers(self, who: Actor, *texts: str, priority: str = "P3") -> Ticket:
        """An official ticket."""
        draft_id = await self.drafts(who, *(texts or ("Не открывается отчёт",)), priority=priority)
        async with self.desk.work() as deed:
            return await promotion.register(deed, who, draft_id, deed.now)

    async def answers(self, ticket: Ticket, text: str = "Смотрим") -> Message:
        """Vera answers in public."""
        async with self.desk.work() as deed:
            words = self.words(self.vera, text)
            await work.answer(deed, self.vera, await deed.tickets.get(ticket.id), words, deed.now)
            return words

    @asynccontextmanager
    async def at_work(self, ticket: Ticket) -> AsyncIterator[tuple[Work[Transaction], Ticket]]:
        """A deed on the ticket as it is now."""
        async with self.desk.work() as deed:
            yield deed, await deed.tickets.get(ticket.id)

    async def at(self, text: str) -> None:
        """It is later now, and everything due has rung."""
        self.clock.jump(moscow(text))
        await self.ring()

    async def ring(self) -> int:
        """Ring what is due; returns how many timers that were."""
        for count in itertools.count():
            async with self.desk.work() as deed:
                if not await ring_next(deed, deed.now):
                    return count
        raise AssertionError

    async def now(self, ticket: Ticket) -> Ticket:
        """The ticket as it stands in the database."""
        async with self.database.read() as store:
            return await store.tickets.peek(ticket.id)

    async def journal(self, ticket: Ticket) -> list[Entry]:
        async with self.database.read() as store:
            return await store.journal.entries(ticket.id)

    async def waiting(self) -> list[Parcel]:
        """Everything that waits in the outbox, in the order in which it was put there."""
        async with self.database.read() as store:
            ids = (await store.connection.execute(sa.select(outbox.c.id).order_by(outbox.c.id))).scalars().all()
            heads = await store.outbox.heads("telegram", 2e9, EVERYTHING)
            found = {head.id: head for head in heads}
            for head in heads:
                found |= {parcel.id: parcel for parcel in await store.outbox.behind(head, EVERYTHING)}
        return [found[parcel_id] for parcel_id in ids if parcel_id in found]

    async def sent(self) -> None:
        """What waits has been sent; only what comes after it is of interest."""
        async with self.database.begin() as store:
            await store.connection.execute(outbox.update().values(state="sent", ended_at=0.0))


class PowerCut(Exception):
    """What ends a transaction in the middle."""


@contextmanager
def power_cut() -> Iterator[Callable[[], NoReturn]]:
    """``with power_cut() as cut: …; cut()``: whatever was begun inside is not finished."""

    def cut() -> NoReturn:
        raise PowerCut

    try:
        yield cut
    except PowerCut:
        return
    raise AssertionError("the power was never cut")


@asynccontextmanager
async def office_on(url: str, *, at: str = "2026-03-02 10:00", edition: Edition | None = None) -> AsyncIterator[Office]:
    """A desk on an empty database. Anna and Boris are customers, Vera is an engineer, Gleb a manager."""
    database = await opened(url)
    try:
        clock = SettableClock(moscow(at), 0)
        desk: Desk[Transaction] = Desk(database, clock, edition or load("saveit"))
        await desk.open()
        office = Office(database, desk, clock)
        for name, number, role in CAST:
            await office.joins(name, number, role)
        yield office
    finally:
        await database.close()


async def opened(url: str) -> Database:
    """The database at this address with its tables; a file is a copy of one that was made once."""
    database = Database(url)
    if database.embedded:
        blank = await _blank()
        shutil.copyfile(blank, str(database.url.database))
    else:
        await schema.migrate(database)
    return database


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="reglament-"))


async def _blank() -> Path:
    file = _folder() / "blank.db"
    if not file.exists():
        database = Database(f"sqlite+aiosqlite:///{file}")
        await schema.migrate(database)
        await database.close()
    return file
