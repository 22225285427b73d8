"""The parts put together by hand: settings in, a running desk out."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.scheduler import ClockRole
from app.settings import Settings
from bot.ports import BotStore
from core.clock import Clock
from core.desk import Desk
from core.errors import ConfigurationError
from core.regulation import parse
from core.regulation.checks import offset_agrees_with_zone
from storage import schema
from storage.work import Database

if TYPE_CHECKING:
    from aiohttp import web

    from bot.front import Front

log = logging.getLogger(__name__)

ROLES = ("ingest", "worker", "sender", "web", "clock")
GRACE = 10.0
"""Real seconds that a stopping desk takes to send what waits; the rest is sent after the next start."""


@dataclass(slots=True)
class App:
    """A desk with its fronts, ready to run."""

    settings: Settings
    database: Database
    desk: Desk[BotStore]
    front: Front
    clock_role: ClockRole


@asynccontextmanager
async def assembled(settings: Settings, clock: Clock | None = None) -> AsyncIterator[App]:
    """Open the database and build the desk around it. Raises ConfigurationError before anything has begun."""
    edition = parse.load(settings.REGULATION)
    warning = offset_agrees_with_zone(edition.regulation)
    if warning:
        log.warning("%s: %s", edition.regulation.name, warning)
    database = Database(settings.DATABASE_URL)
    try:
        await schema.ensure(database)
        desk: Desk[BotStore] = Desk(database, clock or settings.clock(), edition)
        await desk.open()
        from bot.front import Front  # aiogram takes seconds to import: only those who talk to Telegram pay for it

        front = await Front.build(
            token=settings.BOT_TOKEN,
            api_url=settings.api_url,
            proxy=settings.BOT_PROXY,
            paced=settings.BOT_PACE == "telegram",
            staff_chat=settings.STAFF_CHAT,
            language=settings.LANGUAGE,
            files=settings.FILES_DIR,
            desk=desk,
            storage=database,
        )
        clock_role = ClockRole(desk, database)
        desk.committed += [front.committed, clock_role.committed]
        try:
            yield App(settings, database, desk, front, clock_role)
        finally:
            await front.close()
    finally:
        await database.close()


async def run(app: App, roles: Iterable[str], stop: asyncio.Event, http: web.Application | None = None) -> None:
    """Run the roles until ``stop`` is set: take nothing new in, finish what came, send what waits, leave."""
    wanted = set(roles)
    front = app.front
    intake: list[asyncio.Task[None]] = []
    inner: list[asyncio.Task[None]] = []
    async with contextlib.AsyncExitStack() as stack:
        if "web" in wanted and http is None:
            from app.http import serving

            await stack.enter_async_context(serving(app))
        if "ingest" in wanted:
            await front.announce(app.settings.WEBHOOK_URL, app.settings.WEBHOOK_SECRET, app.settings.BOT_MODE)
            if app.settings.BOT_MODE == "polling":
                intake.append(asyncio.create_task(front.poll(), name="ingest"))
        if "worker" in wanted:
            inner += [
                asyncio.create_task(front.work(), name="worker"),
                asyncio.create_task(front.fetch(), name="files"),
            ]
        if "sender" in wanted:
            inner.append(asyncio.create_task(front.send(), name="sender"))
        if "clock" in wanted:
            app.clock_role.start()
        stopped = asyncio.create_task(_until(stop), name="stop")
        try:
            done, _ = await asyncio.wait([stopped, *intake, *inner], return_when=asyncio.FIRST_COMPLETED)
        finally:
            await app.clock_role.stop()
            await _end([stopped, *intake])
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(front.drained(), GRACE if {"worker", "sender"} <= wanted else 0.1)
            await _end(inner)
        for task in done - {stopped}:
            task.result()  # a role that ended by itself has failed: say why


async def _until(stop: asyncio.Event) -> None:
    await stop.wait()


async def _end(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    for task in tasks:
        with contextlib.suppress(asyncio.CancelledError, ConfigurationError):
            await task
