"""Organisations, their contacts and telephones, and invitations as rows."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from core.conversations.message import Author
from core.people.invitation import Invitation
from core.people.organisation import Member, Organisation, PhoneOnFile, key
from core.regulation.model import Rank
from storage.repositories.visibility import AUTHORISED
from storage.tables.messages import messages
from storage.tables.organisations import invitations, memberships, organisations, phones
from storage.tables.people import people
from storage.tables.tickets import tickets
from storage.upsert import upsert

_MEMBERS = (
    sa.select(
        organisations,
        memberships.c.person_id,
        memberships.c.rank,
        memberships.c.since,
        people.c.name.label("person"),
        people.c.username,
    )
    .join(memberships, memberships.c.organisation_id == organisations.c.id)
    .join(people, people.c.id == memberships.c.person_id)
    .order_by(memberships.c.since, memberships.c.person_id)
)
_FOLLOWERS = (
    sa.select(messages.c.person_id)
    .join(tickets, tickets.c.id == messages.c.ticket_id)
    .join(memberships, memberships.c.person_id == messages.c.person_id)
    .where(
        messages.c.ticket_id == sa.bindparam("ticket_id"),
        messages.c.author == Author.CUSTOMER,
        messages.c.person_id != tickets.c.person_id,
        memberships.c.organisation_id == tickets.c.organisation_id,
        memberships.c.rank.in_(AUTHORISED),
    )
    .distinct()
    .order_by(messages.c.person_id)
)


class OrganisationRows:
    """Organisations, who belongs to them, and which telephones are on file."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, organisation: Organisation) -> Organisation:
        statement = organisations.insert().values(_values(organisation)).returning(organisations.c.id)
        organisation.id = (await self._connection.execute(statement)).scalar_one()
        return organisation

    async def save(self, organisation: Organisation) -> None:
        statement = organisations.update().where(organisations.c.id == organisation.id)
        await self._connection.execute(statement.values(_values(organisation)))

    async def get(self, organisation_id: int) -> Organisation:
        statement = sa.select(organisations).where(organisations.c.id == organisation_id)
        return _organisation((await self._connection.execute(statement)).mappings().one())

    async def named(self, name: str) -> Organisation | None:
        statement = sa.select(organisations).where(organisations.c.key == key(name))
        row = (await self._connection.execute(statement)).mappings().first()
        return _organisation(row) if row else None

    async def all(self) -> list[Organisation]:
        rows = await self._connection.execute(sa.select(organisations).order_by(organisations.c.key))
        return [_organisation(row) for row in rows.mappings()]

    async def member(self, person_id: int) -> Member | None:
        row = (await self._connection.execute(_MEMBERS.where(memberships.c.person_id == person_id))).mappings().first()
        return _member(row) if row else None

    async def members(self, organisation_id: int) -> list[Member]:
        rows = await self._connection.execute(_MEMBERS.where(organisations.c.id == organisation_id))
        return [_member(row) for row in rows.mappings()]

    async def join(self, person_id: int, organisation_id: int, rank: Rank, at: datetime) -> None:
        values = {"organisation_id": organisation_id, "rank": str(rank), "since": at}
        await upsert(self._connection, memberships, {"person_id": person_id}, values)

    async def leave(self, person_id: int) -> None:
        await self._connection.execute(memberships.delete().where(memberships.c.person_id == person_id))

    async def followers(self, ticket_id: int) -> list[int]:
        return list((await self._connection.execute(_FOLLOWERS, {"ticket_id": ticket_id})).scalars())

    async def put_on_file(self, phone: PhoneOnFile) -> None:
        values = asdict(phone) | {"rank": str(phone.rank)}
        await upsert(self._connection, phones, {"phone": values.pop("phone")}, values)

    async def off_file(self, phone: str) -> None:
        await self._connection.execute(phones.delete().where(phones.c.phone == phone))

    async def on_file(self, phone: str) -> PhoneOnFile | None:
        found = await self._phones(phones.c.phone == phone)
        return found[0] if found else None

    async def phones(self, organisation_id: int) -> list[PhoneOnFile]:
        return await self._phones(phones.c.organisation_id == organisation_id)

    async def _phones(self, which: sa.ColumnElement[bool]) -> list[PhoneOnFile]:
        rows = await self._connection.execute(sa.select(phones).where(which).order_by(phones.c.phone))
        return [PhoneOnFile(row.phone, row.organisation_id, Rank(row.rank), row.name) for row in rows]


class InvitationRows:
    """Invitations; one that may be used is locked until the transaction ends, so that it is used once."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, invitation: Invitation) -> Invitation:
        statement = invitations.insert().values(_invited(invitation)).returning(invitations.c.id)
        invitation.id = (await self._connection.execute(statement)).scalar_one()
        return invitation

    async def get(self, invitation_id: int) -> Invitation | None:
        return await self._one(invitations.c.id == invitation_id)

    async def by_digest(self, digest: str) -> Invitation | None:
        return await self._one(invitations.c.digest == digest)

    async def _one(self, which: sa.ColumnElement[bool]) -> Invitation | None:
        statement = sa.select(invitations).where(which).with_for_update()
        row = (await self._connection.execute(statement)).mappings().first()
        return Invitation(**dict(row) | {"rank": Rank(row["rank"])}) if row else None

    async def all(self) -> list[Invitation]:
        rows = await self._connection.execute(sa.select(invitations).order_by(invitations.c.id))
        return [Invitation(**dict(row) | {"rank": Rank(row["rank"])}) for row in rows.mappings()]

    async def save(self, invitation: Invitation) -> None:
        statement = invitations.update().where(invitations.c.id == invitation.id)
        await self._connection.execute(statement.values(_invited(invitation)))

    async def void(self, organisation_id: int, now: datetime) -> None:
        holds = (invitations.c.used_by.is_(None), invitations.c.revoked_at.is_(None), invitations.c.expires_at > now)
        statement = invitations.update().where(invitations.c.organisation_id == organisation_id, *holds)
        await self._connection.execute(statement.values(revoked_at=now))


def _values(organisation: Organisation) -> dict[str, Any]:
    values = asdict(organisation) | {"key": key(organisation.name)}
    del values["id"]
    return values


def _organisation(row: sa.RowMapping) -> Organisation:
    return Organisation(row["id"], row["name"], row["created_at"], row["contract"], row["plan"], row["advice"])


def _member(row: sa.RowMapping) -> Member:
    return Member(row["person_id"], row["person"], _organisation(row), Rank(row["rank"]), row["since"], row["username"])


def _invited(invitation: Invitation) -> dict[str, Any]:
    values = asdict(invitation) | {"rank": str(invitation.rank)}
    del values["id"]
    return values
