"""Commands on the database: migrate it, explain or verify one of its tickets."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from app.settings import Settings
from core.deadlines.explain import explanation
from core.deadlines.policy import readings
from core.errors import ConfigurationError
from core.journal.chain import broken
from core.regulation import parse
from core.tickets import seal
from core.tickets.ticket import Ticket
from storage import schema
from storage.work import Database, Transaction


def setting(name: str) -> str:
    """One setting of the environment or ``.env``, else its default: these commands need no others, nor a token."""
    from dotenv import dotenv_values

    file = Path(".env")
    given = os.environ.get(name) or (dotenv_values(file).get(name) if file.is_file() else None)
    default = Settings.model_fields[name].default
    return given or (str(default) if isinstance(default, str | int | Path) else "")


def database_url() -> str:
    """Where the desk's database is."""
    return setting("DATABASE_URL")


async def migrate() -> int:
    """Bring the schema up to date and say from where to where."""
    database = Database(database_url())
    try:
        before = await schema.current(database) if database.exists() else None
        await schema.migrate(database)
        print(f"schema: {before or 'empty'} → {schema.head()}")
    finally:
        await database.close()
    return 0


async def explain(number: str) -> int:
    """Print every clock of a ticket, day by day."""
    async with _ticket(number) as (store, ticket):
        text = await store.editions.text(ticket.edition)
        edition = parse.parse(text or "", ticket.edition)
    from bot.views.explain import why
    from bot.words import Words, plain

    clocks = [explanation(reading, edition.regulation) for reading in readings(ticket.milestones, edition.regulation)]
    print(plain(why(Words("ru", edition.regulation), {"number": ticket.number, "clocks": clocks}).html))
    return 0


async def verify(number: str) -> int:
    """Check the chain of the journal and the seal of the text; exit code 1 when one does not hold."""
    async with _ticket(number) as (store, ticket):
        entries = await store.journal.entries(ticket.id)
        canonical = await store.tickets.sealed(ticket.id)
        erased = (await store.people.get(ticket.person_id)).erased_at is not None and not canonical
    damaged = broken(entries)
    sealed = erased or seal.fingerprint(canonical) == ticket.fingerprint
    print(
        f"№ {ticket.number}: записей в журнале {len(entries)}, "
        + ("цепочка цела" if not damaged else "ЦЕПОЧКА НАРУШЕНА")
    )
    for seq in damaged:
        print(f"  нарушена запись {seq}", file=sys.stderr)
    holds = "текст удалён по требованию клиента" if erased else "совпадает" if sealed else "НЕ СОВПАДАЕТ"
    print(f"отпечаток текста {ticket.fingerprint}: {holds}")
    return 0 if not damaged and sealed else 1


@asynccontextmanager
async def desks_database() -> AsyncIterator[Database]:
    """The database of a desk that has run before. Raises ConfigurationError when there is none, or it is outdated."""
    database = Database(database_url())
    try:
        found = await schema.current(database) if database.exists() else None
        if found is None:
            raise ConfigurationError(f"DATABASE_URL: there is no desk's database at {database.url.database}")
        if found != schema.head():
            raise ConfigurationError(
                f"DATABASE_URL: the schema is {found}, not {schema.head()}: run «reglament migrate»"
            )
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def _ticket(number: str) -> AsyncIterator[tuple[Transaction, Ticket]]:
    async with desks_database() as database, database.read() as store:
        ticket = await store.tickets.by_number(number.lstrip("№#").strip())
        if ticket is None:
            raise ConfigurationError(f"обращения № {number} в базе нет")
        yield store, ticket
