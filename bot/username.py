"""The bot's own user name, of which links are made: asked of Telegram once, never waited for long."""

from __future__ import annotations

import asyncio

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError

from core.errors import Refusal

PATIENCE = 5.0
"""Real seconds; a transaction may be waiting meanwhile."""


async def username(bot: Bot) -> str:
    """The name, as aiogram remembers it. Raises Refusal("name_unknown") when Telegram cannot be asked now."""
    try:
        async with asyncio.timeout(PATIENCE):
            return (await bot.me()).username or ""
    except (TimeoutError, TelegramAPIError):
        raise Refusal("name_unknown") from None
