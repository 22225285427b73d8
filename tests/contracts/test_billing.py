"""Work, estimates, acts and invoices: kept exactly, numbered without holes, decided once."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy.exc import IntegrityError

from core.billing.act import Act, ActKind, ActState, Item
from core.billing.estimate import Estimate
from core.billing.invoice import Invoice
from core.billing.worklog import WorkEntry
from core.desk import Desk
from core.errors import Outdated
from core.people.authority import Actor
from core.regulation.model import Rank
from core.regulation.parse import load
from core.tickets import estimates, invoices
from core.tickets.ticket import Ticket
from storage.work import Database, Transaction
from tests.office import Office, moscow, office_on, power_cut

AT = moscow("2026-03-02 10:00")


def invoice(ticket: Ticket, number: str = "С-1") -> Invoice:
    return Invoice(0, number, ticket.id, ticket.person_id, AT, 105, 200_000, "urgent", "high", Decimal("1.3"), 455_000)


async def authorised(office: Office, who: Actor) -> Actor:
    """The person may register under a regulation that asks for it."""
    async with office.desk.work() as deed:
        person = await deed.people.get(who.person_id or 0)
        person.rank = Rank.AUTHORISED
        await deed.people.save(person)
    return who


@pytest.mark.clause("PLR-7", "PLR-15", "SIN-11")
async def test_papers_come_back_as_they_were_put_in(database_url: str) -> None:
    async with office_on(database_url) as office:
        ticket = await office.registers(office.anna)
        estimate = Estimate(0, ticket.id, AT, 150, 200_000, "urgent", Decimal("1.7"), 850_000, "правка")
        items = (Item("Исправить шапку", moscow("2026-03-05 18:00")), Item("Готово"))
        act = Act(0, "А-1", ticket.id, ActKind.REWORK, AT, items)
        bill = invoice(ticket)
        async with office.desk.work() as deed:
            await deed.billing.add_estimate(estimate)
            await deed.billing.add_act(act)
            await deed.billing.add_invoice(bill)
        async with office.database.read() as store:
            assert await store.billing.estimates(ticket.id) == [estimate]
            assert await store.billing.act(act.id) == act
            assert await store.billing.invoices(ticket.person_id) == [bill]
        estimate.agreed, estimate.decided_at = True, AT
        act.state, act.reason, act.decided_at = ActState.DECLINED, "нет", AT
        bill.paid_at = AT
        async with office.desk.work() as deed:
            await deed.billing.save_estimate(estimate)
            await deed.billing.save_act(act)
            await deed.billing.save_invoice(bill)
        async with office.database.read() as store:
            assert await store.billing.estimate(estimate.id) == estimate
            assert await store.billing.acts(ticket.id) == [act]
            assert await store.billing.invoice_of(ticket.id) == bill
            assert await store.billing.estimate(77) is None
            assert await store.billing.act(77) is None
            assert await store.billing.invoice_of(77) is None


@pytest.mark.clause("PLR-12")
async def test_work_is_found_by_ticket_and_by_customer_since_an_instant(database_url: str) -> None:
    async with office_on(database_url) as office:
        mine = await office.registers(office.anna)
        other = await office.registers(office.anna, "Не печатает принтер")
        foreign = await office.registers(office.boris)
        logged = [
            WorkEntry(0, ticket.id, ticket.person_id, AT + timedelta(hours=n), 20, 30, "Вера", "звонок")
            for n, ticket in enumerate((mine, other, foreign, mine))
        ]
        async with office.desk.work() as deed:
            stored = [await deed.billing.add_work(entry) for entry in logged]
        async with office.database.read() as store:
            assert await store.billing.work_on(mine.id) == [stored[0], stored[3]]
            since = AT + timedelta(hours=1)
            assert await store.billing.work_for(mine.person_id, AT) == [stored[1], stored[3]]
            assert await store.billing.work_for(mine.person_id, since) == [stored[3]]


@pytest.mark.clause("PLR-15")
async def test_a_ticket_has_one_invoice_and_a_number_is_given_once(database_url: str) -> None:
    async with office_on(database_url) as office:
        ticket = await office.registers(office.anna)
        other = await office.registers(office.anna, "Не печатает принтер")
        async with office.desk.work() as deed:
            await deed.billing.add_invoice(invoice(ticket))
        for again in (invoice(ticket, "С-2"), invoice(other, "С-1")):
            with pytest.raises(IntegrityError):
                async with office.desk.work() as deed:
                    await deed.billing.add_invoice(again)


@pytest.mark.clause("PLR-4", "PLR-15")
async def test_two_presses_at_once_agree_once_and_a_failed_invoice_leaves_no_hole(database_url: str) -> None:
    async with office_on(database_url, edition=load("plarson")) as office:
        anna = await authorised(office, office.anna)
        tickets = [await office.registers(anna, f"Работа {n}", priority="normal") for n in range(2)]
        for ticket in tickets:
            async with office.at_work(ticket) as (deed, found):
                offered = await estimates.offer(deed, office.vera, found, 60, "", deed.now)
            elsewhere = Database(office.database.url.render_as_string(hide_password=False))
            another: Desk[Transaction] = Desk(elsewhere, office.clock, load("plarson"))

            async def press(desk: Desk[Transaction], estimate_id: int = offered.id) -> None:
                async with desk.work() as deed:
                    await estimates.decide(deed, anna, estimate_id, deed.now, agreed=True)

            results = await asyncio.gather(press(office.desk), press(another), return_exceptions=True)
            assert [type(result) for result in results if result is not None] == [Outdated]
            await elsewhere.close()

        with power_cut() as cut:
            async with office.at_work(tickets[0]) as (deed, found):
                await invoices.accept(deed, office.vera, found, "по телефону", deed.now)
                cut()
        for ticket in tickets:
            async with office.at_work(ticket) as (deed, found):
                await invoices.accept(deed, office.vera, found, "по телефону", deed.now)
        async with office.database.read() as store:
            issued = await store.billing.invoices(anna.person_id or 0)
        assert [paper.number for paper in issued] == ["С-2026-0001", "С-2026-0002"]
