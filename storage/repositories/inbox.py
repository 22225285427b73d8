"""The inbox as rows: stored once, handled one chat at a time and in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables.inbox import inbox
from storage.upsert import insert_for

_FIRST_OF_CHAT = sa.select(sa.func.min(inbox.c.id)).where(inbox.c.state == sa.text("'new'")).group_by(inbox.c.chat)
_FIRST = (
    sa.select(inbox.c.id)
    .where(
        inbox.c.state == sa.text("'new'"),
        inbox.c.not_before <= sa.bindparam("wall"),
        inbox.c.id.in_(_FIRST_OF_CHAT),
    )
    .order_by(inbox.c.id)
    .limit(sa.bindparam("most"))
    .with_for_update(skip_locked=True)
)
_CLAIM = (
    inbox.update()
    .where(inbox.c.id.in_(_FIRST))
    .values(state="done")
    .returning(inbox.c.id, inbox.c.chat, inbox.c.raw, inbox.c.received_at, inbox.c.attempts)
)
_ANY_NEW = sa.select(inbox.c.id).where(inbox.c.state == sa.text("'new'")).limit(1)
_DONE = inbox.update().where(inbox.c.id == sa.bindparam("row_id")).values(state="done")


@dataclass(frozen=True, slots=True)
class Received:
    """An update as it came in, not handled yet."""

    id: int
    chat: str
    raw: str
    received_at: datetime
    attempts: int


class InboxRows:
    """Updates that came in."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def store(self, channel: str, updates: Sequence[tuple[int, str, str]], at: datetime) -> None:
        """Store (update id, chat, raw text) rows; those stored before are left alone."""
        rows: list[dict[str, Any]] = [
            {
                "channel": channel,
                "update_id": update_id,
                "chat": chat,
                "raw": raw,
                "received_at": at,
                "state": "new",
                "attempts": 0,
                "not_before": 0.0,
                "error": "",
            }
            for update_id, chat, raw in updates
        ]
        insert = insert_for(self._connection, inbox).on_conflict_do_nothing()
        if rows:
            await self._connection.execute(insert, rows)

    async def claim(self, wall: float, most: int) -> list[Received]:
        """Take the oldest unhandled update of each of several chats; a rollback gives them back."""
        rows = await self._connection.execute(_CLAIM, {"wall": wall, "most": most})
        return sorted((Received(*row) for row in rows), key=lambda received: received.id)

    async def done(self, row_id: int) -> None:
        await self._connection.execute(_DONE, {"row_id": row_id})

    async def hold(self, row_id: int) -> None:
        """Keep it unhandled until ``release`` of its chat (free text before the consent)."""
        await self._connection.execute(inbox.update().where(inbox.c.id == row_id).values(state="held"))

    async def release(self, chat: str) -> int:
        """Let what was held be handled now; returns how much that is."""
        held = inbox.update().where(inbox.c.chat == chat, inbox.c.state == "held").values(state="new")
        return (await self._connection.execute(held)).rowcount

    async def failed(self, row_id: int, attempts: int, until: float, error: str, dead: bool) -> None:
        await self._connection.execute(
            inbox.update()
            .where(inbox.c.id == row_id)
            .values(attempts=attempts, not_before=until, error=error, state="dead" if dead else "new")
        )

    async def empty(self) -> bool:
        """True when every stored update is handled, held for a consent, or put aside."""
        return (await self._connection.execute(_ANY_NEW)).first() is None
