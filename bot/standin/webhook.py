"""Pushing updates to the bot's own address, one after another, until each is taken."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Final

import aiohttp

from bot.standin.state import Json
from bot.standin.updates import Updates

_FIRST_PAUSE: Final = 0.1
_LONGEST_PAUSE: Final = 10.0
_PATIENCE: Final = aiohttp.ClientTimeout(total=60)
SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"


class Webhook:
    """The bot's webhook: where it is, how it went last, and the task that delivers."""

    def __init__(self, updates: Updates) -> None:
        self._updates = updates
        self._task: asyncio.Task[None] | None = None
        self.secret = ""
        self.max_connections = 40
        self.last_error: tuple[float, str] | None = None
        self.check: Callable[[Json], None] | None = None

    def start(self, url: str, secret: str, now: Callable[[], float]) -> None:
        """Deliver to ``url`` from now on."""
        self._cancel()
        self._updates.webhook = url
        self.secret = secret
        self.last_error = None
        self._task = asyncio.get_running_loop().create_task(self._deliver(url, secret, now))

    def stop(self) -> None:
        """Back to polling."""
        self._cancel()
        self._updates.webhook = ""
        self.secret = ""

    async def close(self) -> None:
        """End the delivery and wait until its connections are closed."""
        task = self._task
        self._cancel()
        if task is not None:
            await asyncio.gather(task, return_exceptions=True)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _deliver(self, url: str, secret: str, now: Callable[[], float]) -> None:
        headers = {"Content-Type": "application/json"} | ({SECRET_HEADER: secret} if secret else {})
        updates = self._updates
        async with aiohttp.ClientSession(timeout=_PATIENCE, headers=headers) as session:
            pause = _FIRST_PAUSE
            while True:
                if not updates.pending:
                    updates.arrived.clear()
                    await updates.arrived.wait()
                    continue
                update = updates.pending[0]
                if self.check is not None:
                    self.check(update)
                problem = await _push(session, url, update)
                if problem is None:
                    if updates.pending and updates.pending[0] is update:
                        updates.pending.popleft()
                    pause = _FIRST_PAUSE
                    continue
                self.last_error = (now(), problem)
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)


async def _push(session: aiohttp.ClientSession, url: str, update: Json) -> str | None:
    """Deliver one update; what went wrong, in Telegram's words, or None when it was taken."""
    try:
        async with session.post(url, data=json.dumps(update), allow_redirects=False) as response:
            await response.read()
            if 200 <= response.status < 300:
                return None
            return f"Wrong response from the webhook: {response.status} {response.reason}"
    except TimeoutError:
        return "Connection timed out"
    except aiohttp.ClientError as trouble:
        return f"Connection failed: {type(trouble).__name__}"
