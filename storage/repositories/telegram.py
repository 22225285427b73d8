"""Topics and chat moves as rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables.telegram import cards, chats, topics
from storage.upsert import upsert


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the staff chat: the desk's thread it shows, and its pinned card."""

    thread: str
    chat: str
    topic_id: int
    name: str
    card: int | None


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """The message in a customer's chat that shows how their ticket stands, and what it said when it was sent."""

    ticket_id: int
    chat: str
    number: int
    kind: str
    facts: dict[str, Any]


class TelegramRows:
    """What the desk remembers of Telegram."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def topic(self, thread: str) -> Topic | None:
        return await self._topic(topics.c.thread == thread)

    async def topic_at(self, chat: str, topic_id: int) -> Topic | None:
        return await self._topic(sa.and_(topics.c.chat == chat, topics.c.topic_id == topic_id))

    async def _topic(self, where: sa.ColumnElement[bool]) -> Topic | None:
        row = (await self._connection.execute(sa.select(topics).where(where))).first()
        return Topic(row.thread, row.chat, row.topic_id, row.name, row.card) if row else None

    async def keep_topic(self, thread: str, chat: str, topic_id: int, name: str) -> None:
        values = {"chat": chat, "topic_id": topic_id, "name": name, "card": None}
        await upsert(self._connection, topics, {"thread": thread}, values)

    async def drop_topic(self, thread: str) -> None:
        await self._connection.execute(topics.delete().where(topics.c.thread == thread))

    async def rename_topic(self, thread: str, name: str) -> None:
        await self._connection.execute(topics.update().where(topics.c.thread == thread).values(name=name))

    async def keep_card(self, thread: str, card: int) -> None:
        await self._connection.execute(topics.update().where(topics.c.thread == thread).values(card=card))

    async def customer_card(self, ticket_id: int, chat: str) -> CustomerCard | None:
        there = sa.and_(cards.c.ticket_id == ticket_id, cards.c.chat == chat)
        row = (await self._connection.execute(sa.select(cards).where(there))).first()
        return CustomerCard(row.ticket_id, row.chat, row.number, row.kind, row.facts) if row else None

    async def keep_customer_card(
        self, ticket_id: int, chat: str, number: int, kind: str, facts: dict[str, Any]
    ) -> None:
        values = {"number": number, "kind": kind, "facts": facts}
        await upsert(self._connection, cards, {"ticket_id": ticket_id, "chat": chat}, values)

    async def drop_customer_card(self, ticket_id: int, chat: str) -> None:
        await self._connection.execute(cards.delete().where(cards.c.ticket_id == ticket_id, cards.c.chat == chat))

    async def chat(self, name: str) -> str | None:
        """Where a chat of the settings has moved to; None while it is where the settings say."""
        found: str | None = (
            await self._connection.execute(sa.select(chats.c.chat).where(chats.c.name == name))
        ).scalar()
        return found

    async def move_chat(self, name: str, old: str, new: str) -> None:
        """A group was upgraded: its topics and messages are found under the new id from here on."""
        await upsert(self._connection, chats, {"name": name}, {"chat": new})
        await self._connection.execute(topics.delete().where(topics.c.chat == old))
