"""The inbox as rows: stored once, handled one chat at a time and in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables.inbox import inbox
from storage.upsert import insert_into

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
_WAITING = sa.exists().where(inbox.c.chat == sa.bindparam("of_chat"), inbox.c.state == sa.text("'new'"))
_STATE = sa.case((_WAITING, "new"), else_="done")
_ANY_NEW = sa.select(inbox.c.id).where(inbox.c.state == sa.text("'new'")).limit(1)
_DONE = inbox.update().where(inbox.c.id == sa.bindparam("row_id")).values(state="done")


@cache
def _store(dialect: str) -> sa.Insert:
    return insert_into(dialect, inbox).on_conflict_do_nothing()


@cache
def _take_in(dialect: str) -> sa.sql.dml.ReturningInsert[tuple[int, str]]:
    insert = insert_into(dialect, inbox).values(state=_STATE).on_conflict_do_nothing()
    return insert.returning(inbox.c.id, inbox.c.state)


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
        if updates:
            insert = _store(self._connection.dialect.name)
            await self._connection.execute(insert, [_row(channel, update, at) | {"state": "new"} for update in updates])

    async def take_in(self, channel: str, update: tuple[int, str, str], at: datetime) -> Received | None:
        """Store an update as being handled in this transaction; None when others of its chat wait (then it waits
        behind them) or when it was stored before."""
        row = _row(channel, update, at) | {"of_chat": update[1]}
        stored = (await self._connection.execute(_take_in(self._connection.dialect.name), row)).first()
        if stored is None or stored.state != "done":
            return None
        return Received(stored.id, row["chat"], row["raw"], at, 0)

    async def claim(self, wall: float, most: int) -> list[Received]:
        """Take the oldest unhandled update of each of several chats; a rollback gives them back."""
        rows = await self._connection.execute(_CLAIM, {"wall": wall, "most": most})
        return sorted((Received(*row) for row in rows), key=lambda received: received.id)

    async def done(self, row_id: int) -> None:
        await self._connection.execute(_DONE, {"row_id": row_id})

    async def hold(self, row_id: int, chat: str = "") -> None:
        """Keep it unhandled until ``release`` of its chat (free text before the consent), or of the private chat of
        whoever it waits for (their words in a group)."""
        values = {"state": "held"} | ({"chat": chat} if chat else {})
        await self._connection.execute(inbox.update().where(inbox.c.id == row_id).values(values))

    async def forget(self, row_id: int) -> None:
        """Keep nothing of what the update said; that it came is kept, so that it is not taken in twice."""
        await self._connection.execute(inbox.update().where(inbox.c.id == row_id).values(raw=""))

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


def _row(channel: str, update: tuple[int, str, str], at: datetime) -> dict[str, Any]:
    update_id, chat, raw = update
    return {
        "channel": channel,
        "update_id": update_id,
        "chat": chat,
        "raw": raw,
        "received_at": at,
        "attempts": 0,
        "not_before": 0.0,
        "error": "",
    }
