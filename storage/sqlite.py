"""SQLite: statements run where they are asked for; only the wait for the disk goes to aiosqlite's thread.

A statement on an embedded database takes microseconds; SQLAlchemy hands it to another thread and back four times,
which costs five times as much as all the rest. Measured in docs/decisions/sqlite-in-the-loop.md.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable
from typing import Any

import aiosqlite
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
"""FULL: what was acknowledged survives a power cut, not only a crash of the process."""
PATIENCE = 10.0
"""Real seconds that another process may hold the database before a transaction gives up."""
LOOK_AGAIN = 0.005


class Connection(aiosqlite.Connection):
    """An aiosqlite connection that waits without blocking anybody and computes in the caller's thread."""

    async def _connect(self) -> aiosqlite.Connection:
        try:
            return await super()._connect()
        except Exception:
            # The thread has yet to tell its own end, and the loop may be gone by then: wait for it here.
            await asyncio.to_thread(self._thread.join)
            raise

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        name = getattr(fn, "__name__", "")
        if name in ("commit", "close") and getattr(fn, "__self__", None) is self._connection:
            return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]
        if not self._running or not self._connection:
            raise ValueError("Connection closed")
        if name == "execute" and args and args[0] == "BEGIN IMMEDIATE":
            return await _patiently(fn, *args)
        return fn(*args, **kwargs)


async def _patiently(fn: Callable[..., Any], *args: Any) -> Any:
    """Become the writer; while another process is, look again instead of blocking the loop."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return fn(*args)
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
        await asyncio.sleep(LOOK_AGAIN)


def writer(url: sa.URL) -> AsyncEngine:
    """The engine that writes; its transactions begin as the writer's (IMMEDIATE).

    One connection is kept at work; the other is for migrations and for looks at the schema meanwhile.
    """
    made = _engine(url, pool_size=2)
    _prepare(made, *PRAGMAS, "busy_timeout=0")

    @sa.event.listens_for(made.sync_engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return made


def reader(url: sa.URL) -> AsyncEngine:
    """The engine that only reads: every statement sees what is committed at that moment."""
    made = _engine(url, pool_size=2, isolation_level="AUTOCOMMIT", skip_autocommit_rollback=True)
    _prepare(made, *PRAGMAS, "busy_timeout=10000", "query_only=ON")
    return made


def _engine(url: sa.URL, **options: Any) -> AsyncEngine:
    def connect(database: str, **settings: Any) -> Connection:
        connection = Connection(lambda: sqlite3.connect(database, **settings), 64)
        connection._thread.daemon = True
        return connection

    return create_async_engine(
        url,
        max_overflow=0,
        pool_timeout=60,
        hide_parameters=True,  # what people wrote does not belong into a log
        connect_args={"async_creator_fn": connect},
        **options,
    )


def _prepare(engine: AsyncEngine, *pragmas: str) -> None:
    @sa.event.listens_for(engine.sync_engine, "connect")
    def _on_connect(connection: Any, record: object) -> None:
        connection.isolation_level = None  # the driver must not begin transactions of its own
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
