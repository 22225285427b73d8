"""Insert a row or change the one that is there: one statement on both databases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

Insert = sqlite.Insert | postgresql.Insert
INSERTS: dict[str, Callable[[sa.Table], Insert]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
"""Each dialect's own INSERT, which knows ON CONFLICT."""


def insert_for(connection: AsyncConnection, table: sa.Table) -> Insert:
    """The INSERT of the connection's dialect."""
    return INSERTS[connection.dialect.name](table)


async def upsert(connection: AsyncConnection, table: sa.Table, key: dict[str, Any], values: dict[str, Any]) -> None:
    """Put ``values`` under ``key``, whether or not a row is there."""
    statement = insert_for(connection, table).values(key | values)
    await connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))
