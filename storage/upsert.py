"""Insert a row or change the one that is there: one statement on both databases."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

    Insert = sqlite.Insert | postgresql.Insert


def insert_into(dialect: str, table: sa.Table) -> Insert:
    """The INSERT of a dialect, which knows ON CONFLICT. A desk has one database: the other dialect stays unread."""
    found: Insert = import_module(f"sqlalchemy.dialects.{dialect}").insert(table)
    return found


def insert_for(connection: AsyncConnection, table: sa.Table) -> Insert:
    """The INSERT of the connection's dialect."""
    return insert_into(connection.dialect.name, table)


async def upsert(connection: AsyncConnection, table: sa.Table, key: dict[str, Any], values: dict[str, Any]) -> None:
    """Put ``values`` under ``key``, whether or not a row is there."""
    statement = insert_for(connection, table).values(key | values)
    await connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))
