"""The roles of a running desk: who takes in, works, sends, serves and watches the clock, and in which order all end."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Sequence

from app.http import serving
from app.wiring import App
from core.errors import ConfigurationError

log = logging.getLogger(__name__)

ROLES = ("ingest", "worker", "sender", "web", "clock")
WITHOUT_WEB = tuple(role for role in ROLES if role != "web")
"""For those who serve the HTTP port themselves."""
GRACE = 10.0
"""Real seconds that a stopping desk takes to send what waits; the rest is sent after the next start."""


async def run(app: App, roles: Sequence[str], stop: asyncio.Event) -> None:
    """Run the roles until ``stop`` is set: take nothing new in, finish what came, send what waits, leave."""
    wanted = set(roles)
    front = app.front
    intake: list[asyncio.Task[None]] = []
    inner: list[asyncio.Task[None]] = []
    async with contextlib.AsyncExitStack() as stack:
        if "web" in wanted:
            await stack.enter_async_context(serving(app))
        if "ingest" in wanted:
            await front.announce(app.settings.WEBHOOK_URL, app.settings.WEBHOOK_SECRET, app.settings.BOT_MODE)
            if app.settings.BOT_MODE == "polling":
                intake.append(asyncio.create_task(front.poll(), name="ingest"))
        if "worker" in wanted:
            inner += [
                asyncio.create_task(front.work(), name="worker"),
                asyncio.create_task(front.fetch(), name="files"),
                asyncio.create_task(app.answering.run(), name="answering"),
                asyncio.create_task(app.shelf.run(), name="articles"),
            ]
        if "sender" in wanted:
            inner.append(asyncio.create_task(front.send(), name="sender"))
        if "clock" in wanted:
            app.clock_role.start()
        log.info("the desk runs: %s by %s", ", ".join(roles), app.desk.in_force.id)
        stopped = asyncio.create_task(_until(stop), name="stop")
        try:
            done, _ = await asyncio.wait([stopped, *intake, *inner], return_when=asyncio.FIRST_COMPLETED)
        finally:
            await app.clock_role.stop()
            await _end([stopped, *intake])
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(front.drained(GRACE), GRACE if {"worker", "sender"} <= wanted else 0.1)
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
