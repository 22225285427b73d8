"""One unit of work is one transaction; instants are UTC on every database; the schema goes up and down."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, StatementError

from core.errors import ConfigurationError, Refusal
from core.people import consent
from core.people.person import Person
from core.regulation.model import Role
from core.tickets import work
from storage import schema
from storage.migrations import run
from storage.retention import KEPT, forget_old
from storage.tables import metadata
from storage.tables.inbox import inbox
from storage.tables.journal import journal
from storage.tables.messages import messages
from storage.tables.notifications import outbox
from storage.tables.people import people
from storage.tables.tickets import timers
from storage.work import Database
from tests.contracts.conftest import Opening
from tests.office import office_on, power_cut

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)


def somebody(at: datetime) -> Person:
    return Person(0, "Анна", "ru", at)


async def count(database: Database, table: sa.Table) -> int:
    async with database.read() as store:
        found: int = (await store.connection.execute(sa.select(sa.func.count()).select_from(table))).scalar_one()
        return found


async def test_work_that_is_refused_leaves_no_row_anywhere(database_url: str) -> None:
    async with office_on(database_url) as office:
        ticket = await office.registers(office.anna)
        tables = (messages, timers, journal, outbox)
        before = [await count(office.database, table) for table in tables]

        async def solve_and_ask() -> None:
            async with office.at_work(ticket) as (deed, found):
                await work.resolve(deed, office.vera, found, office.words(office.vera, "Готово"), deed.now)
                await work.ask(deed, office.vera, found, office.words(office.vera, "?"), deed.now)

        with pytest.raises(Refusal, match="illegal_move"):
            await solve_and_ask()
        assert [await count(office.database, table) for table in tables] == before
        assert await office.now(ticket) == ticket


async def test_nobody_hears_of_work_that_was_not_committed(database_url: str) -> None:
    async with office_on(database_url) as office:
        heard: list[int] = []
        ticket = await office.registers(office.anna)
        office.desk.committed.append(lambda deed: heard.append(len(deed.events)))
        with power_cut() as cut:
            async with office.at_work(ticket) as (deed, found):
                await work.take(deed, office.vera, found, deed.now)
                cut()
        assert heard == []
        await office.says(office.anna, "ау")
        assert heard == [1]


async def test_a_reader_sees_what_is_committed_and_nothing_else(opening: Opening) -> None:
    async with opening() as database:
        async with database.begin() as store:
            await store.people.add(somebody(NOON), "telegram", "1")
            assert await count(database, people) == 0
        assert await count(database, people) == 1
        async with database.begin() as store:
            await store.people.add(somebody(NOON), "telegram", "2")
        assert await count(database, people) == 2


async def test_many_may_read_and_write_at_once(opening: Opening) -> None:
    async with opening() as database:

        async def add(number: int) -> None:
            async with database.begin() as store:
                await store.people.add(somebody(NOON), "telegram", str(number))
                await asyncio.sleep(0)

        await asyncio.gather(*(add(n) for n in range(20)), *(count(database, people) for _ in range(20)))
        assert await count(database, people) == 20


async def test_a_cancelled_transaction_is_rolled_back_and_frees_the_database(opening: Opening) -> None:
    async with opening() as database:
        begun = asyncio.Event()

        async def hang() -> None:
            async with database.begin() as store:
                await store.people.add(somebody(NOON), "telegram", "1")
                begun.set()
                await asyncio.sleep(60)

        task = asyncio.create_task(hang())
        await begun.wait()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        async with asyncio.timeout(5), database.begin() as store:
            await store.people.add(somebody(NOON), "telegram", "2")
        assert await count(database, people) == 1


async def test_instants_come_back_in_utc_to_the_second(opening: Opening) -> None:
    async with opening() as database:
        moments = [NOON, NOON.astimezone(timezone(timedelta(hours=3))), datetime(2026, 7, 1, 3, 4, 5, tzinfo=UTC)]
        async with database.begin() as store:
            stored = [await store.people.add(somebody(at), "telegram", str(n)) for n, at in enumerate(moments)]
        async with database.read() as store:
            found = [(await store.people.get(person.id)).created_at for person in stored]
        assert found == moments
        assert {at.tzinfo for at in found} == {UTC}


async def test_an_instant_without_a_zone_is_refused(opening: Opening) -> None:
    async with opening() as database:
        with pytest.raises(StatementError, match="without a time zone"):
            async with database.begin() as store:
                await store.people.add(somebody(datetime(2026, 3, 5, 12)), "telegram", "1")  # noqa: DTZ001
        assert await count(database, people) == 0


async def test_rows_that_lead_nowhere_are_refused(opening: Opening) -> None:
    async with opening() as database:
        with pytest.raises(IntegrityError):
            async with database.begin() as store:
                await store.people.enlist(999, Role.ENGINEER)


async def tables_of(database: Database) -> set[str]:
    async with database.engine.connect() as connection:
        return set(await connection.run_sync(lambda sync: sa.inspect(sync).get_table_names()))


async def test_the_schema_goes_up_down_and_up_again_without_drift(database_url: str) -> None:
    database = Database(database_url)
    try:
        for _ in range(2):
            await schema.migrate(database)
            await run.check(database.engine)
            assert await tables_of(database) == {*metadata.tables, "alembic_version"}
            assert await schema.current(database) == schema.head()
            await schema.migrate(database, "base")
            assert await tables_of(database) == {"alembic_version"}
    finally:
        await database.close()


async def test_the_schema_can_be_asked_while_the_desk_is_at_work(opening: Opening) -> None:
    async with opening() as database:
        async with database.begin() as store:
            await store.people.add(somebody(NOON), "telegram", "1")
        async with asyncio.timeout(5):
            assert await schema.current(database) == schema.head()
            await schema.ensure(database)


async def problem(url: str) -> str:
    database = Database(url)
    try:
        with pytest.raises(ConfigurationError) as refused:
            await schema.ensure(database)
        return str(refused.value)
    finally:
        await database.close()


async def statement(url: str, *texts: str) -> None:
    database = Database(url)
    try:
        async with database.engine.begin() as connection:
            for text in texts:
                await connection.execute(sa.text(text))
    finally:
        await database.close()


async def test_an_embedded_database_is_brought_up_to_date_and_a_servers_is_not(database_url: str) -> None:
    if not database_url.startswith("sqlite"):
        assert await problem(database_url) == (
            f"The database is at revision none, not {schema.head()}: run «reglament migrate»"
        )
        return
    database = Database(database_url)
    for _ in range(2):
        await schema.ensure(database)
        assert await schema.current(database) == schema.head()
    await database.close()


async def test_a_database_of_a_newer_program_is_left_alone(opening: Opening, database_url: str) -> None:
    async with opening():
        pass
    await statement(database_url, "UPDATE alembic_version SET version_num = '9999'")
    assert await problem(database_url) == (
        f"The database is at revision 9999, newer than this program ({schema.head()}): install the newer version"
    )


async def test_a_database_of_something_else_is_left_alone(database_url: str) -> None:
    await statement(database_url, "CREATE TABLE recipes (id INTEGER)")
    told = await problem(database_url)
    assert told.endswith("holds other tables; give Reglament its own database")


async def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    file = tmp_path / "desk.db"
    file.write_text("рецепт борща " * 1000, encoding="utf-8")
    told = await problem(f"sqlite+aiosqlite:///{file}")
    assert str(file) in told
    assert "is damaged or not a database" in told
    assert file.read_text(encoding="utf-8").startswith("рецепт борща")


async def test_a_database_that_was_cut_short_is_named(tmp_path: Path) -> None:
    file = tmp_path / "desk.db"
    database = Database(f"sqlite+aiosqlite:///{file}")
    await schema.migrate(database)
    await database.close()
    file.write_bytes(file.read_bytes()[:5000])
    assert "is damaged or not a database" in await problem(f"sqlite+aiosqlite:///{file}")


async def test_a_folder_in_the_place_of_the_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "desk.db").mkdir()
    assert "cannot be opened" in await problem(f"sqlite+aiosqlite:///{tmp_path}/desk.db")


async def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("", encoding="utf-8")
    assert "cannot be opened" in await problem(f"sqlite+aiosqlite:///{tmp_path}/var/desk.db")


async def test_a_server_that_is_not_there_is_named() -> None:
    told = await problem("postgresql+asyncpg://nobody@127.0.0.1:1/reglament")
    assert "127.0.0.1/reglament cannot be opened" in told
    assert "\n" not in told


async def test_what_is_not_needed_any_more_is_forgotten_and_the_rest_is_kept(opening: Opening) -> None:
    async with opening() as database:
        now, an_hour = datetime.now(UTC), timedelta(hours=1)
        long_ago = now - KEPT - an_hour
        async with database.begin() as store:
            await store.inbox.store("telegram:1", [(1, "a", "{}"), (2, "b", "{}")], long_ago)
            await store.inbox.store("telegram:1", [(3, "c", "{}")], now)
            await store.inbox.store("telegram:1", [(4, "d", "{}")], now - consent.KEPT + an_hour)
            await store.inbox.store("telegram:1", [(5, "e", "{}")], now - consent.KEPT - an_hour)
            first, second, third, *unread = await store.inbox.claim(0.0, 10)
            for one in unread:
                await store.inbox.hold(one.id)
            await store.inbox.failed(second.id, 5, 0.0, "x", dead=True)
            assert (first.chat, third.chat) == ("a", "c")
        await forget_old(database)
        async with database.read() as store:
            left = (await store.connection.execute(sa.select(inbox.c.chat, inbox.c.state).order_by(inbox.c.id))).all()
        assert [tuple(row) for row in left] == [("b", "dead"), ("c", "done"), ("d", "held")]
