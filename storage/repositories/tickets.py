"""Tickets and the regulations they were registered under, as rows."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from core.deadlines.milestones import Fact, Milestone
from core.deadlines.timers import Timer
from core.errors import NotFound
from core.tickets.finding import folded
from core.tickets.ticket import Ticket
from storage.repositories.timers import timer_of
from storage.repositories.visibility import visible
from storage.tables.messages import copies, messages
from storage.tables.tickets import counters, editions, seals, tickets, timers
from storage.upsert import insert_for

_AT_COPY = sa.select(copies.c.ticket_id).where(
    copies.c.chat == sa.bindparam("chat"), copies.c.number == sa.bindparam("number")
)
_AT_ORIGIN = sa.select(messages.c.ticket_id).where(
    messages.c.origin_chat == sa.bindparam("chat"), messages.c.origin_number == sa.bindparam("number")
)


class TicketRows:
    """Tickets; reading one for change locks it until the transaction ends."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def next_number(self, counter: str) -> int:
        insert = insert_for(self._connection, counters).values(name=counter, value=1)
        statement = insert.on_conflict_do_update(
            index_elements=["name"], set_={"value": counters.c.value + 1}
        ).returning(counters.c.value)
        value: int = (await self._connection.execute(statement)).scalar_one()
        return value

    async def add(self, ticket: Ticket) -> Ticket:
        statement = tickets.insert().values(_values(ticket)).returning(tickets.c.id)
        ticket.id = (await self._connection.execute(statement)).scalar_one()
        return ticket

    async def get(self, ticket_id: int) -> Ticket:
        return await self._one(sa.select(tickets).where(tickets.c.id == ticket_id).with_for_update())

    async def peek(self, ticket_id: int) -> Ticket:
        return await self._one(sa.select(tickets).where(tickets.c.id == ticket_id))

    async def _one(self, statement: sa.Select[Any]) -> Ticket:
        row = (await self._connection.execute(statement)).mappings().first()
        if row is None:
            raise NotFound("not_found")
        return _ticket(row)

    async def by_number(self, number: str) -> Ticket | None:
        statement = sa.select(tickets).where(tickets.c.number == number)
        row = (await self._connection.execute(statement)).mappings().first()
        return _ticket(row) if row else None

    async def seen(self, person_id: int, ticket_id: int) -> Ticket | None:
        return await self._seen(person_id, tickets.c.id == ticket_id)

    async def seen_by_number(self, person_id: int, number: str) -> Ticket | None:
        return await self._seen(person_id, tickets.c.number == number)

    async def _seen(self, person_id: int, which: sa.ColumnElement[bool]) -> Ticket | None:
        statement = sa.select(tickets).where(which, visible(person_id)).with_for_update()
        row = (await self._connection.execute(statement)).mappings().first()
        return _ticket(row) if row else None

    async def all_seen(self, person_id: int) -> list[Ticket]:
        return await self._all(visible(person_id))

    async def of_person(self, person_id: int) -> list[Ticket]:
        return await self._all(tickets.c.person_id == person_id)

    async def of_organisation(self, organisation_id: int) -> list[Ticket]:
        return await self._all(tickets.c.organisation_id == organisation_id)

    async def _all(self, which: sa.ColumnElement[bool]) -> list[Ticket]:
        rows = await self._connection.execute(sa.select(tickets).where(which).order_by(tickets.c.id))
        return [_ticket(row) for row in rows.mappings()]

    async def move(self, person_id: int, before: int | None, after: int | None) -> None:
        theirs = tickets.update().where(tickets.c.person_id == person_id, tickets.c.organisation_id == before)
        await self._connection.execute(theirs.values(organisation_id=after))

    async def open(self) -> list[Ticket]:
        return await self._all(tickets.c.closed_at.is_(None))

    async def within(self, since: datetime, until: datetime, after: int, most: int) -> list[Ticket]:
        alive = sa.or_(tickets.c.closed_at.is_(None), tickets.c.closed_at >= since)
        rows = await self._connection.execute(
            sa.select(tickets)
            .where(tickets.c.id > after, tickets.c.registered_at < until, alive)
            .order_by(tickets.c.id)
            .limit(most)
        )
        return [_ticket(row) for row in rows.mappings()]

    async def timed(self, after: int, most: int) -> list[Ticket]:
        waiting = sa.select(timers.c.ticket_id).where(timers.c.ticket_id > after, timers.c.rung_at.is_(None))
        rows = await self._connection.execute(
            sa.select(tickets)
            .where(tickets.c.id.in_(waiting.distinct().order_by(timers.c.ticket_id).limit(most)))
            .order_by(tickets.c.id)
            .with_for_update()
        )
        return [_ticket(row) for row in rows.mappings()]

    async def save(self, ticket: Ticket) -> None:
        await self._connection.execute(tickets.update().where(tickets.c.id == ticket.id).values(_values(ticket)))

    async def seal(self, ticket_id: int, canonical: str) -> None:
        await self._connection.execute(seals.insert().values(ticket_id=ticket_id, canonical=canonical))

    async def sealed(self, ticket_id: int) -> str:
        statement = sa.select(seals.c.canonical).where(seals.c.ticket_id == ticket_id)
        text: str = (await self._connection.execute(statement)).scalar_one()
        return text

    async def timers(self, ticket_id: int) -> list[Timer]:
        rows = await self._connection.execute(sa.select(timers).where(timers.c.ticket_id == ticket_id))
        return [timer_of(row) for row in rows.mappings()]

    async def at(self, chat: str, number: int) -> int | None:
        for statement in (_AT_COPY, _AT_ORIGIN):
            found: int | None = (await self._connection.execute(statement, {"chat": chat, "number": number})).scalar()
            if found is not None:
                return found
        return None


class EditionRows:
    """The texts of regulations that tickets were registered under."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def text(self, edition: str) -> str | None:
        found: str | None = (
            await self._connection.execute(sa.select(editions.c.text).where(editions.c.id == edition))
        ).scalar()
        return found

    async def keep(self, edition: str, name: str, text: str) -> None:
        insert = insert_for(self._connection, editions).values(id=edition, name=name, text=text)
        await self._connection.execute(insert.on_conflict_do_nothing())


def _values(ticket: Ticket) -> dict[str, Any]:
    return {
        "number": ticket.number,
        "edition": ticket.edition,
        "person_id": ticket.person_id,
        "organisation_id": ticket.organisation_id,
        "registered_at": ticket.registered_at,
        "priority": ticket.priority,
        "plan": ticket.plan,
        "category": ticket.category,
        "team": ticket.team,
        "state": ticket.state,
        "subject": ticket.subject,
        "fields": ticket.fields,
        "fingerprint": ticket.fingerprint,
        "milestones": [[m.at.isoformat(), m.fact.value, m.value] for m in ticket.milestones],
        "assignee_id": ticket.assignee_id,
        "assignee_name": ticket.assignee_name,
        "closed_at": ticket.closed_at,
        "links": list(ticket.links),
        "folded": folded((ticket.number, ticket.subject, *ticket.fields.values())),
    }


def _ticket(row: sa.RowMapping) -> Ticket:
    return Ticket(
        id=row["id"],
        number=row["number"],
        edition=row["edition"],
        person_id=row["person_id"],
        registered_at=row["registered_at"],
        priority=row["priority"],
        plan=row["plan"],
        category=row["category"],
        team=row["team"],
        state=row["state"],
        subject=row["subject"],
        fields=dict(row["fields"]),
        fingerprint=row["fingerprint"],
        milestones=tuple(
            Milestone(datetime.fromisoformat(at).astimezone(UTC), Fact(fact), value)
            for at, fact, value in row["milestones"]
        ),
        assignee_id=row["assignee_id"],
        assignee_name=row["assignee_name"],
        closed_at=row["closed_at"],
        links=tuple(row["links"]),
        organisation_id=row["organisation_id"],
    )
