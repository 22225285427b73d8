"""Alembic without its command line: the same revisions on SQLite and PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.ext.asyncio import AsyncEngine


def config(connection: sa.Connection | None = None) -> Config:
    """The configuration of the revisions in this folder."""
    found = Config()
    found.set_main_option("script_location", str(Path(__file__).parent))
    found.attributes["connection"] = connection
    return found


async def upgrade(engine: AsyncEngine, to: str) -> None:
    """Bring the schema up to a revision, or down to an earlier one (``base`` is the empty schema)."""

    def run(connection: sa.Connection) -> None:
        if to == "base" or to.startswith("-"):
            command.downgrade(config(connection), to)
        else:
            command.upgrade(config(connection), to)

    async with engine.begin() as connection:
        await connection.run_sync(run)


async def check(engine: AsyncEngine) -> None:
    """Raise when the tables of the code and the schema of the database differ."""
    async with engine.connect() as connection:
        await connection.run_sync(lambda sync: command.check(config(sync)))
