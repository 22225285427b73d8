"""What accepted work costs, by which priority, and who confirms that it is paid (PLR-9, PLR-15)."""

from __future__ import annotations

import pytest

from core.errors import Missing, NotAllowed
from core.regulation.model import Role
from core.regulation.parse import load, parse
from core.tickets import invoices, work
from tests.office import moscow
from tests.unit.tickets.bookkeeping import (
    PLARSON,
    accepts,
    confirms,
    decides,
    desk_of,
    invoice_of,
    logs,
    offers,
    resolves,
    starts,
    told,
)


@pytest.mark.clause("PLR-15")
async def test_acceptance_needs_the_customers_word_on_this_very_solution(sqlite_url: str) -> None:
    async with desk_of(sqlite_url) as office:
        ticket = await office.registers(office.anna, priority="normal")
        for ground in ("", "…"):
            with pytest.raises(Missing, match="needs_approval"):
                await accepts(office, ticket, ground)
        await resolves(office, ticket)
        await confirms(office, ticket)
        assert (await office.now(ticket)).state == "new"
        # Solved anew: what was confirmed before is not this solution.
        await resolves(office, ticket)
        with pytest.raises(Missing, match="needs_approval"):
            await accepts(office, ticket)
        await confirms(office, ticket)
        await accepts(office, ticket)
        now = await office.now(ticket)
        assert (now.state, now.closed_at) == ("accepted", moscow("2026-03-02 10:00"))


@pytest.mark.clause("PLR-15", "PLR-6")
async def test_only_accounting_confirms_a_payment_and_only_with_an_invoice(sqlite_url: str) -> None:
    async with desk_of(sqlite_url) as office:
        dina = office.people["Дина"]
        free = await office.registers(office.anna, priority="normal")
        await accepts(office, free, "по телефону")
        with pytest.raises(Missing, match="needs_invoice"):
            async with office.at_work(free) as (deed, found):
                await invoices.pay(deed, dina, found, deed.now)
        paid = await office.registers(office.anna, "Ещё работа", priority="normal")
        await decides(office, office.anna, await offers(office, paid))
        await accepts(office, paid, "по телефону")
        for who in (office.vera, office.gleb, office.anna):
            with pytest.raises(NotAllowed) as refused:
                async with office.at_work(paid) as (deed, found):
                    await invoices.pay(deed, who, found, deed.now)
            assert refused.value.facts["by"] == (Role.ACCOUNTING,)
        accepted_at = (await office.now(paid)).closed_at
        await office.at("2026-03-04 12:00")
        async with office.at_work(paid) as (deed, found):
            await invoices.pay(deed, dina, found, deed.now)
        found_invoice = await invoice_of(office, paid)
        assert found_invoice is not None
        assert found_invoice.paid_at == moscow("2026-03-04 12:00")
        assert (await office.now(paid)).closed_at == accepted_at


@pytest.mark.clause("PLR-7", "PLR-9", "PLR-15")
@pytest.mark.parametrize(("pays", "kept", "total"), [("kept", "high", 4_550_00), ("ordered", "urgent", 5_950_00)])
async def test_the_invoice_is_by_the_priority_that_the_regulation_says(
    sqlite_url: str, pays: str, kept: str, total: int
) -> None:
    text = PLARSON.text.replace('pays = "kept"', f'pays = "{pays}"')
    async with desk_of(sqlite_url, parse(text)) as office:
        ticket = await office.registers(office.anna, priority="urgent")
        await office.at("2026-03-02 12:00")  # urgent was due at 11:00, high at 13:00
        await decides(office, office.anna, await offers(office, ticket, 120))
        await logs(office, ticket, 100)
        await logs(office, ticket, 5)
        await accepts(office, ticket, "по телефону")
        invoice = await invoice_of(office, ticket)
        assert invoice is not None
        assert (invoice.minutes, invoice.ordered, invoice.kept, invoice.total) == (105, "urgent", kept, total)
        (facts,) = await told(office, "invoice_issued")
        assert (facts["due"] is None) == (pays == "ordered")


@pytest.mark.clause("PLR-9")
async def test_a_priority_raised_after_the_agreement_costs_nothing_more(sqlite_url: str) -> None:
    async with desk_of(sqlite_url) as office:
        ticket = await office.registers(office.anna, priority="high")
        await decides(office, office.anna, await offers(office, ticket))
        async with office.at_work(ticket) as (deed, found):
            await work.prioritise(deed, office.vera, found, "immediate", "так быстрее", deed.now)
        await accepts(office, ticket, "по телефону")
        invoice = await invoice_of(office, ticket)
        assert invoice is not None
        assert (invoice.ordered, invoice.total) == ("high", 2_600_00)


@pytest.mark.clause("PLR-14", "PLR-15")
async def test_silence_charges_only_for_work_that_was_done(sqlite_url: str) -> None:
    async with desk_of(sqlite_url) as office:
        done, begun, idle = [await office.registers(office.anna, f"Работа {n}", priority="normal") for n in range(3)]
        for ticket in (done, begun, idle):
            await decides(office, office.anna, await offers(office, ticket, 90))
        await resolves(office, done)
        await logs(office, begun, 20)
        for ticket in (begun, idle):
            async with office.at_work(ticket) as (deed, found):
                await work.ask(deed, office.vera, found, office.words(office.vera, "Какой цвет?"), deed.now)
        await office.at("2026-03-12 10:00")
        assert [(await office.now(ticket)).state for ticket in (done, begun, idle)] == ["accepted"] * 3
        charged = [await invoice_of(office, ticket) for ticket in (done, begun, idle)]
        assert [paper and (paper.minutes, paper.at) for paper in charged] == [
            (90, moscow("2026-03-11 00:00")),  # dated when the week was over, not when it was noticed
            (20, moscow("2026-03-11 00:00")),
            None,
        ]


@pytest.mark.clause("PLR-8", "PLR-9")
async def test_to_begin_the_work_is_to_react(sqlite_url: str) -> None:
    async with desk_of(sqlite_url) as office:
        ticket = await office.registers(office.anna, priority="immediate")
        await office.at("2026-03-02 10:15")
        await starts(office, ticket)
        await office.at("2026-03-02 15:00")
        await decides(office, office.anna, await offers(office, ticket))
        await accepts(office, ticket, "по телефону")
        invoice = await invoice_of(office, ticket)
        assert invoice is not None
        assert invoice.kept == "immediate"


@pytest.mark.clause("SAV-14")
async def test_work_is_kept_as_spent_and_as_accounted(sqlite_url: str) -> None:
    async with desk_of(sqlite_url, load("saveit")) as office:
        ticket = await office.registers(office.anna)
        await logs(office, ticket, 5)
        await logs(office, ticket, 31)
        async with office.database.read() as store:
            entries = await store.billing.work_on(ticket.id)
        assert [(entry.minutes, entry.accounted, entry.engineer) for entry in entries] == [
            (5, 30, "Вера"),
            (31, 60, "Вера"),
        ]
