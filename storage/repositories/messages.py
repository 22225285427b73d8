"""Messages as rows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from core.conversations.message import Attachment, Author, Media, Message, Origin
from core.errors import Repeated
from core.tickets.finding import folded
from storage.tables.messages import copies, messages, revisions
from storage.tables.tickets import tickets

_INSERT = messages.insert().returning(messages.c.id)
_GET = sa.select(messages).where(messages.c.id == sa.bindparam("message_id"))
_BY_ORIGIN = sa.select(messages).where(
    messages.c.origin_chat == sa.bindparam("chat"), messages.c.origin_number == sa.bindparam("number")
)
_BY_COPY = (
    sa.select(messages)
    .join(copies, copies.c.message_id == messages.c.id)
    .where(copies.c.chat == sa.bindparam("chat"), copies.c.number == sa.bindparam("number"))
)


class MessageRows:
    """Messages with their earlier words and their copies."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, message: Message) -> Message:
        values = _values(message)
        try:
            message_id = (await self._connection.execute(_INSERT, values)).scalar_one()
        except sa.exc.IntegrityError as error:
            if "origin" in str(error.orig):
                raise Repeated(f"message {message.origin.number} of {message.origin.chat}") from error
            raise
        return _message(values | {"id": message_id})

    async def get(self, message_id: int) -> Message:
        return _message((await self._connection.execute(_GET, {"message_id": message_id})).mappings().one())

    async def find(self, message_id: int) -> Message | None:
        row = (await self._connection.execute(_GET, {"message_id": message_id})).mappings().first()
        return _message(row) if row else None

    async def several(self, message_ids: Collection[int]) -> list[Message]:
        rows = await self._connection.execute(
            sa.select(messages).where(messages.c.id.in_(message_ids)).order_by(messages.c.id)
        )
        return [_message(row) for row in rows.mappings()]

    async def album(self, message: Message) -> list[Message]:
        if not message.album:
            return [message]
        rows = await self._connection.execute(
            sa.select(messages)
            .where(messages.c.person_id == message.person_id, messages.c.album == message.album)
            .order_by(messages.c.id)
        )
        return [_message(row) for row in rows.mappings()]

    async def seen(self, origin: Origin) -> Message | None:
        where = {"chat": origin.chat, "number": origin.number}
        for statement in (_BY_ORIGIN, _BY_COPY):
            row = (await self._connection.execute(statement, where)).mappings().first()
            if row:
                return _message(row)
        return None

    async def obscene(self, person_id: int, since: datetime) -> list[datetime]:
        rows = await self._connection.execute(
            sa.select(messages.c.at)
            .where(messages.c.person_id == person_id, messages.c.obscene, messages.c.at >= since)
            .order_by(messages.c.id)
        )
        return list(rows.scalars())

    async def loose(self, person_id: int) -> list[Message]:
        last = (
            sa.select(sa.func.coalesce(sa.func.max(messages.c.id), 0))
            .join(tickets, tickets.c.id == messages.c.ticket_id)
            .where(messages.c.person_id == person_id, messages.c.at <= tickets.c.registered_at)
            .scalar_subquery()
        )
        rows = await self._connection.execute(
            sa.select(messages)
            .where(
                messages.c.person_id == person_id,
                messages.c.ticket_id.is_(None),
                messages.c.author == Author.CUSTOMER,
                messages.c.id > last,
            )
            .order_by(messages.c.id)
        )
        return [_message(row) for row in rows.mappings()]

    async def thread(self, ticket_id: int) -> list[Message]:
        rows = await self._connection.execute(
            sa.select(messages).where(messages.c.ticket_id == ticket_id).order_by(messages.c.id)
        )
        return [_message(row) for row in rows.mappings()]

    async def all_of(self, person_id: int) -> list[Message]:
        rows = await self._connection.execute(
            sa.select(messages).where(messages.c.person_id == person_id).order_by(messages.c.id)
        )
        return [_message(row) for row in rows.mappings()]

    async def last_words(self) -> dict[int, datetime]:
        rows = await self._connection.execute(
            sa.select(messages.c.ticket_id, sa.func.max(messages.c.at).label("at"))
            .join(tickets, tickets.c.id == messages.c.ticket_id)
            .where(tickets.c.closed_at.is_(None), messages.c.author == Author.CUSTOMER)
            .group_by(messages.c.ticket_id)
        )
        return {row.ticket_id: row.at for row in rows}

    async def assign(self, message_ids: list[int], ticket_id: int) -> None:
        await self._connection.execute(
            messages.update().where(messages.c.id.in_(message_ids)).values(ticket_id=ticket_id)
        )

    async def readdress(self, ticket_id: int, before: int, after: int) -> None:
        for column in (messages.c.person_id, messages.c.author_id):
            theirs = sa.and_(messages.c.ticket_id == ticket_id, column == before)
            await self._connection.execute(messages.update().where(theirs).values({column: after}))

    async def edit(self, message: Message, before: Message) -> None:
        await self._connection.execute(
            revisions.insert().values(message_id=message.id, replaced_at=message.edited_at, text=before.text)
        )
        await self._connection.execute(
            messages.update()
            .where(messages.c.id == message.id)
            .values(
                text=message.text,
                entities=list(message.entities),
                edited_at=message.edited_at,
                folded=_folded(message),
                obscene=message.obscene,
            )
        )

    async def withdraw(self, message: Message) -> None:
        mark = {"withdrawn_at": message.withdrawn_at}
        await self._connection.execute(messages.update().where(messages.c.id == message.id).values(mark))

    async def fetched(self, message_id: int, attachment: Attachment) -> None:
        await self._connection.execute(
            messages.update()
            .where(messages.c.id == message_id)
            .values(attachment=asdict(attachment), file_state=attachment.state)
        )

    async def unfetched(self, limit: int) -> list[Message]:
        rows = await self._connection.execute(
            sa.select(messages).where(messages.c.file_state == "wanted").order_by(messages.c.id).limit(limit)
        )
        return [_message(row) for row in rows.mappings()]

    async def copies_of(self, message_id: int) -> list[tuple[str, int, bool]]:
        rows = await self._connection.execute(
            sa.select(copies.c.chat, copies.c.number, copies.c.merged)
            .where(copies.c.message_id == message_id)
            .order_by(copies.c.number)
        )
        return [(row.chat, row.number, row.merged) for row in rows]

    async def recent_talk(self, person_id: int, limit: int, before: int | None = None) -> list[Message]:
        earlier = sa.true() if before is None else messages.c.id < before
        rows = await self._connection.execute(
            sa.select(messages)
            .where(messages.c.person_id == person_id, messages.c.ticket_id.is_(None), earlier)
            .order_by(messages.c.id.desc())
            .limit(limit)
        )
        return [_message(row) for row in rows.mappings()][::-1]


def _values(message: Message) -> dict[str, Any]:
    file = message.attachment
    return {
        "person_id": message.person_id,
        "ticket_id": message.ticket_id,
        "at": message.at,
        "author": message.author.value,
        "author_id": message.author_id,
        "author_name": message.author_name,
        "channel": message.channel,
        "text": message.text,
        "entities": list(message.entities),
        "internal": message.internal,
        "attachment": asdict(file) if file else None,
        "file_state": file.state if file else "",
        "album": message.album,
        "reply_to": message.reply_to,
        "edited_at": message.edited_at,
        "quote": message.quote,
        "withdrawn_at": message.withdrawn_at,
        "folded": _folded(message),
        "forwarded": message.forwarded,
        "obscene": message.obscene,
        "origin_chat": message.origin.chat,
        "origin_number": message.origin.number,
    }


def _folded(message: Message) -> str:
    """What a message is found by: its words, the colleague who wrote it, the name of its file. A customer is found by
    their own name, not by every word they said."""
    file, colleague = message.attachment, message.author is Author.STAFF
    return folded((message.text, message.author_name if colleague else "", file.name if file else ""))


def _message(row: Any) -> Message:
    file = row["attachment"]
    return Message(
        id=row["id"],
        person_id=row["person_id"],
        ticket_id=row["ticket_id"],
        at=row["at"],
        author=Author(row["author"]),
        author_id=row["author_id"],
        author_name=row["author_name"],
        channel=row["channel"],
        text=row["text"],
        entities=tuple(row["entities"]),
        internal=row["internal"],
        attachment=Attachment(**(file | {"kind": Media(file["kind"])})) if file else None,
        album=row["album"],
        reply_to=row["reply_to"],
        edited_at=row["edited_at"],
        quote=row["quote"],
        withdrawn_at=row["withdrawn_at"],
        forwarded=row["forwarded"],
        obscene=row["obscene"],
        origin=Origin(row["origin_chat"], row["origin_number"]),
    )
