"""What is kept of a person in all the tables, and how it is emptied when they have their data erased."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from core.knowledge.writing import UNDER_WAY, Stage
from core.people.person import NAMELESS
from storage.tables.billing import acts, complaints, estimates, worklog
from storage.tables.bulletins import readers
from storage.tables.inbox import inbox
from storage.tables.knowledge import writings
from storage.tables.messages import copies, messages, revisions
from storage.tables.notifications import outbox
from storage.tables.organisations import invitations, memberships, phones
from storage.tables.people import addresses, changes, dialogues, people
from storage.tables.questions import questions
from storage.tables.telegram import cards, topics
from storage.tables.tickets import drafts, ratings, seals, tickets


class TraceRows:
    """The words, files, papers and addresses of one person."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def written_in(self, person_id: int) -> list[int]:
        own = sa.select(tickets.c.id).where(tickets.c.person_id == person_id)
        between = sa.or_(messages.c.author_id == person_id, messages.c.person_id == person_id)
        written = sa.select(messages.c.ticket_id).where(between, messages.c.ticket_id.is_not(None))
        return sorted(set((await self._connection.execute(sa.union(own, written))).scalars()))

    async def wipe(self, person_id: int, at: datetime) -> list[str]:
        own = sa.select(tickets.c.id).where(tickets.c.person_id == person_id)
        of_nobody_else = sa.or_(messages.c.ticket_id.is_(None), messages.c.ticket_id.in_(own))
        between = sa.and_(messages.c.person_id == person_id, of_nobody_else)
        theirs = sa.or_(messages.c.author_id == person_id, between)
        chats = sa.select(addresses.c.external_id).where(addresses.c.person_id == person_id)
        files = await self._files(theirs)

        # The tables that are looked into for others come last.
        await self._papers(own)
        await self._organisation(person_id)
        await self._set(complaints, complaints.c.person_id == person_id, text="", answer="")
        await self._set(seals, seals.c.ticket_id.in_(own), canonical="")
        await self._set(ratings, ratings.c.person_id == person_id, words="")
        await self._set(drafts, drafts.c.person_id == person_id, fields={})
        await self._drop(drafts, sa.and_(drafts.c.person_id == person_id, drafts.c.ticket_id.is_(None)))
        unpublished = sa.and_(writings.c.ticket_id.in_(own), writings.c.stage.in_(UNDER_WAY))
        await self._set(writings, unpublished, title="", body="", stage=Stage.DROPPED)
        await self._drop(cards, sa.or_(cards.c.chat.in_(chats), cards.c.ticket_id.in_(own)))
        await self._drop(readers, readers.c.person_id == person_id)
        await self._forms(person_id, own)
        await self._drop(questions, sa.and_(questions.c.person_id == person_id, questions.c.band.is_(None)))
        await self._set(questions, questions.c.person_id == person_id, said="")
        await self._set(changes, changes.c.by_id == person_id, by=NAMELESS)
        await self._set(
            changes, sa.and_(changes.c.person_id == person_id, changes.c.what == "phone"), before="", after=""
        )
        await self._outbox(person_id, own)
        await self._drop(topics, sa.or_(topics.c.thread == f"talk:{person_id}", topics.c.chat.in_(chats)))
        await self._set(
            inbox,
            sa.and_(inbox.c.chat.in_(chats), inbox.c.state != "new"),
            raw="",
            state="done",
            chat=f"erased:{person_id}",
        )

        said = sa.select(messages.c.id).where(theirs)
        await self._set(revisions, revisions.c.message_id.in_(said), text="")
        await self._drop(copies, copies.c.chat.in_(chats))
        await self._messages(person_id, theirs, chats)
        await self._set(tickets, tickets.c.person_id == person_id, subject=NAMELESS, fields={}, folded=tickets.c.number)
        await self._drop(addresses, addresses.c.person_id == person_id)
        await self._person(person_id, at)
        return files

    async def _files(self, theirs: sa.ColumnElement[bool]) -> list[str]:
        """Digests of the person's files that no other message carries."""
        digests: dict[bool, set[str]] = {}
        for own, which in ((True, theirs), (False, sa.not_(theirs))):
            statement = sa.select(messages.c.attachment).where(which, messages.c.file_state == "kept")
            kept = (await self._connection.execute(statement)).scalars()
            digests[own] = {file["digest"] for file in kept if file and file["digest"]}
        return sorted(digests[True] - digests[False])

    async def _papers(self, own: sa.Select[tuple[int]]) -> None:
        """Sums, minutes and dates of papers stay, what was written on them goes."""
        for table in (worklog, estimates):
            await self._set(table, table.c.ticket_id.in_(own), text="")
        found = await self._connection.execute(sa.select(acts).where(acts.c.ticket_id.in_(own)))
        for act in found.mappings().all():
            items = [item | {"text": ""} for item in act["items"]]
            await self._set(acts, acts.c.id == act["id"], reason="", items=items)

    async def _organisation(self, person_id: int) -> None:
        """The person leaves it: their telephone is off its list, their name off the invitations they wrote."""
        number = sa.select(people.c.phone).where(people.c.id == person_id, people.c.phone != "")
        await self._drop(phones, phones.c.phone.in_(number))
        await self._set(invitations, invitations.c.by_id == person_id, by=NAMELESS)
        await self._drop(memberships, memberships.c.person_id == person_id)

    async def _outbox(self, person_id: int, own: sa.Select[tuple[int]]) -> None:
        """What waits for the person or was told of them, to them or to the staff."""
        told = sa.or_(
            outbox.c.person_id == person_id, outbox.c.thread == f"talk:{person_id}", outbox.c.ticket_id.in_(own)
        )
        await self._drop(outbox, told)
        await self._unname(person_id)

    async def _unname(self, person_id: int) -> None:
        """What was not said yet about other things, to the general topic or to somebody else, goes without the name."""
        which = sa.select(people.c.name, people.c.phone).where(people.c.id == person_id)
        names = [name for name in (await self._connection.execute(which)).one() if name and name != NAMELESS]
        unsaid = sa.and_(outbox.c.state.in_(("waiting", "dead")), outbox.c.message_id.is_(None))
        rows = await self._connection.execute(sa.select(outbox.c.id, outbox.c.facts).where(unsaid))
        for row in rows.all():
            facts = without(row.facts, names)
            if facts != row.facts:
                await self._set(outbox, outbox.c.id == row.id, facts=facts)

    async def _forms(self, person_id: int, own: sa.Select[tuple[int]]) -> None:
        """What the person was asked, and what colleagues are writing down of them or in their topics."""
        tickets_ = (await self._connection.execute(own)).scalars()
        places = [f"talk:{person_id}", *(f"ticket:{ticket_id}" for ticket_id in tickets_)]
        await self._drop(dialogues, sa.or_(dialogues.c.person_id == person_id, dialogues.c.place.in_(places)))
        for row in (await self._connection.execute(sa.select(dialogues))).all():
            if row.facts.get("intake", {}).get("person_id") == person_id:
                at = sa.and_(dialogues.c.person_id == row.person_id, dialogues.c.place == row.place)
                await self._drop(dialogues, at)

    async def _messages(self, person_id: int, theirs: sa.ColumnElement[bool], chats: sa.Select[tuple[str]]) -> None:
        await self._set(
            messages,
            theirs,
            text="",
            entities=[],
            quote="",
            forwarded="",
            folded="",
            attachment=sa.null(),
            file_state="",
        )
        await self._set(messages, messages.c.author_id == person_id, author_name=NAMELESS)
        await self._set(messages, sa.and_(theirs, messages.c.origin_chat.in_(chats)), origin_chat=f"erased:{person_id}")

    async def _person(self, person_id: int, at: datetime) -> None:
        await self._set(
            people, people.c.id == person_id,
            name=NAMELESS, username="", profile={}, phone="", folded="", plan="", rank="plain",
            verified=False, consent_version="", consent_at=None, erased_at=at,
        )  # fmt: skip

    async def _set(self, table: sa.Table, which: sa.ColumnElement[bool], **values: object) -> None:
        await self._connection.execute(table.update().where(which).values(**values))

    async def _drop(self, table: sa.Table, which: sa.ColumnElement[bool]) -> None:
        await self._connection.execute(table.delete().where(which))


def without(value: Any, names: Sequence[str]) -> Any:
    """The same facts with nobody in the place of these names; a single word is a name only where it stands alone."""
    match value:
        case dict():
            return {key: without(one, names) for key, one in value.items()}
        case list():
            return [without(one, names) for one in value]
        case str():
            for name in names:
                alone = value == name
                value = NAMELESS if alone else value.replace(name, NAMELESS) if " " in name else value
            return value
        case _:
            return value
