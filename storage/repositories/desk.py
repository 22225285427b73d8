"""Switches of the desk as rows."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables.desk import settings
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
