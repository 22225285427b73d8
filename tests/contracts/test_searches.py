"""What staff find, on both databases: Cyrillic in any letter case, all words, newest first, page by page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module

import pytest
import sqlalchemy as sa
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext

from core.conversations.message import Attachment, Media
from core.errors import NotAllowed, Outdated
from core.people.organisation import Organisation
from core.people.person import Person
from core.regulation.model import Rank
from core.tickets import finding, work
from core.tickets.finding import Find, Search
from storage.tables.messages import messages
from storage.tables.people import people
from storage.tables.tickets import tickets
from tests.office import Office, office_on


async def find(office: Office, words: str, page: int = 0) -> tuple[list[Find], int]:
    async with office.desk.work() as deed:
        search = await finding.begin(deed, office.vera, words, deed.now)
        return await finding.page(deed, search, page)


async def texts(office: Office, words: str) -> list[str]:
    return [found.text for found in (await find(office, words))[0]]


async def test_words_are_found_in_any_letter_case_and_all_of_them_must_be_there(database_url: str) -> None:
    async with office_on(database_url) as office:
        await office.says(office.anna, "Не печатает ПРИНТЕР в бухгалтерии")
        await office.says(office.boris, "Ещё один принтер")
        assert await texts(office, "принтер") == ["Ещё один принтер", "Не печатает ПРИНТЕР в бухгалтерии"]
        assert await texts(office, "еще ПРИНТЕР") == ["Ещё один принтер"]
        assert await texts(office, "принтер сканер") == []
        assert await texts(office, "100%") == []
        assert await texts(office, "_") == []


async def test_the_other_words_may_be_the_customers_name_or_stand_in_the_ticket(database_url: str) -> None:
    async with office_on(database_url) as office:
        ticket = await office.registers(office.anna, "Не открывается отчёт")
        await office.answers(ticket, "Перезапустите службу")
        assert await texts(office, "службу ромашка") == ["Перезапустите службу"]
        assert await texts(office, "службу анна") == ["Перезапустите службу"]
        assert await texts(office, "службу борис") == []
        assert await texts(office, f"службу {ticket.number}") == ["Перезапустите службу"]


async def test_tickets_customers_and_notes_are_found_and_say_where_they_stand(database_url: str) -> None:
    async with office_on(database_url) as office:
        ticket = await office.registers(office.anna, "Не открывается отчёт")
        async with office.at_work(ticket) as (deed, found):
            await work.note(deed, office.vera, found, office.words(office.vera, "клиент важный"), deed.now)
        ((note,), total) = await find(office, "важный")
        assert (note.kind, note.thread, note.internal, note.author, total) == (
            "message", f"ticket:{ticket.id}", True, "Вера", 1,
        )  # fmt: skip
        assert note.title == f"№ {ticket.number} · Не открывается отчёт"
        ((by_number,), _) = await find(office, f"№{ticket.number}")
        assert (by_number.kind, by_number.thread) == ("ticket", f"ticket:{ticket.id}")
        assert "ООО «Ромашка»" in by_number.text
        await office.says(office.boris, "Здравствуйте")
        kinds = [(found.kind, found.thread) for found in (await find(office, "борис"))[0]]
        assert kinds == [("talk", f"talk:{office.boris.person_id}")]


async def test_masked_values_are_not_found_and_edited_words_are(database_url: str) -> None:
    async with office_on(database_url) as office:
        ticket = await office.registers(office.anna, "Не открывается отчёт")
        async with office.at_work(ticket) as (deed, found):
            found.fields |= {"passport": "45 •• ••••56"}
            await deed.save(found)
        assert await texts(office, "••56") == []
        said = await office.says(office.boris, "Пропал интернет")
        async with office.desk.work() as deed:
            await deed.messages.edit(said.edited("Пропал звук", (), deed.now), said)
        assert await texts(office, "звук") == ["Пропал звук"]
        assert await texts(office, "интернет") == []


async def test_ten_a_page_newest_first(database_url: str) -> None:
    async with office_on(database_url) as office:
        for number in range(23):
            await office.says(office.anna, f"принтер {number}")
            office.clock.jump(office.clock.now() + timedelta(minutes=1))
        first, total = await find(office, "принтер")
        assert total == 23
        assert [found.text for found in first] == [f"принтер {n}" for n in range(22, 12, -1)]
        last, _ = await find(office, "принтер", page=2)
        assert [found.text for found in last] == ["принтер 2", "принтер 1", "принтер 0"]
        assert await find(office, "принтер", page=9) == ([], 0)


async def test_a_question_is_remembered_and_customers_have_none(database_url: str) -> None:
    async with office_on(database_url) as office:
        async with office.desk.work() as deed:
            search = await finding.begin(deed, office.vera, " принтер  ромашка ", deed.now)
        async with office.desk.work() as deed:
            assert await finding.again(deed, office.gleb, search.id) == search
            assert search == Search(search.id, office.vera.person_id or 0, deed.now, "принтер ромашка")
            with pytest.raises(Outdated):
                await finding.again(deed, office.vera, 10**9)
            with pytest.raises(NotAllowed):
                await finding.begin(deed, office.anna, "принтер", deed.now)


async def test_a_renamed_customer_is_found_under_the_new_name(database_url: str) -> None:
    async with office_on(database_url) as office:
        await office.says(office.anna, "Здравствуйте")
        async with office.desk.work() as deed:
            person: Person = await deed.people.get(office.anna.person_id or 0)
            person.name = "Сидорова Анна"
            await deed.people.save(person)
        kinds = [found.kind for found in (await find(office, "сидорова"))[0]]
        assert kinds == ["talk"]


async def test_what_was_written_before_the_migration_is_found_too(database_url: str) -> None:
    async with office_on(database_url) as office:
        ticket = await office.registers(office.anna, "Не открывается ОТЧЁТ")
        await office.answers(ticket, "Перезапустите СЛУЖБУ")
        scan = Attachment(Media.PHOTO, "file", "Снимок.PNG", 1)
        await office.says(office.boris, '{"это": "не JSON стола"', attachment=scan)
        for table in (messages, people, tickets):
            async with office.database.begin() as store:
                await store.connection.execute(table.update().values(folded=""))
        assert await texts(office, "отчет") == []
        revision = import_module("storage.migrations.versions.0003_tools_of_the_staff")
        async with office.database.begin() as store:
            await store.connection.run_sync(lambda sync: _inside(sync, revision._fold_all))
        assert [found.kind for found in (await find(office, "отчет"))[0]] == ["message", "ticket"]
        assert await texts(office, "вера службу") == ["Перезапустите СЛУЖБУ"]
        assert await texts(office, "снимок.png json") == ['{"это": "не JSON стола"']
        assert [found.kind for found in (await find(office, "борис"))[0]] == ["talk"]
        assert [found.kind for found in (await find(office, "ромашка"))[0]] == ["ticket"]


def _inside(connection: sa.Connection, deed: Callable[[], None]) -> None:
    """Run a part of a revision on a connection, as Alembic would."""
    with Operations.context(MigrationContext.configure(connection)):
        deed()


async def test_an_organisation_is_found_with_its_requests_and_its_people(database_url: str) -> None:
    async with office_on(database_url) as office:
        await office.says(office.boris, "Здравствуйте")
        async with office.desk.work() as deed:
            firm = await deed.organisations.add(Organisation(0, "ООО «Ёлочка»", deed.now))
            await deed.organisations.join(office.anna.person_id or 0, firm.id, Rank.PLAIN, deed.now)
        ticket = await office.registers(office.anna, "Не открывается отчёт")
        assert [(found.kind, found.thread) for found in (await find(office, "елочка отчет"))[0]] == [
            ("message", f"ticket:{ticket.id}"),
            ("ticket", f"ticket:{ticket.id}"),
        ]
        assert (await find(office, "ёлочка телевизор"))[0] == []
        async with office.desk.work() as deed:
            assert [person.name for person in await deed.people.like("ёлочка", 5)] == ["Анна"]
            assert await deed.people.like("елочка борис", 5) == []
