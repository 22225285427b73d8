"""Public notices as rows."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from core.bulletins.bulletin import Bulletin
from storage.tables.bulletins import bulletins, linked, readers
from storage.tables.people import addresses
from storage.upsert import insert_for


class BulletinRows:
    """Public notices; reading one for change locks it until the transaction ends."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, bulletin: Bulletin) -> Bulletin:
        statement = bulletins.insert().values(_values(bulletin)).returning(bulletins.c.id)
        bulletin.id = (await self._connection.execute(statement)).scalar_one()
        return bulletin

    async def get(self, bulletin_id: int) -> Bulletin | None:
        statement = sa.select(bulletins).where(bulletins.c.id == bulletin_id).with_for_update()
        row = (await self._connection.execute(statement)).mappings().first()
        return Bulletin(**row) if row else None

    async def save(self, bulletin: Bulletin) -> None:
        await self._connection.execute(
            bulletins.update().where(bulletins.c.id == bulletin.id).values(_values(bulletin))
        )

    async def open(self) -> list[Bulletin]:
        return await self._found()

    async def unheard(self, person_id: int) -> list[Bulletin]:
        heard = sa.exists().where(readers.c.bulletin_id == bulletins.c.id, readers.c.person_id == person_id)
        return await self._found(~heard)

    async def heard(self, bulletin_id: int, person_id: int) -> None:
        insert = insert_for(self._connection, readers).values(bulletin_id=bulletin_id, person_id=person_id)
        await self._connection.execute(insert.on_conflict_do_nothing())

    async def readers(self, bulletin_id: int) -> list[int]:
        reachable = sa.exists().where(addresses.c.person_id == readers.c.person_id)
        statement = sa.select(readers.c.person_id).where(readers.c.bulletin_id == bulletin_id, reachable)
        return list((await self._connection.execute(statement.order_by(readers.c.person_id))).scalars())

    async def link(self, bulletin_id: int, ticket_id: int) -> bool:
        insert = insert_for(self._connection, linked).values(bulletin_id=bulletin_id, ticket_id=ticket_id)
        return (await self._connection.execute(insert.on_conflict_do_nothing())).rowcount > 0

    async def tickets(self, bulletin_id: int) -> list[int]:
        statement = sa.select(linked.c.ticket_id).where(linked.c.bulletin_id == bulletin_id)
        return list((await self._connection.execute(statement.order_by(linked.c.ticket_id))).scalars())

    async def _found(self, *where: sa.ColumnElement[bool]) -> list[Bulletin]:
        statement = sa.select(bulletins).where(bulletins.c.closed_at.is_(None), *where).order_by(bulletins.c.id)
        return [Bulletin(**row) for row in (await self._connection.execute(statement)).mappings()]


def _values(bulletin: Bulletin) -> dict[str, Any]:
    return {name: value for name, value in asdict(bulletin).items() if name != "id"}
