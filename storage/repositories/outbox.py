"""The outbox as rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from core.notifications.notice import Customer, Desk, Notice, Parcel, Room, Urgency
from core.notifications.outbox import OF_COMPANY, PASSING, Partly, Sent
from storage.repositories.visibility import visible
from storage.tables.messages import copies
from storage.tables.notifications import outbox
from storage.tables.tickets import tickets
from storage.upsert import insert_for

_FIRST_OF_STREAM = (
    sa.select(sa.func.min(outbox.c.id))
    .where(outbox.c.channel == sa.bindparam("channel"), outbox.c.state == sa.text("'waiting'"))
    .group_by(outbox.c.address, outbox.c.stream)
)
_HEADS = (
    sa.select(outbox)
    .where(outbox.c.id.in_(_FIRST_OF_STREAM))
    .order_by(outbox.c.not_before > sa.bindparam("wall"), outbox.c.urgency, outbox.c.id)
    .limit(sa.bindparam("most"))
)
_INSERT = outbox.insert()
_COPIES = copies.insert()
_SENT = (
    outbox.update()
    .where(outbox.c.id == sa.bindparam("parcel"))
    .values(state="sent", ended_at=sa.bindparam("wall", type_=sa.Float), facts={})
)


class OutboxRows:
    """What waits to leave, and what became of it."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, channel: str, address: str, notice: Notice, wall: float, dead: str = "") -> Parcel | None:
        row = {
            "channel": channel,
            "address": address,
            "person_id": notice.to.person_id if isinstance(notice.to, Customer) else None,
            "thread": notice.to.thread if isinstance(notice.to, Desk) else "",
            "stream": notice.stream,
            "urgency": int(notice.urgency),
            "kind": notice.kind,
            "facts": notice.facts,
            "key": "" if dead else notice.key,
            "ticket_id": notice.ticket_id,
            "message_id": notice.message_id,
            "state": "dead" if dead else "waiting",
            "attempts": 0,
            "not_before": wall + notice.delay,
            "reason": dead,
            "put_at": wall,
            "ended_at": wall if dead else None,
        }
        if dead or not notice.key:
            return await self._stored(_INSERT, row, notice)
        # Another process may put the same key or send what waits under it, both between our look and our insert.
        while not await self._joined(channel, address, notice):
            insert = insert_for(self._connection, outbox).on_conflict_do_nothing()
            parcel = await self._stored(insert, row, notice)
            if parcel is not None:
                return parcel
        return None

    async def _stored(self, insert: Any, row: dict[str, Any], notice: Notice) -> Parcel | None:
        """The parcel of a new row; None when there is a row with its key."""
        done = await self._connection.execute(insert, row)
        if not done.rowcount:
            return None
        key = done.inserted_primary_key
        assert key is not None
        return Parcel(key[0], row["channel"], row["address"], notice, 0, row["not_before"])

    async def last(self, channel: str, address: str, kind: str, since: float) -> float | None:
        statement = sa.select(sa.func.max(outbox.c.ended_at)).where(
            outbox.c.ended_at > since,
            outbox.c.channel == channel,
            outbox.c.address == address,
            outbox.c.kind == kind,
            outbox.c.state == "sent",
        )
        found: float | None = (await self._connection.execute(statement)).scalar()
        return found

    async def hurry(self, channel: str, address: str, key: str, wall: float) -> None:
        waiting = sa.and_(outbox.c.channel == channel, outbox.c.address == address, outbox.c.state == "waiting")
        statement = outbox.update().where(waiting, outbox.c.key == key)
        await self._connection.execute(statement.values(key="", stream="", not_before=wall))

    async def resume(self, channel: str, address: str, wall: float) -> None:
        waiting = sa.and_(outbox.c.channel == channel, outbox.c.address == address, outbox.c.state == "waiting")
        put_off = sa.and_(waiting, outbox.c.attempts > 0)
        await self._connection.execute(outbox.update().where(put_off).values(not_before=wall))

    async def release(self, lane: str, wall: float) -> None:
        waiting = sa.and_(outbox.c.key.startswith(lane, autoescape=True), outbox.c.state == "waiting")
        await self._connection.execute(outbox.update().where(waiting).values(not_before=wall, stream=outbox.c.thread))

    async def revive(self, channel: str, address: str, wall: float) -> int:
        statement = (
            outbox.update()
            .where(
                outbox.c.channel == channel,
                outbox.c.address == address,
                outbox.c.state == "dead",
                outbox.c.reason.in_(("blocked", "cannot_initiate")),
                outbox.c.key == "",
                outbox.c.kind.not_in(PASSING),
            )
            .values(state="waiting", reason="", attempts=0, not_before=wall, ended_at=None)
        )
        return (await self._connection.execute(statement)).rowcount

    async def withhold(self, person_id: int, organisation_id: int) -> None:
        of_company = sa.select(tickets.c.id).where(tickets.c.organisation_id == organisation_id)
        hidden = sa.and_(
            outbox.c.ticket_id.in_(of_company), outbox.c.ticket_id.not_in(of_company.where(visible(person_id)))
        )
        of_nothing_else = sa.and_(outbox.c.ticket_id.is_(None), outbox.c.kind.in_(OF_COMPANY))
        await self._connection.execute(
            outbox.delete().where(
                outbox.c.person_id == person_id,
                outbox.c.state != "sent",
                sa.or_(hidden, of_nothing_else),
            )
        )

    async def _joined(self, channel: str, address: str, notice: Notice) -> bool:
        """A waiting parcel with the same key takes the new facts; messages and changes are added to those it has."""
        statement = (
            sa.select(outbox.c.id, outbox.c.facts, outbox.c.ticket_id)
            .where(
                outbox.c.channel == channel,
                outbox.c.address == address,
                outbox.c.key == notice.key,
                outbox.c.state == "waiting",
            )
            .with_for_update()
        )
        row = (await self._connection.execute(statement)).first()
        if row is None:
            return False
        facts = dict(notice.facts)
        for added in facts.keys() & {"messages" if notice.kind == "relay" else "changes"}:
            facts[added] = [*row.facts.get(added, []), *facts[added]]
        ticket_id = notice.ticket_id if row.ticket_id == notice.ticket_id else None
        values = {"facts": facts, "ticket_id": ticket_id}
        await self._connection.execute(outbox.update().where(outbox.c.id == row.id).values(values))
        return True

    async def heads(self, channel: str, wall: float, limit: int) -> list[Parcel]:
        rows = await self._connection.execute(_HEADS, {"channel": channel, "wall": wall, "most": limit})
        return [_parcel(row) for row in rows.mappings()]

    async def take(self, parcel: Parcel) -> Parcel:
        stream = outbox.c.thread if parcel.notice.facts.get("held") else outbox.c.stream
        statement = outbox.update().where(outbox.c.id == parcel.id).values(key="", stream=stream).returning(*outbox.c)
        return _parcel((await self._connection.execute(statement)).mappings().one())

    async def behind(self, parcel: Parcel, limit: int) -> list[Parcel]:
        rows = await self._connection.execute(
            sa.select(outbox)
            .where(
                outbox.c.channel == parcel.channel,
                outbox.c.address == parcel.address,
                outbox.c.stream == parcel.notice.stream,
                outbox.c.state == "waiting",
                outbox.c.id > parcel.id,
            )
            .order_by(outbox.c.id)
            .limit(limit)
        )
        return [_parcel(row) for row in rows.mappings()]

    async def mark_sent(self, parcels: Sequence[Parcel], sent: Sent, wall: float) -> None:
        await self._connection.execute(_SENT, [{"parcel": parcel.id, "wall": wall} for parcel in parcels])
        await self._pair(parcels[0], sent)

    async def mark_part(self, parcel: Parcel, partly: Partly, until: float) -> None:
        facts = parcel.notice.facts | {"part": partly.part} | ({"lost": partly.reason} if partly.reason else {})
        statement = outbox.update().where(outbox.c.id == parcel.id).values(facts=facts, not_before=until, attempts=0)
        await self._connection.execute(statement)
        await self._pair(parcel, partly)

    async def _pair(self, parcel: Parcel, arrived: Sent | Partly) -> None:
        """Note which message stands where in the other chat."""
        rows = [
            {
                "chat": arrived.chat,
                "number": copy.number,
                "message_id": copy.message_id,
                "ticket_id": parcel.notice.ticket_id,
                "merged": copy.merged,
            }
            for copy in arrived.copies
        ]
        if rows:
            await self._connection.execute(_COPIES, rows)

    async def mark_later(self, parcel: Parcel, until: float, reason: str) -> None:
        await self._connection.execute(
            outbox.update()
            .where(outbox.c.id == parcel.id)
            .values(not_before=until, attempts=parcel.attempts + 1, reason=reason)
        )

    async def mark_dead(self, parcels: Sequence[Parcel], reason: str, wall: float) -> None:
        await self._connection.execute(
            outbox.update()
            .where(outbox.c.id.in_([parcel.id for parcel in parcels]))
            .values(state="dead", reason=reason, ended_at=wall)
        )

    async def recent(self, channel: str, since: float) -> list[tuple[str, float]]:
        rows = await self._connection.execute(
            sa.select(outbox.c.address, outbox.c.ended_at).where(
                outbox.c.channel == channel, outbox.c.state == "sent", outbox.c.ended_at > since
            )
        )
        return [(row.address, row.ended_at) for row in rows]


def _recipient(row: sa.RowMapping) -> Customer | Desk | Room:
    if row["person_id"] is not None:
        return Customer(row["person_id"])
    return Desk(row["thread"], row["address"].partition(":")[2]) if row["thread"] else Room(row["address"])


def _parcel(row: sa.RowMapping) -> Parcel:
    return Parcel(
        id=row["id"],
        channel=row["channel"],
        address=row["address"],
        notice=Notice(
            to=_recipient(row),
            kind=row["kind"],
            facts=row["facts"],
            urgency=Urgency(row["urgency"]),
            stream=row["stream"],
            key=row["key"],
            ticket_id=row["ticket_id"],
            message_id=row["message_id"],
        ),
        attempts=row["attempts"],
        not_before=row["not_before"],
    )
