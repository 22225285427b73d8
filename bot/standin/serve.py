"""Running the stand-in on a port: for a while in tests and benches, until stopped from the command line."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from aiohttp import web

from bot.standin.server import Standin

PATIENCE = 1.0
"""Seconds that running requests get when the server stops."""


@contextlib.asynccontextmanager
async def listening(standin: Standin, port: int = 0, host: str = "127.0.0.1") -> AsyncIterator[str]:
    """Serve inside the block; gives the base address. Port 0 takes a free one."""
    runner = web.AppRunner(standin.app(), access_log=None, shutdown_timeout=PATIENCE)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        bound = runner.addresses[0][1]
        yield f"http://{host}:{bound}"
    finally:
        await runner.cleanup()


async def serve(port: int, host: str = "127.0.0.1", *, standin: Standin | None = None) -> None:
    """Serve until cancelled."""
    standin = standin or Standin()
    async with listening(standin, port, host) as address:
        print(f"Bot API stand-in: {address}/bot{standin.token}/ · people and troubles: {address}/_standin/", flush=True)
        await asyncio.Event().wait()
