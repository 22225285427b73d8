"""Thousands of updates that nobody would send: nothing fails, nothing is stuck, nothing reaches the wrong chat."""

from __future__ import annotations

import copy
import os
import random
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from aiogram.types import Update
from pydantic import ValidationError

from app.scene import shelve
from storage.tables.inbox import inbox
from storage.tables.notifications import outbox
from tests.chaos.stage import acquainted, no_faults_of_ours, nobody_reads_english, registered
from tests.chaos.updates import Mess
from tests.desk import GROUP, Desk, desk_on, words

COUNT = int(os.environ.get("FUZZ_UPDATES", "600"))
"""Updates; the full course is FUZZ_UPDATES=20000."""
SEED = int(os.environ.get("FUZZ_SEED", "1"))
TOGETHER = 100
SECRETS = {101: "тайна Анны", 102: "тайна Бориса"}


@pytest.mark.slow
async def test_whatever_arrives_is_dealt_with(sqlite_url: str, tmp_path: Path) -> None:
    """Every update is handled or, when it is none, put aside; the customers' secrets stay in their own chats."""
    shelve(tmp_path / "kb.db")
    with no_faults_of_ours():
        async with desk_on(sqlite_url, tmp_path, at="2026-03-05 10:00") as desk:
            for who in (desk.anna, desk.boris):
                await acquainted(desk, who, SECRETS[who.id])
                await registered(desk, who)
            readable = await _poured(desk)
            await desk.anna.writes("я ещё здесь")
            await desk.settled()
            await _dealt_with(desk, readable)
            _kept_apart(desk)
            nobody_reads_english(desk, "Bad Request")  # Telegram's own words, quoted to the staff


async def _poured(desk: Desk) -> set[int]:
    """Let the mess in; returns the numbers of the updates that can be read at all."""
    threads = [int(topic["message_thread_id"]) for topic in await desk.phone.topics(GROUP)]
    mess = Mess(
        random.Random(SEED), (101, 102, 102, 777_001), (GROUP, GROUP, GROUP, -100_500), threads, (201, 202, 101)
    )
    readable: set[int] = set()
    made = 0
    while made < COUNT:
        updates = []
        for _ in range(min(TOGETHER, COUNT - made)):
            update = mess.update()
            if mess.chance.random() < 0.3:
                update = mess.mutated(copy.deepcopy(update))
            if _readable(update):
                readable.add(update["update_id"])
            updates.append(update)
        made += len(updates)
        await desk.app.front.intake.put_surely(updates)
        await desk.settled(patience=300)  # the giant texts of a flooder go one piece after the other
    assert len(readable) > COUNT / 2, "hardly anything could be read: what was tested?"
    return readable


def _readable(update: dict[str, Any]) -> bool:
    try:
        Update.model_validate(update)
    except (ValidationError, UnicodeError):
        return False
    return True


async def _dealt_with(desk: Desk, readable: set[int]) -> None:
    """No update waits, none that can be read was put aside, and no parcel waits."""
    async with desk.app.database.read() as store:
        rows = (await store.connection.execute(sa.select(inbox.c.update_id, inbox.c.state, inbox.c.error))).all()
        waiting = (await store.connection.execute(sa.select(outbox).where(outbox.c.state == "waiting"))).all()
    assert {row.state for row in rows} <= {"done", "held", "dead"}
    aside = {row.update_id: row.error for row in rows if row.state == "dead" and row.update_id in readable}
    # Telegram's numbers have 52 bits, a database's 63; a greater one is of nobody.
    assert {number: error for number, error in aside.items() if not error.startswith("OverflowError")} == {}
    muted = {row.key for row in waiting if row.facts.get("held")}  # a forged /mute works: it came from the staff
    assert [row for row in waiting if row.key not in muted] == []


def _kept_apart(desk: Desk) -> None:
    """What one customer said in confidence stands in nobody else's private chat."""
    for owner, secret in SECRETS.items():
        for chat in desk.standin.world.chats.values():
            if chat.id > 0 and chat.id != owner:
                assert not any(secret in words(post.body) for post in chat.posts.values()), (owner, chat.id)
