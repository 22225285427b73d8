"""The morning's digest: once a working day over restarts and processes, to managers who opened the bot."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

import pytest

from core.desk import Desk
from core.notifications import delivery, morning
from core.regulation.parse import load
from core.settings import DIGEST, OFF
from core.tickets import lifecycle, work
from core.tickets.ticket import Ticket
from storage.work import Database, Transaction
from tests.office import Office, moscow, office_on

SAVEIT, NETPOINT, MEGAFON = (load(name).regulation for name in ("saveit", "netpoint", "megafon"))


@pytest.mark.parametrize(
    ("regulation", "at", "day"),
    [
        (SAVEIT, "2026-03-05 08:59", None),
        (SAVEIT, "2026-03-05 09:00", date(2026, 3, 5)),
        (SAVEIT, "2026-03-05 17:59", date(2026, 3, 5)),  # the desk was down in the morning
        (SAVEIT, "2026-03-05 18:00", None),
        (SAVEIT, "2026-03-09 12:00", None),  # a day off
        (NETPOINT, "2026-03-09 08:00", date(2026, 3, 9)),
        (MEGAFON, "2026-03-05 00:01", None),  # a desk that never closes is not woken at midnight
        (MEGAFON, "2026-03-05 09:00", date(2026, 3, 5)),
    ],
)
def test_it_is_due_from_the_opening_of_a_working_day_to_its_end(regulation: Any, at: str, day: date | None) -> None:
    assert morning.due(regulation, moscow(at)) == day


async def registers(office: Office, priority: str = "P3", **more: Any) -> Ticket:
    ticket = await office.registers(more.get("who", office.anna), priority=priority)
    async with office.at_work(ticket) as (deed, found):
        await lifecycle.confirmed(deed, found, deed.now)
    await office.sent()
    return ticket


async def sends(desk: Desk[Transaction]) -> None:
    day = morning.due(desk.regulation, desk.clock.now())
    assert day is not None
    async with desk.work() as deed:
        await morning.send(deed, day, deed.now)


async def digests(office: Office) -> list[tuple[str, dict[str, Any]]]:
    return [(p.address, p.notice.facts) for p in await office.waiting() if p.notice.kind == "digest"]


async def test_what_it_counts(database_url: str) -> None:
    async with office_on(database_url, at="2026-03-04 17:00") as office:
        late = await registers(office, "P1")  # four working hours: until the 5th, 12:00
        today = await registers(office, "P2", who=office.boris)
        asked, done = await registers(office), await registers(office)
        async with office.at_work(asked) as (deed, found):
            await work.ask(deed, office.vera, found, office.words(office.vera, "Какой отчёт?"), deed.now)
        async with office.at_work(done) as (deed, found):
            reason = SAVEIT.reasons_for("refuse")[0]
            await work.refuse(deed, office.vera, found, reason, "", deed.now)
        await office.at("2026-03-05 13:30")
        await office.sent()
        await sends(office.desk)
        ((address, facts),) = await digests(office)
        assert address == "staff"
        counts = {name: facts[name] for name in ("new", "closed", "open", "waiting", "late_total", "today_total")}
        assert counts == {"new": 4, "closed": 1, "open": 3, "waiting": 1, "late_total": 1, "today_total": 1}
        assert [line["number"] for line in facts["late"]] == [late.number]
        assert [(line["number"], line["clock"]) for line in facts["today"]] == [(today.number, "resolution")]
        # The next day nothing of this is new any more.
        await office.at("2026-03-06 09:00")
        await office.sent()
        await sends(office.desk)
        ((_, facts),) = await digests(office)
        assert (facts["new"], facts["late_total"]) == (0, 2)


async def test_once_a_day_over_restarts_and_processes(database_url: str) -> None:
    async with office_on(database_url, at="2026-03-05 09:00") as office:
        await registers(office)
        others = [Database(database_url) for _ in range(3)]
        desks = [Desk(database, office.clock, office.desk.in_force) for database in others]
        await asyncio.gather(*(sends(desk) for desk in (office.desk, *desks, office.desk)))
        for database in others:
            await database.close()
        assert len(await digests(office)) == 1


async def test_who_opened_the_bot_gets_it_in_private(database_url: str) -> None:
    async with office_on(database_url, at="2026-03-05 09:00") as office:
        await registers(office)
        async with office.desk.work() as deed:
            await delivery.reachable_again(deed, "telegram", "202", office.gleb.person_id or 0, 0.0)
        await sends(office.desk)
        assert [address for address, _ in await digests(office)] == ["202"]
        # Gleb has blocked the bot meanwhile: then the group has it, and it is not sent again when he comes back.
        (parcel,) = [p for p in await office.waiting() if p.notice.kind == "digest"]
        async with office.desk.work() as deed:
            await deed.outbox.mark_dead([parcel], "blocked", 0.0)
            await delivery.undeliverable(deed, parcel, "blocked", address_dead=True)
        assert [address for address, _ in await digests(office)] == ["staff"]
        async with office.desk.work() as deed:
            await delivery.reachable_again(deed, "telegram", "202", office.gleb.person_id or 0, 0.0)
        assert [address for address, _ in await digests(office)] == ["staff"]


async def test_nobody_is_told_of_nothing_or_against_the_managers_will(database_url: str) -> None:
    async with office_on(database_url, at="2026-03-05 09:00") as office:
        await sends(office.desk)
        assert await digests(office) == []
        await registers(office)
        async with office.desk.work() as deed:
            await deed.settings.set(DIGEST.name, OFF)
        office.clock.jump(moscow("2026-03-06 09:00"))
        await sends(office.desk)
        assert await digests(office) == []
