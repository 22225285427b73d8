"""Public notices as they are stored: open ones, linked tickets, who was told."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from core.bulletins import close, publish
from core.bulletins.bulletin import Bulletin
from core.errors import IllegalMove
from core.tickets.ticket import Ticket
from storage.tables.people import addresses
from tests.office import office_on


@pytest.mark.clause("NET-11")
async def test_a_notice_is_open_until_it_is_closed(database_url: str) -> None:
    async with office_on(database_url) as office:
        at = office.clock.now()
        async with office.database.begin() as store:
            first = await store.bulletins.add(Bulletin(0, "Авария", at, "Вера"))
            second = await store.bulletins.add(Bulletin(0, "Работы", at, "Глеб", at + timedelta(days=1)))
        async with office.database.begin() as store:
            assert await store.bulletins.get(second.id) == second
            assert await store.bulletins.get(second.id + 1) is None
            assert await store.bulletins.open() == [first, second]
            first.closed_at = at
            await store.bulletins.save(first)
        async with office.database.read() as store:
            assert await store.bulletins.open() == [second]
            assert await store.bulletins.get(first.id) == first


@pytest.mark.clause("NET-11")
async def test_a_person_is_told_once_and_a_ticket_linked_once(database_url: str) -> None:
    async with office_on(database_url) as office:
        ticket = await office.registers(office.anna)
        anna = office.anna.person_id or 0
        async with office.database.begin() as store:
            notice = await store.bulletins.add(Bulletin(0, "Авария", office.clock.now(), "Вера"))
            other = await store.bulletins.add(Bulletin(0, "Работы", office.clock.now(), "Вера"))
            await store.bulletins.heard(notice.id, anna)
            await store.bulletins.heard(notice.id, anna)
            assert await store.bulletins.link(notice.id, ticket.id)
            assert not await store.bulletins.link(notice.id, ticket.id)
        async with office.database.read() as store:
            assert await store.bulletins.readers(notice.id) == [anna]
            assert await store.bulletins.tickets(notice.id) == [ticket.id]
            assert await store.bulletins.tickets(other.id) == []
            assert await store.bulletins.unheard(anna) == [other]
        async with office.database.begin() as store:
            await store.connection.execute(addresses.delete().where(addresses.c.person_id == anna))
            assert await store.bulletins.readers(notice.id) == []  # nobody is told who was erased


@pytest.mark.clause("NET-11")
async def test_whoever_writes_is_known_as_not_told_with_the_same_look(database_url: str) -> None:
    async with office_on(database_url) as office:
        anna = office.anna.person_id or 0

        async def unheard(number: str, later: timedelta = timedelta()) -> bool:
            async with office.database.read() as store:
                standing = await store.people.standing("telegram", number, office.clock.now() + later)
            assert standing is not None
            return standing.unheard

        assert not await unheard("101")
        async with office.database.begin() as store:
            at = office.clock.now()
            notice = await store.bulletins.add(Bulletin(0, "Авария", at, "Вера", at + timedelta(hours=1)))
        assert await unheard("101")
        async with office.database.begin() as store:
            await store.bulletins.heard(notice.id, anna)
        assert (await unheard("101"), await unheard("102")) == (False, True)
        assert not await unheard("102", timedelta(hours=1))  # it is over, though nobody closed it
        async with office.database.begin() as store:
            notice.closed_at = office.clock.now()
            await store.bulletins.save(notice)
        assert not await unheard("102")


@pytest.mark.clause("NET-11")
async def test_linking_and_closing_at_the_same_time_wait_for_each_other(database_url: str) -> None:
    """Whichever comes first, no request is linked to a closed notice and none is left unresolved by it."""
    async with office_on(database_url) as office:
        tickets = [await office.registers(office.anna, f"Нет связи {number}") for number in range(6)]
        async with office.desk.work() as deed:
            notice = await publish.publish(deed, office.vera, "Авария", deed.now)
            await publish.link(deed, office.vera, notice.id, tickets[0].id, deed.now)

        async def links(ticket: Ticket) -> bool:
            try:
                async with office.desk.work() as deed:
                    await publish.link(deed, office.gleb, notice.id, ticket.id, deed.now)
            except IllegalMove:
                return False
            return True

        async def closes() -> close.Closing:
            async with office.desk.work() as deed:
                return await close.close(deed, office.vera, notice.id, "Починили", deed.now, together=True)

        first = asyncio.create_task(links(tickets[1]))
        closing = asyncio.create_task(closes())
        others = [asyncio.create_task(links(ticket)) for ticket in tickets[2:]]
        done, answers = await closing, [await first, *[await other for other in others]]
        linked = [tickets[0], *(ticket for ticket, yes in zip(tickets[1:], answers, strict=True) if yes)]
        assert sorted(done.resolved) == sorted(ticket.number for ticket in linked)
        states = {(await office.now(ticket)).state for ticket in linked}
        assert states == {"completed"}
