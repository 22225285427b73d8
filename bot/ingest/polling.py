"""Long polling: fetch, store, and only then ask for the next ones, which is what acknowledges these."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

import aiohttp
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession

from bot.dispatcher import ALLOWED_UPDATES
from bot.ingest.store import Intake
from core.errors import ConfigurationError

log = logging.getLogger(__name__)

HOLD = 25
"""Seconds that Telegram keeps an empty request open."""


class Polling:
    """Fetches updates as raw text: they are read once, by the worker, and stored as they came."""

    def __init__(self, bot: Bot, intake: Intake) -> None:
        self._bot = bot
        self._intake = intake

    async def run(self) -> None:
        """Poll until cancelled. Raises ConfigurationError when Telegram does not know the token."""
        assert isinstance(self._bot.session, AiohttpSession)
        session = await self._bot.session.create_session()
        url = self._bot.session.api.api_url(token=self._bot.token, method="getUpdates")
        offset, trouble = 0, 0
        while True:
            try:
                updates = await self._fetch(session, url, offset)
            except (aiohttp.ClientError, TimeoutError, json.JSONDecodeError, OSError) as error:
                trouble += 1
                pause = min(10.0, 0.3 * 2 ** min(trouble, 7))
                log.warning("no updates (%s), again in %.1f s", type(error).__name__, pause)
                await asyncio.sleep(pause)
                session = await self._bot.session.create_session()
                continue
            trouble = 0
            if updates:
                await self._intake.put_surely(updates)
                offset = updates[-1]["update_id"] + 1

    async def _fetch(self, session: aiohttp.ClientSession, url: str, offset: int) -> list[dict[str, Any]]:
        body = {"offset": offset, "limit": 100, "timeout": HOLD, "allowed_updates": ALLOWED_UPDATES}
        async with session.post(url, json=body, timeout=aiohttp.ClientTimeout(total=HOLD + 15)) as response:
            answer = json.loads(await response.text())
        if answer.get("ok"):
            found: list[dict[str, Any]] = answer["result"]
            return found
        code, text = answer.get("error_code"), answer.get("description", "")
        if code in (401, 404):
            raise ConfigurationError("BOT_TOKEN: Telegram does not know this token. Ask @BotFather for a valid one.")
        if code == 409:
            log.warning("another process takes this bot's updates: %s", text)
        pause = answer.get("parameters", {}).get("retry_after", 3)
        log.warning("getUpdates was refused: %s %s; again in %s s", code, text, pause)
        await asyncio.sleep(float(pause))
        return []
