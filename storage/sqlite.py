"""SQLite: statements run where they are asked for; only the wait for a slow disk goes to aiosqlite's thread.

A statement on an embedded database takes microseconds; SQLAlchemy hands it to another thread and back four times,
which costs five times as much as all the rest. Measured in docs/decisions/sqlite-in-the-loop.md.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Generator
from contextlib import asynccontextmanager
from typing import Any

import aiosqlite
import sqlalchemy as sa
from sqlalchemy.dialects.sqlite.aiosqlite import AsyncAdapt_aiosqlite_connection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.util.concurrency import await_, in_greenlet

# cache_size is in KB a connection: the system keeps the file's pages anyway, once for all of them.
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
"""FULL: what was acknowledged survives a power cut, not only a crash of the process."""
PATIENCE = 10.0
"""Real seconds that another process may hold the database before a transaction gives up."""
LOOK_AGAIN = 0.005
QUICK = 0.003
"""Real seconds: while commits take less on the average, the hop to the thread and back costs more than the wait."""


class Cursor(sqlite3.Cursor):
    """SQLite's own cursor, with what SQLAlchemy's asynchronous results ask of one."""

    async def _async_soft_close(self) -> None:
        """There is nothing to wait for."""


class Nothing:
    """Something that has happened already when it is waited for."""

    def __await__(self) -> Generator[None, None, None]:
        yield from ()


class Connection(AsyncAdapt_aiosqlite_connection):
    """A connection that computes in the caller's thread and waits for a slow disk in aiosqlite's."""

    __slots__ = ("_commit_takes",)
    _connection: Any  # aiosqlite.Connection, which SQLAlchemy describes more widely

    def __init__(self, dbapi: Any, connection: Any) -> None:
        super().__init__(dbapi, connection)
        self._commit_takes = 0.0  # real seconds, an average that forgets

    def cursor(self, server_side: bool = False) -> Any:
        if in_greenlet():
            await_(Nothing())  # SQLAlchemy takes a driver that never waits for a synchronous one, and refuses it
        return self._connection._conn.cursor(Cursor)

    @property
    def quick(self) -> bool:
        """True while the disk takes no longer for a commit than the hop to a thread."""
        return self._commit_takes < QUICK

    def commit(self) -> None:
        begun = time.perf_counter()
        if self.quick:
            self._connection._conn.commit()
        else:
            super().commit()
        self._commit_takes += (time.perf_counter() - begun - self._commit_takes) / 8

    def rollback(self) -> None:
        if self._connection._connection is not None:
            self._connection._conn.rollback()


class Opening(aiosqlite.Connection):
    """An aiosqlite connection that leaves no thread behind when it cannot be opened."""

    async def _connect(self) -> aiosqlite.Connection:
        try:
            return await super()._connect()
        except Exception:
            # The thread has yet to tell its own end, and the loop may be gone by then: wait for it here.
            await asyncio.to_thread(self._thread.join)
            raise


class Kept(AsyncConnection):
    """A connection that stays open and runs its statements in the loop: there is nothing that one would wait for."""

    async def execute(self, statement: Any, parameters: Any = None, *, execution_options: Any = None) -> Any:
        """Like SQLAlchemy's own, without the change into another stack that a driver which waits would need."""
        return self._open.execute(statement, parameters, execution_options=execution_options)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[None]:
        """A transaction of the writer; while another process writes, it looks again instead of blocking the loop."""
        driver, end = _driver(self._open), time.monotonic() + PATIENCE
        while not _begun(driver._connection._conn, end):  # noqa: ASYNC110 (no event tells of another process)
            await asyncio.sleep(LOOK_AGAIN)
        with self._open.begin() as transaction:
            yield
            if driver.quick:
                transaction.commit()
            else:
                await self.commit()

    @property
    def _open(self) -> sa.Connection:
        assert self.sync_connection is not None, "it was started when it was made"
        return self.sync_connection


def _driver(connection: sa.Connection) -> Connection:
    driver = connection.connection.dbapi_connection
    assert isinstance(driver, Connection)
    return driver


def _begun(driver: sqlite3.Connection, end: float) -> bool:
    """Become the writer; False while another process is and ``end`` (monotonic seconds) has not come."""
    try:
        driver.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error) or time.monotonic() > end:
            raise
        return False
    return True


def writer(url: sa.URL) -> AsyncEngine:
    """The engine that writes; its transactions begin as the writer's (IMMEDIATE).

    One connection is kept at work; the other is for migrations and for looks at the schema meanwhile.
    """
    made = _engine(url, pool_size=2)
    _prepare(made, *PRAGMAS, "busy_timeout=0", "cache_size=-1000")

    @sa.event.listens_for(made.sync_engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        driver, end = _driver(connection)._connection._conn, time.monotonic() + PATIENCE
        while not driver.in_transaction and not _begun(driver, end):
            await_(asyncio.sleep(LOOK_AGAIN))

    return made


def reader(url: sa.URL) -> AsyncEngine:
    """The engine that only reads: every statement sees what is committed at that moment."""
    made = _engine(url, pool_size=2, isolation_level="AUTOCOMMIT", skip_autocommit_rollback=True)
    _prepare(made, *PRAGMAS, "busy_timeout=10000", "query_only=ON", "cache_size=-500")
    return made


def _engine(url: sa.URL, **options: Any) -> AsyncEngine:
    made = create_async_engine(
        url,
        max_overflow=0,
        pool_timeout=60,
        hide_parameters=True,  # what people wrote does not belong into a log
        **options,
    )

    @sa.event.listens_for(made.sync_engine, "do_connect")
    def _connect(dialect: Any, record: object, where: Any, how: Any) -> Connection:
        # The driver must not begin transactions of its own.
        connection = Opening(lambda: sqlite3.connect(*where, **how | {"isolation_level": None}), 64)
        connection._thread.daemon = True
        return Connection(dialect.dbapi, await_(connection))

    return made


def _prepare(engine: AsyncEngine, *pragmas: str) -> None:
    @sa.event.listens_for(engine.sync_engine, "connect")
    def _on_connect(connection: Any, record: object) -> None:
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
