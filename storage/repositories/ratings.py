"""Ratings of closed tickets as rows."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from core.tickets.rating import Rating
from storage.tables.tickets import ratings
from storage.upsert import upsert


class RatingRows:
    """At most one rating a ticket."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, ticket_id: int) -> Rating | None:
        found = await self._some(ratings.c.ticket_id == ticket_id)
        return found[0] if found else None

    async def put(self, rating: Rating) -> None:
        values = asdict(rating)
        await upsert(self._connection, ratings, {"ticket_id": values.pop("ticket_id")}, values)

    async def between(self, since: datetime, until: datetime) -> list[Rating]:
        return await self._some(ratings.c.at >= since, ratings.c.at < until)

    async def by(self, person_id: int) -> list[Rating]:
        return await self._some(ratings.c.person_id == person_id)

    async def _some(self, *where: sa.ColumnElement[bool]) -> list[Rating]:
        statement = sa.select(ratings).where(*where).order_by(ratings.c.at, ratings.c.ticket_id)
        return [Rating(**row) for row in (await self._connection.execute(statement)).mappings()]
