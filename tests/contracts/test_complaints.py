"""Complaints, changes of rights, absences and last words as they are stored."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from core.people.person import Change
from core.regulation.model import Rank, Role
from core.tickets import dialogue
from core.tickets.complaint import Complaint
from tests.office import office_on


@pytest.mark.clause("NET-7")
async def test_a_complaint_is_open_until_it_is_answered(database_url: str) -> None:
    async with office_on(database_url) as office:
        ticket = await office.registers(office.anna)
        at = office.clock.now()
        async with office.database.begin() as store:
            assert await store.complaints.open_of(ticket.id) is None
            filed = await store.complaints.add(Complaint(0, ticket.id, ticket.person_id, at, "Вера", "Нагрубили"))
        async with office.database.begin() as store:
            assert await store.complaints.open_of(ticket.id) == await store.complaints.get(filed.id) == filed
            assert await store.complaints.get(filed.id + 1) is None
            filed.answer, filed.answered_at = "Извинились", at + timedelta(days=1)
            await store.complaints.save(filed)
        async with office.database.begin() as store:
            assert await store.complaints.open_of(ticket.id) is None
            assert await store.complaints.get(filed.id) == filed
        with pytest.raises(IntegrityError):
            async with office.database.begin() as store:
                await store.complaints.add(Complaint(0, 999, ticket.person_id, at, "", "О том, чего нет"))


@pytest.mark.clause("PLR-2")
async def test_changes_of_rights_are_kept_in_their_order(database_url: str) -> None:
    async with office_on(database_url) as office:
        anna, at = office.anna.person_id or 0, office.clock.now()
        changes = [
            Change(anna, at, "Вера", office.vera.person_id, "rank", "plain", "owner"),
            Change(anna, at, "Глеб", office.gleb.person_id, "plan", "", "premium"),
        ]
        async with office.database.begin() as store:
            for change in changes:
                await store.people.changed(change)
            person = await store.people.get(anna)
            person.rank, person.plan = Rank.OWNER, "premium"
            await store.people.save(person)
        async with office.database.read() as store:
            assert await store.people.changes(anna) == changes
            assert await store.people.changes(office.boris.person_id or 0) == []
            assert await store.people.get(anna) == person


@pytest.mark.clause("SIN-12")
async def test_an_absence_stays_with_the_colleague_when_their_role_changes(database_url: str) -> None:
    async with office_on(database_url) as office:
        vera, since = office.vera.person_id or 0, office.clock.now()
        async with office.database.begin() as store:
            await store.people.absent(vera, since, since + timedelta(days=3))
            await store.people.enlist(vera, Role.MANAGER)
        async with office.database.read() as store:
            colleague = await store.people.colleague(vera)
            assert colleague is not None
            assert (colleague.role, colleague.away(since)) == (Role.MANAGER, True)
            assert [c.away(since) for c in await store.people.colleagues()] == [True, False]
        async with office.database.begin() as store:
            await store.people.absent(vera, None, None)
        async with office.database.read() as store:
            assert not any(c.away(since) for c in await store.people.colleagues())


@pytest.mark.clause("PLR-13")
async def test_the_last_word_is_the_customers_and_of_open_tickets_only(database_url: str) -> None:
    async with office_on(database_url, at="2026-03-05 12:00") as office:
        first, second = await office.registers(office.anna), await office.registers(office.boris, "Другое")
        office.clock.jump(office.clock.now() + timedelta(minutes=5))
        async with office.at_work(first) as (deed, ticket):
            await dialogue.write(deed, office.anna, ticket, office.words(office.anna, "Ещё"), deed.now)
        said = office.clock.now()
        office.clock.jump(said + timedelta(minutes=5))
        await office.answers(first)
        async with office.database.read() as store:
            assert await store.messages.last_words() == {first.id: said, second.id: second.registered_at}
        async with office.at_work(second) as (deed, ticket):
            ticket.closed_at = deed.now
            await deed.save(ticket)
        async with office.database.read() as store:
            assert list(await store.messages.last_words()) == [first.id]
