"""One HTTP port: the webhook, and whether the desk is alive and keeps up."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import sqlalchemy as sa
from aiohttp import web

from app.wiring import App
from core.errors import ConfigurationError
from storage.tables.inbox import inbox
from storage.tables.notifications import outbox

LATE = 120
"""Real seconds after which something that waits means that the desk does not keep up."""


def application(app: App) -> web.Application:
    """``/healthz``, ``/readyz`` and, in webhook mode, ``/telegram/webhook``."""
    http = web.Application(client_max_size=2_000_000)

    async def healthz(request: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def readyz(request: web.Request) -> web.Response:
        try:
            facts = await readiness(app)
        except Exception as error:
            return web.json_response({"ready": False, "database": type(error).__name__}, status=503)
        return web.json_response(facts, status=200 if facts["ready"] else 503)

    http.router.add_get("/healthz", healthz)
    http.router.add_get("/readyz", readyz)
    if app.settings.BOT_MODE == "webhook":
        app.front.attach_webhook(http, app.settings.WEBHOOK_SECRET)
    return http


async def readiness(app: App) -> dict[str, object]:
    """How much waits, for how long, and how many dead letters there are."""
    waiting = (
        sa.select(sa.func.count(), sa.func.min(outbox.c.not_before))
        .select_from(outbox)
        .where(outbox.c.state == "waiting")
    )
    async with app.database.read() as store:
        unhandled = (
            await store.connection.execute(sa.select(sa.func.count()).select_from(inbox).where(inbox.c.state == "new"))
        ).scalar_one()
        unsent, oldest = (await store.connection.execute(waiting)).one()
        dead = (
            await store.connection.execute(
                sa.select(sa.func.count()).select_from(outbox).where(outbox.c.state == "dead")
            )
        ).scalar_one()
        due = await store.timers.earliest()
    late = max(0.0, time.time() - oldest) if oldest is not None else 0.0
    overdue = max(0.0, (app.desk.clock.now() - due).total_seconds()) if due is not None else 0.0
    ready = late < LATE and overdue < LATE
    return {
        "ready": ready,
        "unhandled": unhandled,
        "unsent": unsent,
        "late": round(late),
        "timers_overdue": round(overdue),
        "dead_letters": dead,
    }


@asynccontextmanager
async def serving(app: App) -> AsyncIterator[None]:
    """Serve inside the block. Raises ConfigurationError when the port is taken."""
    runner = web.AppRunner(application(app), access_log=None, shutdown_timeout=2)
    await runner.setup()
    try:
        await listen(runner, app.settings.WEB_HOST, app.settings.WEB_PORT, "WEB_PORT")
        yield
    finally:
        await runner.cleanup()


async def listen(runner: web.AppRunner, host: str, port: int, name: str) -> None:
    """Open the port, or say that it is taken and what to do."""
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        raise ConfigurationError(
            f"{name}: {host}:{port} cannot be opened ({error.strerror}). Choose another port"
        ) from None
