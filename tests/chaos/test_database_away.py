"""The database is busy, or away for a moment: what was written waits with Telegram, and nothing is lost."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import asyncpg
import pytest

from tests.chaos.stage import acquainted, customers_words, nobody_reads_english, nothing_stuck, troubled
from tests.conftest import POSTGRES
from tests.desk import desk_on

EACH = 6
"""Texts before each drop: three times as many are no flood yet, which the staff would be told of."""


async def test_another_process_holds_the_file(sqlite_url: str, tmp_path: Path) -> None:
    """Somebody's long transaction: the desk waits its turn, and answers when it comes."""
    async with troubled(sqlite_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "раз")
        other = sqlite3.connect(tmp_path / "desk.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await desk.phone.send(desk.anna.id, "два")
        with pytest.raises(TimeoutError):
            await desk.phone.wait_for(desk.group, "два", timeout=0.5)
        other.execute("ROLLBACK")
        other.close()
        await desk.settled()
        assert await customers_words(desk, "Анна") == ["раз", "два"]


@pytest.mark.skipif(not POSTGRES, reason="TEST_POSTGRES is not set: PostgreSQL is not tested here")
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_the_server_drops_every_connection(database_url: str, tmp_path: Path) -> None:
    """A restart of PostgreSQL, three times in the middle of talk: the desk goes on with new connections."""
    async with desk_on(database_url, tmp_path) as desk:
        await acquainted(desk, desk.anna, "начало")
        name = database_url.rsplit("/", 1)[1]
        for round_ in range(3):
            for number in range(EACH):
                await desk.phone.send(desk.anna.id, f"{round_}-{number}")
            await dropped(name)
        await desk.settled()
        wanted = [f"{round_}-{number}" for round_ in range(3) for number in range(EACH)]
        arrived = "\n\n".join(await customers_words(desk, "Анна")).split("\n\n")
        assert list(dict.fromkeys(arrived)) == ["начало", *wanted]
        assert len(arrived) <= len(wanted) + 1 + 3  # one call a drop may have been made and not noted
        await nothing_stuck(desk)
        nobody_reads_english(desk)


async def dropped(name: str) -> None:
    """End all connections of a database, as a restart of the server does."""
    connection = await asyncpg.connect(POSTGRES.replace("+asyncpg", ""))
    try:
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()",
            name,
        )
    finally:
        await connection.close()
    await asyncio.sleep(0)
