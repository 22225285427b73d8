"""Timers as rows: due rows are claimed and marked in the same transaction as their effect."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from core.deadlines.timers import Change, Deed, Timer
from storage.tables.tickets import timers
from storage.upsert import insert_for


class TimerRows:
    """Due rows: claimed and marked in the same transaction as their effect."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def apply(self, ticket_id: int, change: Change) -> None:
        if change.drop:
            await self._connection.execute(
                timers.delete().where(timers.c.ticket_id == ticket_id, timers.c.key.in_(change.drop))
            )
        for timer in change.put:
            values = {
                "due": timer.due,
                "deed": timer.deed.value,
                "run": timer.run,
                "level": timer.level,
                "action": timer.action,
            }
            insert = insert_for(self._connection, timers).values(ticket_id=ticket_id, key=timer.key, **values)
            await self._connection.execute(
                insert.on_conflict_do_update(index_elements=["ticket_id", "key"], set_=values)
            )

    async def claim(self, now: datetime) -> tuple[int, Timer] | None:
        statement = (
            sa.select(timers)
            .where(timers.c.rung_at.is_(None), timers.c.due <= now)
            .order_by(timers.c.due, timers.c.ticket_id, timers.c.level)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        row = (await self._connection.execute(statement)).mappings().first()
        return (row["ticket_id"], timer_of(row)) if row else None

    async def rung(self, ticket_id: int, key: str, at: datetime) -> None:
        await self._connection.execute(
            timers.update().where(timers.c.ticket_id == ticket_id, timers.c.key == key).values(rung_at=at)
        )

    async def earliest(self) -> datetime | None:
        statement = sa.select(sa.func.min(timers.c.due)).where(timers.c.rung_at.is_(None))
        found: datetime | None = (await self._connection.execute(statement)).scalar()
        return found


def timer_of(row: sa.RowMapping) -> Timer:
    """The row as a timer."""
    return Timer(row["key"], row["due"], Deed(row["deed"]), row["run"], row["level"], row["action"], row["rung_at"])
