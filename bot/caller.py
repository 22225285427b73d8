"""One call of the Bot API: paced, and its failure turned into an outcome."""

from __future__ import annotations

import asyncio
import time
from typing import Any, TypeVar

from aiogram import Bot
from aiogram.methods import CopyMessages, SendMediaGroup, TelegramMethod

from bot import outcome
from bot.pace import Pace
from core.notifications.outbox import Later

T = TypeVar("T")
TIMEOUT = 30
"""Real seconds after which a call counts as failed with an unknown end."""


class Failed(Exception):
    """A call that did not do what it should; ``failure`` says what follows."""

    def __init__(self, failure: outcome.Failure, chat: str = "") -> None:
        super().__init__(repr(failure))
        self.failure = failure
        self.chat = chat


class Caller:
    """The only way to Telegram for everything that counts against its limits."""

    def __init__(self, bot: Bot, pace: Pace) -> None:
        self.bot = bot
        self.pace = pace

    async def __call__(self, chat: str, method: TelegramMethod[T], attempts: int = 0) -> T:
        """Make the call if the chat's pace allows it now; raises Failed otherwise and on every refusal."""
        now, count = time.time(), written(method)
        wait = self.pace.wait(chat, now, count)
        if wait > 0:
            raise Failed(Later(wait, "pace"))
        self.pace.note(chat, now, count)
        try:
            return await self.bot(method, request_timeout=TIMEOUT)
        except Exception as error:
            raise Failed(outcome.of(error, attempts), chat) from error

    async def turn(self, chat: str, count: int) -> None:
        """Wait until so many messages may be written: for the second half of something that has begun."""
        while True:
            wait = self.pace.wait(chat, time.time(), count)
            if wait <= 0:
                return
            await asyncio.sleep(wait)


def written(method: TelegramMethod[Any]) -> int:
    """How many messages a call writes: Telegram counts every part of an album."""
    match method:
        case CopyMessages(message_ids=numbers):
            return len(numbers)
        case SendMediaGroup(media=media):
            return len(media)
        case _:
            return 1
