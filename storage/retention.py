"""What is not needed any more: raw updates, sent parcels, searches and offers after a week, words that waited for a
consent in vain, files that nothing refers to."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from core.people import consent
from storage.tables.desk import searches
from storage.tables.inbox import inbox
from storage.tables.knowledge import offers
from storage.tables.messages import messages
from storage.tables.notifications import outbox
from storage.work import Database

KEPT = timedelta(days=7)
"""Telegram redelivers for a day; duplicates are recognised for seven times as long."""

SETTLED = timedelta(days=1)
"""A file lies on the disk a moment before its message says so; after a day it does, or never will."""


async def forget_old(database: Database) -> None:
    """Delete handled updates, sent parcels, searches and offers that are older than ``KEPT``, and what waited for a
    consent for as long as it may; dead letters stay."""
    async with database.begin() as store:
        now = datetime.now(UTC)
        before, unread = now - KEPT, now - consent.KEPT
        await store.connection.execute(inbox.delete().where(inbox.c.state == "done", inbox.c.received_at < before))
        await store.connection.execute(inbox.delete().where(inbox.c.state == "held", inbox.c.received_at < unread))
        for asked in (searches, offers):
            await store.connection.execute(asked.delete().where(asked.c.at < before))
        sent_before = time.time() - KEPT.total_seconds()
        await store.connection.execute(outbox.delete().where(outbox.c.state == "sent", outbox.c.ended_at < sent_before))


async def forget_orphans(database: Database, folder: Path) -> None:
    """Delete files that no message refers to: a process that died right after an erasure may have left some."""
    async with database.read() as store:
        statement = sa.select(messages.c.attachment).where(messages.c.file_state == "kept")
        found = (await store.connection.execute(statement)).scalars()
        known = {file["digest"] for file in found if file}
    await asyncio.to_thread(_sweep, folder, known, time.time() - SETTLED.total_seconds())


def _sweep(folder: Path, known: Collection[str], before: float) -> None:
    for file in folder.glob("??/*"):
        if file.name not in known and file.stat().st_mtime < before:
            file.unlink(missing_ok=True)
