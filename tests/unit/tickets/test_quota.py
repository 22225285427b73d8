"""The quota of work holds the terms that depend on it (PLR-12)."""

from __future__ import annotations

import pytest

from core.deadlines.milestones import Fact
from tests.office import moscow
from tests.unit.tickets.bookkeeping import desk_of, logs, resolves, told


@pytest.mark.clause("PLR-12")
async def test_the_quota_holds_only_terms_that_depend_on_it_and_is_told_once(sqlite_url: str) -> None:
    async with desk_of(sqlite_url) as office:
        support, other = [await office.registers(office.anna, f"Беда {n}", priority="normal") for n in range(2)]
        urgent = await office.registers(office.anna, "Пожар", priority="urgent")
        foreign = await office.registers(office.boris, priority="normal")
        done = await office.registers(office.anna, "Мелочь", priority="normal")
        await resolves(office, done)
        await logs(office, support, 481)
        await logs(office, urgent, 1)
        held = [
            ticket.id
            for ticket in (support, other, urgent, foreign, done)
            if any(m.fact is Fact.QUOTA for m in (await office.now(ticket)).milestones)
        ]
        assert held == [support.id, other.id]
        assert len(list(await told(office, "quota_exceeded"))) == 2
        # A ticket registered meanwhile waits as well, and is told why.
        late = await office.registers(office.anna, "Ещё беда", priority="normal")
        assert [m.fact for m in (await office.now(late)).milestones][-1] is Fact.QUOTA
        assert [facts["number"] for facts in await told(office, "quota_exceeded")][2:] == [late.number]
        # More work that leaves the window later moves the term once more.
        await office.at("2026-03-02 15:00")
        await logs(office, other, 481)
        until = [m.instant for m in (await office.now(support)).milestones if m.fact is Fact.QUOTA]
        assert until == [moscow("2026-03-05 10:00"), moscow("2026-03-05 15:00")]
