"""The database: engines, the transaction with its rooms, and the only commit."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.repositories.drafts import DraftRows
from storage.repositories.inbox import InboxRows
from storage.repositories.journal import JournalRows
from storage.repositories.messages import MessageRows
from storage.repositories.outbox import OutboxRows
from storage.repositories.people import DialogueRows, PeopleRows
from storage.repositories.telegram import TelegramRows
from storage.repositories.tickets import EditionRows, TicketRows
from storage.repositories.timers import TimerRows


class Transaction:
    """One open transaction: the rooms of the store, all on the same connection."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection

    @cached_property
    def people(self) -> PeopleRows:
        return PeopleRows(self.connection)

    @cached_property
    def dialogues(self) -> DialogueRows:
        return DialogueRows(self.connection)

    @cached_property
    def messages(self) -> MessageRows:
        return MessageRows(self.connection)

    @cached_property
    def drafts(self) -> DraftRows:
        return DraftRows(self.connection)

    @cached_property
    def tickets(self) -> TicketRows:
        return TicketRows(self.connection)

    @cached_property
    def timers(self) -> TimerRows:
        return TimerRows(self.connection)

    @cached_property
    def journal(self) -> JournalRows:
        return JournalRows(self.connection)

    @cached_property
    def outbox(self) -> OutboxRows:
        return OutboxRows(self.connection)

    @cached_property
    def inbox(self) -> InboxRows:
        return InboxRows(self.connection)

    @cached_property
    def telegram(self) -> TelegramRows:
        return TelegramRows(self.connection)

    @cached_property
    def editions(self) -> EditionRows:
        return EditionRows(self.connection)


class Database:
    """SQLite: one writer (BEGIN IMMEDIATE, in turn) and readers apart. PostgreSQL: one pool for both."""

    def __init__(self, url: str) -> None:
        self.url = sa.make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            self._writer = _sqlite(self.url, "BEGIN IMMEDIATE", size=1)
            self._reader = _sqlite(self.url, "BEGIN", size=2)
        else:
            self._writer = self._reader = create_async_engine(self.url, pool_size=10, pool_pre_ping=True)
        # SQLite's own waiting is unfair (a writer may starve for seconds); this lock is first come, first served.
        self._turn = asyncio.Lock()

    @property
    def engine(self) -> AsyncEngine:
        """The engine that writes (migrations, health checks)."""
        return self._writer

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Transaction]:
        """A transaction that may write; committed when the block is left without an error, else rolled back."""
        if self.is_sqlite:
            async with self._turn, self._writer.begin() as connection:
                yield Transaction(connection)
        else:
            async with self._writer.begin() as connection:
                yield Transaction(connection)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Transaction]:
        """A transaction that only reads and never waits for the writer."""
        async with self._reader.connect() as connection:
            yield Transaction(connection)

    def exists(self) -> bool:
        """False when an embedded database has not been made yet."""
        return not self.is_sqlite or Path(self.url.database or "").is_file()

    async def close(self) -> None:
        await self._writer.dispose()
        if self._reader is not self._writer:
            await self._reader.dispose()


def _sqlite(url: sa.URL, begin: str, size: int) -> AsyncEngine:
    engine = create_async_engine(url, pool_size=size, max_overflow=0, pool_timeout=60)

    @sa.event.listens_for(engine.sync_engine, "connect")
    def _prepare(connection: Any, record: object) -> None:
        connection.isolation_level = None  # the driver must not begin transactions of its own
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
            cursor.execute(f"PRAGMA {pragma}")
        if begin == "BEGIN":
            cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    @sa.event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
