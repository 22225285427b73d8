"""The price of work: named by staff, decided once by its own customer, and waited for (PLR-4)."""

from __future__ import annotations

import pytest

from core.errors import Missing, NotFound, Outdated
from core.regulation.parse import load
from tests.unit.tickets.bookkeeping import decides, desk_of, offers, resolves, starts


@pytest.mark.clause("PLR-4", "PLR-6")
async def test_work_waits_for_the_agreement_to_the_last_estimate(sqlite_url: str) -> None:
    async with desk_of(sqlite_url) as office:
        ticket = await office.registers(office.anna, priority="normal")
        first = await offers(office, ticket)
        await decides(office, office.anna, first)
        second = await offers(office, ticket, 120)
        await decides(office, office.anna, second, agreed=False)
        before = await office.now(ticket)
        for attempt, deed_of in (("work", starts), ("resolve", resolves)):
            with pytest.raises(Missing) as refused:
                await deed_of(office, ticket)
            assert refused.value.code == "needs_agreement"
            possible = refused.value.facts["possible"]
            assert isinstance(possible, tuple)
            assert "estimate" in possible
            assert attempt not in possible
        assert await office.now(ticket) == before
        await decides(office, office.anna, await offers(office, ticket, 90))
        await starts(office, ticket)
        assert (await office.now(ticket)).state == "in_work"


@pytest.mark.clause("PLR-4")
async def test_an_estimate_is_decided_once_by_its_own_customer(sqlite_url: str) -> None:
    async with desk_of(sqlite_url) as office:
        ticket = await office.registers(office.anna, priority="normal")
        first = await offers(office, ticket)
        with pytest.raises(NotFound):
            await decides(office, office.boris, first)
        with pytest.raises(NotFound):
            await decides(office, office.anna, 77)
        second = await offers(office, ticket)
        with pytest.raises(Outdated):
            await decides(office, office.anna, first)
        await decides(office, office.anna, second)
        for agreed in (True, False):
            with pytest.raises(Outdated):
                await decides(office, office.anna, second, agreed=agreed)
        async with office.database.read() as store:
            assert [one.agreed for one in await store.billing.estimates(ticket.id)] == [None, True]


async def test_where_work_has_no_price_none_is_named(sqlite_url: str) -> None:
    async with desk_of(sqlite_url, load("saveit")) as office:
        ticket = await office.registers(office.anna)
        with pytest.raises(Missing, match="no_money"):
            await offers(office, ticket)
