"""Articles that the desk wrote as rows, and what was offered to staff."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from core.knowledge.offer import Offer, Offered
from core.knowledge.writing import IN_FORCE, UNDER_WAY, Deed, Stage, Word, Writing
from storage.tables.knowledge import offers, writing_deeds, writings


class WritingRows:
    """Every version of every article that the desk wrote; none is ever deleted."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, writing: Writing) -> Writing:
        values = asdict(writing)
        del values["id"]
        statement = writings.insert().values(values).returning(writings.c.id)
        return replace(writing, id=(await self._connection.execute(statement)).scalar_one())

    async def get(self, writing_id: int) -> Writing | None:
        statement = sa.select(writings).where(writings.c.id == writing_id).with_for_update()
        return await self._one(statement)

    async def save(self, writing: Writing) -> None:
        values = asdict(writing)
        await self._connection.execute(writings.update().where(writings.c.id == values.pop("id")).values(values))

    async def note(self, writing: Writing, deed: Deed, by: str, words: str, at: datetime) -> None:
        values = {"writing_id": writing.id, "at": at, "by": by, "deed": deed, "words": words}
        await self._connection.execute(writing_deeds.insert().values(values))

    async def in_force(self, key: str) -> Writing | None:
        return await self._one(
            sa.select(writings).where(writings.c.key == key, writings.c.stage.in_(IN_FORCE)).with_for_update()
        )

    async def under_way(self, key: str = "", ticket_id: int | None = None) -> Writing | None:
        whose = writings.c.key == key if key else writings.c.ticket_id == ticket_id
        statement = sa.select(writings).where(whose, writings.c.stage.in_(UNDER_WAY))
        return await self._one(statement.order_by(writings.c.id).limit(1))

    async def waiting(self) -> list[Writing]:
        return await self._all(sa.select(writings).where(writings.c.stage.in_(UNDER_WAY)).order_by(writings.c.id))

    async def withdrawn(self, most: int) -> list[Writing]:
        statement = sa.select(writings).where(writings.c.stage == Stage.WITHDRAWN)
        return await self._all(statement.order_by(writings.c.id.desc()).limit(most))

    async def words(self) -> list[Word]:
        columns = (writings.c.key, writings.c.id, writings.c.over, writings.c.stage == Stage.WITHDRAWN)
        rows = await self._connection.execute(sa.select(*columns).where(writings.c.stage.in_(IN_FORCE)))
        return [Word(key, version, over, bool(hidden)) for key, version, over, hidden in rows]

    async def several(self, ids: Collection[int]) -> list[Writing]:
        return await self._all(sa.select(writings).where(writings.c.id.in_(ids)).order_by(writings.c.id))

    async def _one(self, statement: sa.Select[Any]) -> Writing | None:
        row = (await self._connection.execute(statement)).mappings().first()
        return _writing(row) if row else None

    async def _all(self, statement: sa.Select[Any]) -> list[Writing]:
        return [_writing(row) for row in (await self._connection.execute(statement)).mappings()]


class OfferRows:
    """What staff were offered, kept for the press of a button."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, offer: Offer) -> Offer:
        articles = [asdict(article) for article in offer.articles]
        values = {"person_id": offer.person_id, "at": offer.at, "articles": articles}
        statement = offers.insert().values(values).returning(offers.c.id)
        return replace(offer, id=(await self._connection.execute(statement)).scalar_one())

    async def get(self, offer_id: int) -> Offer | None:
        row = (await self._connection.execute(sa.select(offers).where(offers.c.id == offer_id))).first()
        articles = tuple(Offered(**article) for article in row.articles) if row else ()
        return Offer(row.id, row.person_id, row.at, articles) if row else None


def _writing(row: Any) -> Writing:
    return Writing(**{**row, "stage": Stage(row["stage"])})
