"""The journal as rows: appended and read, changed only to take words out."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from core.journal.chain import Entry
from storage.tables.journal import journal


class JournalRows:
    """Entries of tickets, in order."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def last(self, ticket_id: int) -> Entry | None:
        statement = sa.select(journal).where(journal.c.ticket_id == ticket_id).order_by(journal.c.seq.desc()).limit(1)
        row = (await self._connection.execute(statement)).mappings().first()
        return Entry(**row) if row else None

    async def append(self, entry: Entry) -> None:
        values = {column.name: getattr(entry, column.name) for column in journal.columns}
        await self._connection.execute(journal.insert().values(values))

    async def strip(self, entry: Entry) -> None:
        there = sa.and_(journal.c.ticket_id == entry.ticket_id, journal.c.seq == entry.seq)
        await self._connection.execute(journal.update().where(there).values(actor=entry.actor, facts=entry.facts))

    async def entries(self, ticket_id: int) -> list[Entry]:
        statement = sa.select(journal).where(journal.c.ticket_id == ticket_id).order_by(journal.c.seq)
        return [Entry(**row) for row in (await self._connection.execute(statement)).mappings()]

    async def moves(self, since: datetime, until: datetime) -> list[Entry]:
        statement = (
            sa.select(journal)
            .where(journal.c.kind == "moved", journal.c.at >= since, journal.c.at < until)
            .order_by(journal.c.at, journal.c.ticket_id, journal.c.seq)
        )
        return [Entry(**row) for row in (await self._connection.execute(statement)).mappings()]
