"""Questions of the staff, and what is found: all words in one message, ticket or customer with what they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from core.tickets.finding import Find, Search
from storage.folded import ORGANISATION, holds, of_organisation
from storage.tables.desk import searches
from storage.tables.messages import messages
from storage.tables.organisations import organisations
from storage.tables.people import people
from storage.tables.tickets import tickets


class SearchRows:
    """Questions, kept for their next pages; the finds are looked for anew on every page."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, search: Search) -> Search:
        values = {"person_id": search.person_id, "at": search.at, "words": search.words}
        statement = searches.insert().values(values).returning(searches.c.id)
        return replace(search, id=(await self._connection.execute(statement)).scalar_one())

    async def get(self, search_id: int) -> Search | None:
        row = (await self._connection.execute(sa.select(searches).where(searches.c.id == search_id))).first()
        return Search(row.id, row.person_id, row.at, row.words) if row else None

    async def finds(self, words: Sequence[str], skip: int, most: int) -> tuple[list[Find], int]:
        hits = sa.union_all(self._messages(words), self._tickets(words), self._talks(words)).subquery()
        statement = (
            sa.select(hits, sa.func.count().over().label("total"))
            .order_by(hits.c.at.desc(), hits.c.kind, hits.c.id.desc())
            .limit(most)
            .offset(skip)
        )
        rows = (await self._connection.execute(statement)).all()
        return [await self._find(row) for row in rows], rows[0].total if rows else 0

    def _messages(self, words: Sequence[str]) -> sa.Select[Any]:
        """Messages that hold one of the words; the others may stand in their ticket or be their customer's name."""
        own = [holds(messages.c.folded, word) for word in words]
        beside = [
            sa.or_(
                held,
                holds(people.c.folded, word),
                sa.func.coalesce(holds(tickets.c.folded, word), sa.false()),
                sa.func.coalesce(holds(ORGANISATION, word), sa.false()),
            )
            for held, word in zip(own, words, strict=True)
        ]
        return (
            sa.select(sa.literal("message").label("kind"), messages.c.id, messages.c.at)
            .join(people, people.c.id == messages.c.person_id)
            .outerjoin(tickets, tickets.c.id == messages.c.ticket_id)
            .outerjoin(organisations, organisations.c.id == tickets.c.organisation_id)
            .where(sa.or_(*own), *(beside if len(words) > 1 else ()))
        )

    def _tickets(self, words: Sequence[str]) -> sa.Select[Any]:
        places = (tickets.c.folded, people.c.folded, sa.func.coalesce(ORGANISATION, ""))
        beside = (sa.or_(*(holds(place, word) for place in places)) for word in words)
        return (
            sa.select(sa.literal("ticket").label("kind"), tickets.c.id, tickets.c.registered_at.label("at"))
            .join(people, people.c.id == tickets.c.person_id)
            .outerjoin(organisations, organisations.c.id == tickets.c.organisation_id)
            .where(*beside)
        )

    def _talks(self, words: Sequence[str]) -> sa.Select[Any]:
        """Customers of that name, or of an organisation of that name, who have talked to the desk."""
        talked = sa.exists().where(messages.c.person_id == people.c.id, messages.c.ticket_id.is_(None))
        return sa.select(sa.literal("talk").label("kind"), people.c.id, people.c.created_at.label("at")).where(
            *(sa.or_(holds(people.c.folded, word), of_organisation(word)) for word in words),
            talked,
        )

    async def _find(self, row: Any) -> Find:
        """What stands in the list of it."""
        kind, row_id, at = row.kind, row.id, row.at
        if kind == "message":
            statement = (
                sa.select(messages, tickets.c.number, tickets.c.subject, people.c.name)
                .join(people, people.c.id == messages.c.person_id)
                .outerjoin(tickets, tickets.c.id == messages.c.ticket_id)
                .where(messages.c.id == row_id)
            )
            found = (await self._connection.execute(statement)).one()
            title = f"№ {found.number} · {found.subject}" if found.number else found.name
            thread = f"ticket:{found.ticket_id}" if found.number else f"talk:{found.person_id}"
            text = found.text or (found.attachment or {}).get("name", "")
            return Find(kind, at, thread, title, found.author_name, text, found.internal, found.id)
        if kind == "ticket":
            of_customer = people.c.id == tickets.c.person_id
            statement = sa.select(tickets, people.c.name).join(people, of_customer).where(tickets.c.id == row_id)
            found = (await self._connection.execute(statement)).one()
            text = "; ".join([found.name, *found.fields.values()])
            return Find(kind, at, f"ticket:{row_id}", f"№ {found.number} · {found.subject}", "", text)
        found = (await self._connection.execute(sa.select(people).where(people.c.id == row_id))).one()
        return Find(kind, at, f"talk:{row_id}", found.name, "", f"@{found.username}" if found.username else "")
