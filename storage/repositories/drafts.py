"""Requests being written down, as rows."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from core.tickets.draft import Draft
from storage.tables.tickets import drafts

_OPEN_DRAFT = (
    sa.select(drafts)
    .where(drafts.c.person_id == sa.bindparam("person_id"), drafts.c.ticket_id.is_(None))
    .with_for_update()
)


class DraftRows:
    """Requests being written down."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def open_of(self, person_id: int) -> Draft | None:
        row = (await self._connection.execute(_OPEN_DRAFT, {"person_id": person_id})).mappings().first()
        return _draft(row) if row else None

    async def get(self, draft_id: int, person_id: int) -> Draft | None:
        statement = sa.select(drafts).where(drafts.c.id == draft_id, drafts.c.person_id == person_id).with_for_update()
        row = (await self._connection.execute(statement)).mappings().first()
        return _draft(row) if row else None

    async def add(self, draft: Draft) -> Draft:
        statement = drafts.insert().values(_values(draft)).returning(drafts.c.id)
        draft.id = (await self._connection.execute(statement)).scalar_one()
        return draft

    async def save(self, draft: Draft) -> None:
        await self._connection.execute(drafts.update().where(drafts.c.id == draft.id).values(_values(draft)))

    async def drop(self, draft_id: int) -> None:
        await self._connection.execute(drafts.delete().where(drafts.c.id == draft_id))


def _draft(row: sa.RowMapping) -> Draft:
    return Draft(
        id=row["id"],
        person_id=row["person_id"],
        created_at=row["created_at"],
        priority=row["priority"],
        category=row["category"],
        fields=dict(row["fields"]),
        offered=tuple(row["offered"]),
        chosen=tuple(row["chosen"]),
        asks=row["asks"],
        ticket_id=row["ticket_id"],
        follows=row["follows"],
        attended=row["attended"],
        apart=tuple(row["apart"]),
        twin=row["twin"],
        compared=row["compared"],
    )


def _values(draft: Draft) -> dict[str, Any]:
    return {
        "person_id": draft.person_id,
        "created_at": draft.created_at,
        "priority": draft.priority,
        "category": draft.category,
        "fields": draft.fields,
        "offered": list(draft.offered),
        "chosen": list(draft.chosen),
        "asks": draft.asks,
        "ticket_id": draft.ticket_id,
        "follows": draft.follows,
        "attended": draft.attended,
        "apart": list(draft.apart),
        "twin": draft.twin,
        "compared": draft.compared,
    }
