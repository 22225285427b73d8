"""People as rows."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from core.letters import fold
from core.people.dialogue import Dialogue
from core.people.person import Address, AddressState, Change, Colleague, Person
from core.people.standing import Standing
from core.regulation.model import Rank, Role
from core.tickets.finding import words_of_person
from storage.folded import holds, of_organisation
from storage.tables.bulletins import bulletins, readers
from storage.tables.messages import messages
from storage.tables.people import addresses, changes, colleagues, dialogues, people
from storage.tables.tickets import drafts, tickets
from storage.upsert import upsert

SHORTEST, TELLING = 5, 10
"""Digits from which on they are looked for as a telephone, and its last ones, which do not depend on 8 or +7."""

_BY_ADDRESS = (
    sa.select(people)
    .join(addresses)
    .where(addresses.c.channel == sa.bindparam("channel"), addresses.c.external_id == sa.bindparam("external_id"))
)
_STANDING = (
    sa.select(
        people,
        dialogues.c.awaits,
        dialogues.c.facts,
        sa.select(drafts.c.asks)
        .where(drafts.c.person_id == people.c.id, drafts.c.ticket_id.is_(None), drafts.c.attended)
        .scalar_subquery()
        .label("asks"),
        sa.exists().where(tickets.c.person_id == people.c.id, tickets.c.closed_at.is_(None)).label("open"),
        sa.select(messages.c.at)
        .where(messages.c.person_id == people.c.id)
        .order_by(messages.c.id.desc())
        .limit(1)
        .scalar_subquery()
        .label("last_wrote_at"),
        sa.exists()
        .where(
            bulletins.c.closed_at.is_(None),
            sa.or_(bulletins.c.until.is_(None), bulletins.c.until > sa.bindparam("now", type_=bulletins.c.until.type)),
            ~sa.exists()
            .where(readers.c.bulletin_id == bulletins.c.id, readers.c.person_id == people.c.id)
            .correlate(bulletins, people),
        )
        .label("unheard"),
    )
    .join(addresses, addresses.c.person_id == people.c.id)
    .outerjoin(dialogues, sa.and_(dialogues.c.person_id == people.c.id, dialogues.c.place == sa.text("''")))
    .where(addresses.c.channel == sa.bindparam("channel"), addresses.c.external_id == sa.bindparam("external_id"))
)
_ADDRESSES = sa.select(addresses).where(addresses.c.person_id == sa.bindparam("person_id"))
_COLLEAGUES = (
    sa.select(colleagues, addresses.c.external_id, people.c.name, people.c.username)
    .join(people, people.c.id == colleagues.c.person_id)
    .join(addresses, addresses.c.person_id == people.c.id)
    .order_by(colleagues.c.person_id)
)
_DIALOGUE = sa.select(dialogues).where(
    dialogues.c.person_id == sa.bindparam("person_id"), dialogues.c.place == sa.bindparam("place")
)


class PeopleRows:
    """People, their addresses and the desk's staff."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def by_address(self, channel: str, external_id: str) -> Person | None:
        result = await self._connection.execute(_BY_ADDRESS, {"channel": channel, "external_id": external_id})
        row = result.mappings().first()
        return _person(row) if row else None

    async def standing(self, channel: str, external_id: str, now: datetime) -> Standing | None:
        found = {"channel": channel, "external_id": external_id, "now": now}
        row = (await self._connection.execute(_STANDING, found)).mappings().first()
        if row is None:
            return None
        dialogue = Dialogue(row["awaits"], row["facts"]) if row["awaits"] is not None else None
        return Standing(
            _person(row),
            dialogue,
            drafting=row["asks"] is not None,
            answers_draft=bool(row["asks"]),
            has_open_tickets=row["open"],
            last_wrote_at=row["last_wrote_at"],
            unheard=row["unheard"],
        )

    async def by_username(self, username: str) -> Person | None:
        row = (await self._connection.execute(_named(username))).mappings().first()
        return _person(row) if row else None

    async def bears(self, person: Person) -> None:
        rows = await self._connection.execute(_named(person.username).where(people.c.id != person.id))
        for former in map(_person, rows.mappings().all()):
            former.username = ""
            await self.save(former)

    async def get(self, person_id: int) -> Person:
        result = await self._connection.execute(sa.select(people).where(people.c.id == person_id))
        return _person(result.mappings().one())

    async def find(self, person_id: int) -> Person | None:
        row = (await self._connection.execute(sa.select(people).where(people.c.id == person_id))).mappings().first()
        return _person(row) if row else None

    async def add(self, person: Person, channel: str, external_id: str) -> Person:
        result = await self._connection.execute(people.insert().values(_values(person)).returning(people.c.id))
        person.id = result.scalar_one()
        await self._connection.execute(
            addresses.insert().values(channel=channel, external_id=external_id, person_id=person.id)
        )
        return person

    async def like(self, given: str, most: int) -> list[Person]:
        digits = re.sub(r"\D", "", given)
        words = [digits[-TELLING:]] if len(digits) >= SHORTEST else fold(given).split()
        if not words:
            return []
        staff = sa.exists().where(colleagues.c.person_id == people.c.id)
        statement = (
            sa.select(people)
            .where(~staff, people.c.erased_at.is_(None), *(_known_by(word) for word in words))
            .order_by(people.c.id.desc())
            .limit(most)
        )
        return [_person(row) for row in (await self._connection.execute(statement)).mappings()]

    async def save(self, person: Person) -> None:
        await self._connection.execute(people.update().where(people.c.id == person.id).values(_values(person)))

    async def addresses(self, person_id: int) -> list[Address]:
        result = await self._connection.execute(_ADDRESSES, {"person_id": person_id})
        return [Address(r.channel, r.external_id, r.person_id, AddressState(r.state), r.opened) for r in result]

    async def opened(self, channel: str, external_id: str) -> None:
        await self._connection.execute(
            addresses.update()
            .where(addresses.c.channel == channel, addresses.c.external_id == external_id, ~addresses.c.opened)
            .values(opened=True)
        )

    async def set_address_state(self, channel: str, external_id: str, state: AddressState) -> bool:
        result = await self._connection.execute(
            addresses.update()
            .where(
                addresses.c.channel == channel,
                addresses.c.external_id == external_id,
                addresses.c.state != state,
            )
            .values(state=state)
        )
        return result.rowcount > 0

    async def colleagues(self) -> list[Colleague]:
        return [_colleague(row) for row in await self._connection.execute(_COLLEAGUES)]

    async def colleague(self, person_id: int) -> Colleague | None:
        row = (await self._connection.execute(_COLLEAGUES.where(colleagues.c.person_id == person_id))).first()
        return _colleague(row) if row else None

    async def enlist(self, person_id: int, role: Role) -> None:
        await upsert(self._connection, colleagues, {"person_id": person_id}, {"role": role})

    async def dismiss(self, person_id: int) -> None:
        await self._connection.execute(colleagues.delete().where(colleagues.c.person_id == person_id))

    async def absent(self, person_id: int, since: datetime | None, until: datetime | None) -> None:
        statement = colleagues.update().where(colleagues.c.person_id == person_id)
        await self._connection.execute(statement.values(away_from=since, away_until=until))

    async def on_duty(self, person_id: int, days: str, since: datetime | None, until: datetime | None) -> None:
        statement = colleagues.update().where(colleagues.c.person_id == person_id)
        await self._connection.execute(statement.values(duty_days=days, duty_from=since, duty_until=until))

    async def changed(self, change: Change) -> None:
        await self._connection.execute(changes.insert().values(asdict(change)))

    async def changes(self, person_id: int) -> list[Change]:
        statement = sa.select(changes).where(changes.c.person_id == person_id).order_by(changes.c.id)
        rows = await self._connection.execute(statement)
        return [Change(r.person_id, r.at, r.by, r.by_id, r.what, r.before, r.after) for r in rows]


class DialogueRows:
    """What the desk awaits from whom."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, person_id: int, place: str = "") -> Dialogue | None:
        row = (await self._connection.execute(_DIALOGUE, {"person_id": person_id, "place": place})).first()
        return Dialogue(row.awaits, row.facts) if row else None

    async def put(self, person_id: int, dialogue: Dialogue, place: str = "") -> None:
        values = {"awaits": dialogue.awaits, "facts": dialogue.facts}
        await upsert(self._connection, dialogues, {"person_id": person_id, "place": place}, values)

    async def end(self, person_id: int, place: str = "") -> None:
        await self._connection.execute(
            dialogues.delete().where(dialogues.c.person_id == person_id, dialogues.c.place == place)
        )


def _named(username: str) -> sa.Select[Any]:
    return sa.select(people).where(sa.func.lower(people.c.username) == username.lower())


def _known_by(word: str) -> sa.ColumnElement[bool]:
    """True for people of this name, organisation or telephone, and for those who stated it in a request."""
    stated = sa.exists().where(tickets.c.person_id == people.c.id, holds(tickets.c.folded, word))
    return sa.or_(holds(people.c.folded, word), of_organisation(word), stated)


def _person(row: sa.RowMapping) -> Person:
    return Person(
        id=row["id"],
        name=row["name"],
        username=row["username"],
        language=row["language"],
        created_at=row["created_at"],
        profile=dict(row["profile"]),
        consent_version=row["consent_version"],
        consent_at=row["consent_at"],
        verified=row["verified"],
        rank=Rank(row["rank"]),
        plan=row["plan"],
        phone=row["phone"],
        erased_at=row["erased_at"],
        muted_until=row["muted_until"],
    )


def _values(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "username": person.username,
        "language": person.language,
        "created_at": person.created_at,
        "profile": person.profile,
        "consent_version": person.consent_version,
        "consent_at": person.consent_at,
        "verified": person.verified,
        "rank": str(person.rank),
        "plan": person.plan,
        "folded": words_of_person(person),
        "phone": person.phone,
        "erased_at": person.erased_at,
        "muted_until": person.muted_until,
    }


def _colleague(row: Any) -> Colleague:
    return Colleague(
        row.person_id,
        row.external_id,
        row.name,
        Role(row.role),
        row.username,
        row.away_from,
        row.away_until,
        row.duty_days,
        row.duty_from,
        row.duty_until,
    )
