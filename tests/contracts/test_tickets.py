"""Tickets, numbers, drafts, timers, journal: what several processes do to them at the same instant."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from core.desk import Desk
from core.errors import Missing, NotFound, Outdated
from core.journal.chain import broken
from core.people.authority import Actor
from core.regulation.parse import load, parse
from core.tickets import dialogue, links, promotion, work
from core.tickets.draft import Draft
from core.tickets.ticket import Ticket
from core.tickets.timers import ring_next
from storage.tables.tickets import timers
from storage.work import Database, Transaction
from tests.office import Office, moscow, office_on, power_cut

MANY = 20


def another_process(office: Office) -> Desk[Transaction]:
    """The same desk run by a process of its own, with connections of its own."""
    return Desk(Database(office.database.url.render_as_string(hide_password=False)), office.clock, load("saveit"))


@pytest.mark.clause("SAV-3")
async def test_many_registrations_at_once_get_numbers_without_holes(database_url: str) -> None:
    async with office_on(database_url) as office:
        customers = [await office.joins(f"customer{n}") for n in range(MANY)]
        drafts = [await office.drafts(customer, "Не открывается отчёт") for customer in customers]

        async def register(customer: Actor, draft_id: int) -> str:
            async with office.desk.work() as deed:
                return (await promotion.register(deed, customer, draft_id, deed.now)).number

        numbers = await asyncio.gather(*(register(*one) for one in zip(customers, drafts, strict=True)))
    assert sorted(numbers) == [f"2026-{n:04}" for n in range(1, MANY + 1)]


async def test_a_registration_that_fails_leaves_no_hole_and_nothing_else(database_url: str) -> None:
    async with office_on(database_url) as office:
        draft_id = await office.drafts(office.anna, "Не открывается отчёт")
        with power_cut() as cut:
            async with office.desk.work() as deed:
                assert (await promotion.register(deed, office.anna, draft_id, deed.now)).number == "2026-0001"
                await deed.settle()
                cut()
        async with office.database.read() as store:
            assert await store.tickets.by_number("2026-0001") is None
            assert await store.timers.earliest() is None
            assert len(await store.messages.loose(office.anna.person_id or 0)) == 1
        assert not [p for p in await office.waiting() if p.notice.kind == "registered"]
        async with office.desk.work() as deed:
            assert (await promotion.register(deed, office.anna, draft_id, deed.now)).number == "2026-0001"


@pytest.mark.clause("SAV-3")
async def test_one_draft_pressed_from_many_devices_is_one_ticket(database_url: str) -> None:
    async with office_on(database_url) as office:
        draft_id = await office.drafts(office.anna, "Не открывается отчёт")

        async def press() -> str:
            try:
                async with office.desk.work() as deed:
                    return (await promotion.register(deed, office.anna, draft_id, deed.now)).number
            except Outdated as refusal:
                return f"{refusal.code} {refusal.facts['number']}"

        pressed = await asyncio.gather(*(press() for _ in range(8)))
        assert sorted(pressed) == ["2026-0001"] + ["already_registered 2026-0001"] * 7
        async with office.database.read() as store:
            assert len(await store.tickets.open()) == 1


async def test_a_person_has_one_open_draft(database_url: str) -> None:
    async with office_on(database_url) as office:
        await office.drafts(office.anna, "Не открывается отчёт")
        with pytest.raises(IntegrityError):
            async with office.desk.work() as deed:
                await deed.drafts.add(Draft(0, office.anna.person_id or 0, deed.now, "P3"))
        await office.drafts(office.boris, "А у меня другое")


async def test_a_draft_comes_back_as_it_was_and_only_to_its_owner(database_url: str) -> None:
    async with office_on(database_url) as office:
        draft_id = await office.drafts(office.anna, "Первое", "Второе", priority="P2")
        async with office.desk.work() as deed:
            found = await deed.drafts.get(draft_id, office.anna.person_id or 0)
            assert found is not None
            assert (found.priority, len(found.chosen), found.chosen, found.asks) == ("P2", 2, found.offered, "")
            assert found.created_at == office.clock.now()
            assert await deed.drafts.get(draft_id, office.boris.person_id or 0) is None


async def test_a_ticket_comes_back_as_it_was(database_url: str) -> None:
    async with office_on(database_url) as office:
        ticket = await office.registers(office.anna, priority="P1")
        async with office.at_work(ticket) as (deed, found):
            assert found == ticket
            await work.take(deed, office.vera, found, deed.now)
        async with office.database.read() as store:
            assert await store.tickets.peek(ticket.id) == found
            assert await store.tickets.by_number("2026-0001") == found
            assert await store.tickets.of_person(office.anna.person_id or 0) == [found]
            assert await store.tickets.of_person(office.boris.person_id or 0) == []
            assert await store.tickets.by_number("2026-0002") is None
            with pytest.raises(NotFound):
                await store.tickets.peek(999)


async def test_two_engineers_take_one_ticket_and_one_of_them_gets_it(database_url: str) -> None:
    async with office_on(database_url) as office:
        ticket = await office.registers(office.anna)

        async def take(who: Actor) -> str:
            try:
                async with office.at_work(ticket) as (deed, found):
                    await asyncio.sleep(0.005)
                    await work.take(deed, who, found, deed.now)
            except Outdated as told:
                return str(told.facts["name"])
            return ""

        told = await asyncio.gather(take(office.vera), take(office.gleb))
        entries = await office.journal(ticket)
        assert [entry.kind for entry in entries] == ["registered", "moved", "taken"]
        assert broken(entries) == []
        assert (await office.now(ticket)).assignee_name == entries[-1].actor
        assert sorted(told) == ["", entries[-1].actor]


async def test_two_engineers_who_link_two_tickets_crosswise_do_not_wait_for_each_other_for_ever(
    database_url: str,
) -> None:
    async with office_on(database_url) as office:
        one, other = [await office.registers(office.anna, text) for text in ("Не открывается отчёт", "Нет почты")]

        async def link(this: Ticket, that: Ticket) -> str:
            try:
                async with office.desk.work() as deed:
                    await links.link(deed, office.vera, this.id, that.number, deed.now)
            except Missing as told:
                return told.code
            return ""

        assert sorted(await asyncio.gather(link(one, other), link(other, one))) == ["", "link_exists"]
        assert [(await office.now(ticket)).links for ticket in (one, other)] == [(other.number,), (one.number,)]


@pytest.mark.clause("SAV-10")
async def test_a_journal_written_to_from_many_sides_is_one_chain(database_url: str) -> None:
    async with office_on(database_url) as office:
        ticket = await office.registers(office.anna)

        async def note(number: int) -> None:
            async with office.at_work(ticket) as (deed, found):
                await work.note(deed, office.vera, found, office.words(office.vera, f"заметка {number}"), deed.now)

        await asyncio.gather(*(note(number) for number in range(10)))
        entries = await office.journal(ticket)
        assert [entry.seq for entry in entries] == list(range(1, 12))
        assert broken(entries) == []


async def test_the_database_itself_refuses_a_second_entry_under_one_number(database_url: str) -> None:
    async with office_on(database_url) as office:
        ticket = await office.registers(office.anna)
        (entry,) = await office.journal(ticket)
        with pytest.raises(IntegrityError):
            async with office.database.begin() as store:
                await store.journal.append(entry)
        assert await office.journal(ticket) == [entry]


@pytest.mark.clause("SAV-13", "SAV-18")
async def test_each_timer_rings_once_however_many_processes_ring(database_url: str) -> None:
    async with office_on(database_url, at="2026-03-05 15:00") as office:
        tickets = [await office.registers(office.anna, f"Беда {n}", priority="P1") for n in range(6)]
        others = [another_process(office) for _ in range(3)]
        office.clock.jump(moscow("2026-03-10 12:00"))

        async def ring(desk: Desk[Transaction]) -> int:
            """Ring until nothing is due; another process may hold what is left, so look again."""
            rung, idle = 0, 0
            while idle < 3:
                async with desk.work() as deed:
                    found = await ring_next(deed, deed.now)
                rung, idle = rung + found, 0 if found else idle + 1
                await asyncio.sleep(0.001)
            return rung

        counts = await asyncio.wait_for(asyncio.gather(*(ring(desk) for desk in (office.desk, *others))), 60)
        assert sum(counts) == len(tickets) * 4  # two clocks, two levels each
        for ticket in tickets:
            entries = await office.journal(ticket)
            rang = [(e.facts["clock"], e.facts["level"]) for e in entries if e.kind == "clock_rang"]
            assert sorted(rang) == [("registration", 100), ("resolution", 100)]  # the warnings came too late to help
            assert broken(entries) == []
        for desk in others:
            assert isinstance(desk.storage, Database)
            await desk.storage.close()


async def test_a_ring_that_fails_is_rung_again(database_url: str) -> None:
    async with office_on(database_url, at="2026-03-05 15:00") as office:
        ticket = await office.registers(office.anna, priority="P1")
        office.clock.jump(moscow("2026-03-05 17:30"))
        with power_cut() as cut:
            async with office.desk.work() as deed:
                assert await ring_next(deed, deed.now)
                await deed.settle()
                cut()
        assert [entry.kind for entry in await office.journal(ticket)] == ["registered"]
        assert await office.ring() == 1
        assert [entry.kind for entry in await office.journal(ticket)] == ["registered", "clock_rang"]


async def test_a_rung_timer_stays_whatever_happens_to_the_ticket(database_url: str) -> None:
    async with office_on(database_url, at="2026-03-05 15:00") as office:
        ticket = await office.registers(office.anna, priority="P1")
        await office.at("2026-03-06 12:00")
        async with office.at_work(ticket) as (deed, found):
            await work.prioritise(deed, office.vera, found, "P4", "не срочно", deed.now)
        await office.ring()
        async with office.database.read() as store:
            rung = {t.key: t.rung_at for t in await store.tickets.timers(ticket.id) if t.rung_at}
        assert rung.keys() >= {"resolution#1@100:managers", "registration#1@100:managers"}
        assert rung["resolution#1@100:managers"] == moscow("2026-03-06 12:00")


async def test_the_earliest_timer_is_the_one_to_wait_for(database_url: str) -> None:
    async with office_on(database_url, at="2026-03-05 15:00") as office:
        await office.registers(office.anna, priority="P1")
        async with office.database.read() as store:
            assert await store.timers.earliest() == moscow("2026-03-05 17:24")
        await office.at("2026-03-05 17:24")
        async with office.database.read() as store:
            assert await store.timers.earliest() == moscow("2026-03-05 18:00")
        async with office.database.begin() as store:
            await store.connection.execute(timers.update().values(rung_at=office.clock.now() + timedelta(1)))
        async with office.database.read() as store:
            assert await store.timers.earliest() is None


async def test_a_ticket_keeps_the_regulation_it_was_registered_under(database_url: str) -> None:
    async with office_on(database_url) as office:
        ticket = await office.registers(office.anna, priority="P1")
        text = office.desk.in_force.text.replace('term = "4 рабочих часа"', 'term = "2 рабочих часа"')
        later: Desk[Transaction] = Desk(office.database, office.clock, parse(text, "saveit"))
        await later.open()
        async with later.work() as deed:
            old = await deed.regulation_of(await deed.tickets.get(ticket.id))
            assert str(old.targets[1].term.amount) == "4"
            assert str(deed.regulation.targets[1].term.amount) == "2"


async def test_what_is_said_in_a_request_does_not_make_talk_before_it_forgotten(database_url: str) -> None:
    """A new problem is told, an old request is answered meanwhile, and the new one can still be registered."""
    async with office_on(database_url) as office:
        ticket = await office.registers(office.anna, "Не открывается отчёт")
        office.clock.jump(office.clock.now() + timedelta(hours=1))
        told = await office.says(office.anna, "И ещё не печатает принтер")
        await office.answers(ticket, "Отчёт починили")
        async with office.at_work(ticket) as (deed, found):
            await dialogue.write(deed, office.anna, found, office.words(office.anna, "Спасибо"), deed.now)
        async with office.database.read() as store:
            assert [message.id for message in await store.messages.loose(office.anna.person_id or 0)] == [told.id]
        office.clock.jump(office.clock.now() + timedelta(hours=1))
        await office.registers(office.anna, "Всё про принтер")
        async with office.database.read() as store:
            assert await store.messages.loose(office.anna.person_id or 0) == []


async def test_a_draft_that_is_being_registered_is_open_to_nobody_else(database_url: str) -> None:
    """Staff add to a customer's draft («/register») while the customer presses «Зарегистрировать»."""
    async with office_on(database_url) as office:
        draft_id, anna = await office.drafts(office.anna, "Не открывается отчёт"), office.anna.person_id or 0

        async def looks() -> Draft | None:
            async with office.desk.work() as deed:
                return await deed.drafts.open_of(anna)

        async with office.desk.work() as deed:
            await promotion.register(deed, office.anna, draft_id, deed.now)
            looking = asyncio.create_task(looks())
            await asyncio.wait({looking}, timeout=0.5)
        assert await looking is None
