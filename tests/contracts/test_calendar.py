"""New calendar data and missing calendars: every process looks after them, and each thing happens once."""

from __future__ import annotations

import asyncio

import pytest

from core.deadlines.decree import undecreed
from core.desk import Desk
from core.notifications import calendar
from core.regulation.parse import load
from core.tickets.timers import retime_next
from storage.tables.tickets import timers
from storage.work import Database, Transaction
from tests.office import Office, moscow, office_on

YEAR = next(year for year in range(2027, 2100) if undecreed(load("saveit").regulation, year))


async def retimed(desk: Desk[Transaction], most: int) -> int:
    """Recompute everything in batches; returns how many batches that took."""
    last, batches = 0, 0
    while True:
        async with desk.work() as work:
            found = await retime_next(work, last, most)
        if found is None:
            return batches
        last, batches = found, batches + 1


async def dues(office: Office) -> dict[tuple[int, str], object]:
    async with office.database.read() as store:
        rows = (await store.connection.execute(timers.select())).mappings()
        return {(row["ticket_id"], row["key"]): (row["due"], row["rung_at"]) for row in rows}


async def test_timers_of_older_calendar_data_are_put_right_in_batches(database_url: str) -> None:
    async with office_on(database_url, at="2026-03-05 15:00") as office:
        for number in range(5):
            await office.registers(office.anna, f"Вопрос {number}", priority="P1")
        right = await dues(office)
        async with office.database.begin() as store:
            await store.connection.execute(timers.update().values(due=moscow("2026-12-31 18:00")))
        assert await dues(office) != right
        assert await retimed(office.desk, most=2) == 3
        assert await dues(office) == right


async def test_what_rang_stays_rung_and_a_right_timer_is_not_written(database_url: str) -> None:
    async with office_on(database_url, at="2026-03-05 15:00") as office:
        await office.registers(office.anna, priority="P1")
        await office.at("2026-03-06 12:00")
        before = await dues(office)
        await retimed(office.desk, most=10)
        assert await dues(office) == before


async def test_a_missing_calendar_is_told_once_however_many_processes_look(database_url: str) -> None:
    async with office_on(database_url, at=f"{YEAR - 1}-10-14 23:00") as office:

        async def looks(desk: Desk[Transaction]) -> None:
            async with desk.work() as work:
                await calendar.warn(work, work.now)

        others = [
            Desk(Database(office.database.url.render_as_string(hide_password=False)), office.clock, load("saveit"))
            for _ in range(3)
        ]
        await looks(office.desk)
        assert [p.notice.kind for p in await office.waiting()] == []
        office.clock.jump(moscow(f"{YEAR - 1}-10-15 00:00"))
        await asyncio.gather(*(looks(desk) for desk in (office.desk, *others)))
        await looks(office.desk)
        told = [(p.notice.kind, p.notice.facts) for p in await office.waiting()]
        assert told == [("calendar_missing", {"year": YEAR})]
        for desk in others:
            assert isinstance(desk.storage, Database)
            await desk.storage.close()


@pytest.mark.clause("MGF-1")
async def test_a_desk_that_counts_by_the_clock_alone_is_told_nothing(database_url: str) -> None:
    async with office_on(database_url, at=f"{YEAR - 1}-12-01 10:00", edition=load("megafon")) as office:
        async with office.desk.work() as work:
            await calendar.warn(work, work.now)
        assert await office.waiting() == []
