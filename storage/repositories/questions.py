"""Questions as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from core.consultation.question import Ending, Question
from core.conversations.message import Author
from core.knowledge.scoring import Band
from storage.tables.messages import messages
from storage.tables.questions import questions

REMEMBERED = 200
"""So many of a person's last questions are looked through for a message."""


class QuestionRows:
    """What customers asked, and how it went on."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, question: Question) -> Question:
        statement = questions.insert().values(_values(question)).returning(questions.c.id)
        question.id = (await self._connection.execute(statement)).scalar_one()
        return question

    async def save(self, question: Question) -> None:
        await self._connection.execute(
            questions.update().where(questions.c.id == question.id).values(_values(question))
        )

    async def find(self, question_id: int, person_id: int) -> Question | None:
        own = sa.select(questions).where(questions.c.id == question_id, questions.c.person_id == person_id)
        found = await self._some(own.with_for_update())
        return found[0] if found else None

    async def waiting(self, heard_before: float, most: int) -> list[Question]:
        ripe = sa.select(questions).where(questions.c.band.is_(None), questions.c.heard <= heard_before)
        return await self._some(ripe.order_by(questions.c.heard, questions.c.id).limit(most))

    async def waiting_of(self, person_id: int) -> Question | None:
        own = sa.select(questions).where(questions.c.person_id == person_id, questions.c.band.is_(None))
        found = await self._some(own.order_by(questions.c.id.desc()).limit(1).with_for_update())
        return found[0] if found else None

    async def attended(self, person_id: int, handed_since: datetime, spoken_since: datetime) -> bool:
        handed = sa.exists().where(
            questions.c.person_id == person_id,
            questions.c.ending == Ending.HANDED,
            questions.c.ended_at > handed_since,
        )
        spoken = sa.exists().where(
            messages.c.person_id == person_id,
            messages.c.author == Author.STAFF,
            messages.c.ticket_id.is_(None),
            messages.c.at > spoken_since,
        )
        return bool((await self._connection.execute(sa.select(sa.or_(handed, spoken)))).scalar())

    async def lately(self, person_id: int, since: datetime) -> list[Question]:
        own = sa.select(questions).where(questions.c.person_id == person_id, questions.c.asked_at > since)
        return await self._some(own.order_by(questions.c.id))

    async def of_messages(self, person_id: int, message_ids: Sequence[int]) -> list[Question]:
        own = sa.select(questions).where(questions.c.person_id == person_id)
        last = await self._some(own.order_by(questions.c.id.desc()).limit(REMEMBERED))
        wanted = set(message_ids)
        return [question for question in reversed(last) if wanted.intersection(question.messages)]

    async def between(self, since: datetime, until: datetime) -> list[Question]:
        within = sa.select(questions).where(questions.c.asked_at >= since, questions.c.asked_at < until)
        return await self._some(within.order_by(questions.c.id))

    async def _some(self, statement: sa.Select[Any]) -> list[Question]:
        return [_question(row) for row in (await self._connection.execute(statement)).mappings()]


def _values(question: Question) -> dict[str, Any]:
    values = asdict(question)
    del values["id"]
    return values | {name: list(values[name]) for name in ("messages", "articles", "sections")}


def _question(row: sa.RowMapping) -> Question:
    read = {name: tuple(row[name]) for name in ("messages", "articles", "sections")}
    band = Band(row["band"]) if row["band"] is not None else None
    return Question(**dict(row) | read | {"band": band, "ending": Ending(row["ending"])})
