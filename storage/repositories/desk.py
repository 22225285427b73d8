"""Switches and canned answers of the desk as rows."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from core.canned import Canned
from storage.tables.desk import canned, settings
from storage.upsert import upsert


class SettingRows:
    """The switches that somebody has touched."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, name: str) -> str | None:
        statement = sa.select(settings.c.value).where(settings.c.name == name)
        value: str | None = (await self._connection.execute(statement)).scalar()
        return value

    async def set(self, name: str, value: str) -> None:
        await upsert(self._connection, settings, {"name": name}, {"value": value})


class CannedRows:
    """Canned answers by their names."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def all(self) -> list[Canned]:
        rows = await self._connection.execute(sa.select(canned).order_by(canned.c.name))
        return [Canned(**row) for row in rows.mappings()]

    async def get(self, name: str) -> Canned | None:
        return await self._one(canned.c.name == name)

    async def under(self, canned_id: int) -> Canned | None:
        return await self._one(canned.c.id == canned_id)

    async def put(self, given: Canned) -> None:
        values: dict[str, Any] = {"text": given.text, "by": given.by, "at": given.at}
        await upsert(self._connection, canned, {"name": given.name}, values)

    async def drop(self, canned_id: int) -> None:
        await self._connection.execute(canned.delete().where(canned.c.id == canned_id))

    async def _one(self, which: sa.ColumnElement[bool]) -> Canned | None:
        row = (await self._connection.execute(sa.select(canned).where(which))).mappings().first()
        return Canned(**row) if row else None
