"""What is not needed any more: raw updates, sent parcels and searches, a week after they were dealt with."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

from storage.tables.desk import searches
from storage.tables.inbox import inbox
from storage.tables.notifications import outbox
from storage.work import Database

KEPT = timedelta(days=7)
"""Telegram redelivers for a day; duplicates are recognised for seven times as long."""


async def forget_old(database: Database) -> None:
    """Delete handled updates, sent parcels and searches that are older than ``KEPT``; dead letters stay."""
    async with database.begin() as store:
        before = datetime.now(UTC) - KEPT
        await store.connection.execute(inbox.delete().where(inbox.c.state == "done", inbox.c.received_at < before))
        await store.connection.execute(searches.delete().where(searches.c.at < before))
        sent_before = time.time() - KEPT.total_seconds()
        await store.connection.execute(outbox.delete().where(outbox.c.state == "sent", outbox.c.ended_at < sent_before))
