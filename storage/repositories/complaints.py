"""Complaints as rows."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from core.tickets.complaint import Complaint
from storage.tables.billing import complaints


class ComplaintRows:
    """Complaints about tickets; reading one for change locks it until the transaction ends."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, complaint: Complaint) -> Complaint:
        statement = complaints.insert().values(_values(complaint)).returning(complaints.c.id)
        complaint.id = (await self._connection.execute(statement)).scalar_one()
        return complaint

    async def get(self, complaint_id: int) -> Complaint | None:
        return await self._one(complaints.c.id == complaint_id)

    async def open_of(self, ticket_id: int) -> Complaint | None:
        return await self._one(complaints.c.ticket_id == ticket_id, complaints.c.answered_at.is_(None))

    async def of_person(self, person_id: int) -> list[Complaint]:
        statement = sa.select(complaints).where(complaints.c.person_id == person_id).order_by(complaints.c.id)
        return [Complaint(**row) for row in (await self._connection.execute(statement)).mappings()]

    async def save(self, complaint: Complaint) -> None:
        await self._connection.execute(
            complaints.update().where(complaints.c.id == complaint.id).values(_values(complaint))
        )

    async def _one(self, *where: sa.ColumnElement[bool]) -> Complaint | None:
        statement = sa.select(complaints).where(*where).order_by(complaints.c.id).limit(1).with_for_update()
        row = (await self._connection.execute(statement)).mappings().first()
        return Complaint(**row) if row else None


def _values(complaint: Complaint) -> dict[str, Any]:
    return {name: value for name, value in asdict(complaint).items() if name != "id"}
