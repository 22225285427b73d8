"""The database: engines, the transaction with its rooms, and the only commit."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cached_property
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage import sqlite
from storage.repositories.billing import BillingRows
from storage.repositories.bulletins import BulletinRows
from storage.repositories.complaints import ComplaintRows
from storage.repositories.desk import CannedRows, SettingRows
from storage.repositories.drafts import DraftRows
from storage.repositories.inbox import InboxRows
from storage.repositories.journal import JournalRows
from storage.repositories.messages import MessageRows
from storage.repositories.organisations import InvitationRows, OrganisationRows
from storage.repositories.outbox import OutboxRows
from storage.repositories.people import DialogueRows, PeopleRows
from storage.repositories.questions import QuestionRows
from storage.repositories.ratings import RatingRows
from storage.repositories.searches import SearchRows
from storage.repositories.telegram import TelegramRows
from storage.repositories.tickets import EditionRows, TicketRows
from storage.repositories.timers import TimerRows
from storage.repositories.traces import TraceRows
from storage.repositories.writings import OfferRows, WritingRows

ASK_AGAIN = 1.0
"""Real seconds between looks whether another process has let go of a name."""


class Transaction:
    """One open transaction: the rooms of the store, all on the same connection."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection

    @cached_property
    def people(self) -> PeopleRows:
        return PeopleRows(self.connection)

    @cached_property
    def organisations(self) -> OrganisationRows:
        return OrganisationRows(self.connection)

    @cached_property
    def invitations(self) -> InvitationRows:
        return InvitationRows(self.connection)

    @cached_property
    def dialogues(self) -> DialogueRows:
        return DialogueRows(self.connection)

    @cached_property
    def messages(self) -> MessageRows:
        return MessageRows(self.connection)

    @cached_property
    def questions(self) -> QuestionRows:
        return QuestionRows(self.connection)

    @cached_property
    def drafts(self) -> DraftRows:
        return DraftRows(self.connection)

    @cached_property
    def tickets(self) -> TicketRows:
        return TicketRows(self.connection)

    @cached_property
    def ratings(self) -> RatingRows:
        return RatingRows(self.connection)

    @cached_property
    def billing(self) -> BillingRows:
        return BillingRows(self.connection)

    @cached_property
    def complaints(self) -> ComplaintRows:
        return ComplaintRows(self.connection)

    @cached_property
    def settings(self) -> SettingRows:
        return SettingRows(self.connection)

    @cached_property
    def canned(self) -> CannedRows:
        return CannedRows(self.connection)

    @cached_property
    def searches(self) -> SearchRows:
        return SearchRows(self.connection)

    @cached_property
    def writings(self) -> WritingRows:
        return WritingRows(self.connection)

    @cached_property
    def offers(self) -> OfferRows:
        return OfferRows(self.connection)

    @cached_property
    def bulletins(self) -> BulletinRows:
        return BulletinRows(self.connection)

    @cached_property
    def traces(self) -> TraceRows:
        return TraceRows(self.connection)

    @cached_property
    def timers(self) -> TimerRows:
        return TimerRows(self.connection)

    @cached_property
    def journal(self) -> JournalRows:
        return JournalRows(self.connection)

    @cached_property
    def outbox(self) -> OutboxRows:
        return OutboxRows(self.connection)

    @cached_property
    def inbox(self) -> InboxRows:
        return InboxRows(self.connection)

    @cached_property
    def telegram(self) -> TelegramRows:
        return TelegramRows(self.connection)

    @cached_property
    def editions(self) -> EditionRows:
        return EditionRows(self.connection)


class Database:
    """SQLite: one connection that writes, in turn, and one that reads. PostgreSQL: one pool for both."""

    def __init__(self, url: str) -> None:
        self.url = sa.make_url(url)
        self.embedded = self.url.get_backend_name() == "sqlite"
        if self.embedded:
            self._writer, self._reader = sqlite.writer(self.url), sqlite.reader(self.url)
        else:
            self._writer = self._reader = create_async_engine(
                self.url, hide_parameters=True, pool_size=10, pool_pre_ping=True
            )
        # SQLite's own waiting is unfair (a writer may starve for seconds); this lock is first come, first served.
        self._turn = asyncio.Lock()
        self._kept: dict[AsyncEngine, sqlite.Kept] = {}
        self._opening = asyncio.Lock()

    @property
    def engine(self) -> AsyncEngine:
        """The engine that writes (migrations, health checks)."""
        return self._writer

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Transaction]:
        """A transaction that may write; committed when the block is left without an error, else rolled back."""
        if self.embedded:
            async with self._turn:
                kept = await self._keep(self._writer)
                async with kept.writing():
                    yield Transaction(kept)
        else:
            async with self._writer.begin() as connection:
                yield Transaction(connection)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Transaction]:
        """A transaction that only reads and never waits for the writer."""
        if self.embedded:
            yield Transaction(await self._keep(self._reader))
        else:
            async with self._reader.connect() as connection:
                yield Transaction(connection)

    @asynccontextmanager
    async def alone(self, name: str) -> AsyncIterator[None]:
        """Wait until no other process holds this name, and hold it inside the block.

        PostgreSQL frees it at once when the holder's connection ends. An embedded database has one process.
        """
        if self.embedded:
            yield
            return
        async with self._writer.connect() as connection:
            lock = sa.select(sa.func.pg_try_advisory_lock(sa.func.hashtext(name)))
            while not (await connection.execute(lock)).scalar():
                await connection.rollback()
                await asyncio.sleep(ASK_AGAIN)
            await connection.commit()
            try:
                yield
            finally:
                try:
                    await connection.execute(sa.select(sa.func.pg_advisory_unlock(sa.func.hashtext(name))))
                except sa.exc.DBAPIError:
                    await connection.invalidate()  # the server ended the connection, and with it the hold

    async def _keep(self, engine: AsyncEngine) -> sqlite.Kept:
        """The engine's one connection, opened once: an embedded database has no pool to share."""
        kept = self._kept.get(engine)
        while kept is None or kept.closed or kept.invalidated:
            async with self._opening:
                if self._kept.get(engine) is kept:  # nobody else has opened one while this waited
                    opened = sqlite.Kept(engine)
                    await opened.start()
                    self._kept[engine] = opened
            kept = self._kept[engine]
        return kept

    def exists(self) -> bool:
        """False when an embedded database has not been made yet."""
        return not self.embedded or Path(self.url.database or "").is_file()

    async def close(self) -> None:
        for connection in self._kept.values():
            await connection.close()
        self._kept.clear()
        await self._writer.dispose()
        if self._reader is not self._writer:
            await self._reader.dispose()
