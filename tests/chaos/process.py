"""The product as a process of its own, as an operator runs it: started, killed, started again."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from bot.standin import Standin
from bot.standin.phone import Phone
from bot.standin.serve import listening
from tests.desk import GROUP, migrated

PATIENCE = 60.0
"""Real seconds until something that must happen counts as not happening; two processors are shared by all."""
RIGHTS = {"status": "administrator", "can_manage_topics": True, "can_pin_messages": True}
ENGINEER = 201


@dataclass(slots=True)
class Product:
    """``python -m app run`` with its settings; what it writes to standard error is kept in a file."""

    settings: dict[str, str]
    log: Path
    process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "app", "run", env=_environment(self.log.parent) | self.settings, stderr=log
            )

    async def end(self, how: signal.Signals) -> int:
        """Send the signal, wait until the process is gone; returns how it went."""
        assert self.process is not None
        self.process.send_signal(how)
        async with asyncio.timeout(PATIENCE):
            return await self.process.wait()

    async def failure(self) -> tuple[int, str]:
        """Wait until it ends by itself; its exit code and everything that it said."""
        assert self.process is not None
        async with asyncio.timeout(PATIENCE):
            code = await self.process.wait()
        return code, self.said()

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")


@dataclass(slots=True)
class World:
    """The stand-in in this process and the product in another, talking over HTTP."""

    standin: Standin
    phone: Phone
    session: aiohttp.ClientSession
    product: Product
    database_url: str
    _heard: int = 0
    calls: list[dict[str, Any]] = field(default_factory=list)

    def listen(self) -> int:
        """How many calls the product has made so far."""
        fresh = self.standin.transcript(self._heard)
        if fresh:
            self._heard = fresh[-1]["seq"]
            self.calls += [entry for entry in fresh if entry["kind"] == "call"]
        return len(self.calls)

    async def heard(self, count: int) -> None:
        """Wait until the product has made so many more calls."""
        wanted = self.listen() + count
        async with asyncio.timeout(PATIENCE):
            while self.listen() < wanted:  # noqa: ASYNC110 (the calls of another process)
                await asyncio.sleep(0.002)

    async def drained(self) -> None:
        """Wait until the product has taken in, handled and sent everything."""
        async with asyncio.timeout(PATIENCE * 2):
            while self.standin.world.updates.pending or await self._busy():  # noqa: ASYNC110 (another process)
                await asyncio.sleep(0.05)

    async def _busy(self) -> bool:
        try:
            async with self.session.get(f"http://127.0.0.1:{self.product.settings['WEB_PORT']}/readyz") as response:
                facts = await response.json()
        except aiohttp.ClientError:
            return True
        return bool(facts["unhandled"] or facts["unsent"])


@asynccontextmanager
async def world(database_url: str, folder: Path, **settings: str) -> AsyncIterator[World]:
    """A stand-in with a staff group, and the product's settings; the product is not started yet."""
    standin = Standin()
    standin.users(id=ENGINEER, first_name="Вера", language_code="ru")
    standin.groups(id=GROUP, title="Поддержка", forum=True, admins=[ENGINEER], bot=RIGHTS)
    async with listening(standin) as address, aiohttp.ClientSession() as session:
        product = Product(defaults(address, database_url, folder) | settings, folder / "product.log")
        if not database_url.startswith("sqlite"):
            await migrated(database_url)
        here = World(standin, Phone(address, session), session, product, database_url)
        try:
            yield here
        finally:
            if product.process is not None and product.process.returncode is None:
                product.process.kill()
                await product.process.wait()


def defaults(address: str, database_url: str, folder: Path) -> dict[str, str]:
    """The settings of an operator whose Telegram is the stand-in."""
    return {
        "BOT_TOKEN": "42:standin",
        "BOT_API_URL": address,
        "BOT_PACE": "none",
        "DIGEST_SECONDS": "0",
        "STAFF_CHAT": str(GROUP),
        "DATABASE_URL": database_url,
        "FILES_DIR": str(folder / "files"),
        "WEB_PORT": str(free_port()),
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _environment(folder: Path) -> dict[str, str]:
    """This process's environment, with a cache of compiled modules: a restart must not compile everything anew."""
    return os.environ | {"PYTHONPYCACHEPREFIX": str(folder.parent / "caches"), "PYTHONDONTWRITEBYTECODE": ""}
