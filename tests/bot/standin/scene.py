"""The cast of these stories: a desk with topics, its people, aiogram's own Bot, all over real HTTP.

Anna writes to the bot, Boris never did, Vera is an engineer in the staff group, Gleb owns the group.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import aiohttp
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramAPIError
from aiogram.methods import GetMe
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.standin import Standin, listening
from bot.standin.phone import Phone

TOKEN = "42:standin"
ALL = ["message", "edited_message", "callback_query", "message_reaction", "my_chat_member", "chat_member"]


class Session(AiohttpSession):
    """aiogram's session without the quarter of a second that it waits for TLS to close."""

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


@dataclass(frozen=True, slots=True)
class Scene:
    """Everybody and everything of one story."""

    standin: Standin
    bot: Bot
    phone: Phone
    http: aiohttp.ClientSession
    url: str
    anna: int
    boris: int
    vera: int
    gleb: int
    group: int

    async def updates(self, *allowed: str) -> list[Update]:
        """All that waits for the bot, confirmed."""
        taken: list[Update] = []
        while batch := await self.bot.get_updates(
            offset=taken[-1].update_id + 1 if taken else None, allowed_updates=list(allowed) or None
        ):
            taken += batch
        return taken

    async def topic(self, name: str = "Принтер") -> int:
        """A topic that the bot opened."""
        return (await self.bot.create_forum_topic(self.group, name)).message_thread_id

    async def call(self, method: str, token: str = TOKEN, **params: Any) -> tuple[int, Any]:
        """A bare call with a JSON body: status and answer."""
        async with self.http.post(f"{self.url}/bot{token}/{method}", json=params) as response:
            return response.status, await response.json()

    async def call_or_raise(self, method: str, **params: Any) -> None:
        """A bare call whose refusal is raised as aiogram raises it: for parameters that aiogram would not send."""
        status, answer = await self.call(method, **params)
        if status != 200:
            raise TelegramAPIError(method=GetMe(), message=answer["description"])


@contextlib.asynccontextmanager
async def scene(
    *, now: Callable[[], datetime] | None = None, bot_place: dict[str, object] | None = None
) -> AsyncIterator[Scene]:
    """The usual cast; at the end aiogram's models must have found nothing wrong with the stand-in."""
    standin = Standin(TOKEN, now=now, validate=True)
    async with contextlib.AsyncExitStack() as stack:
        url = await stack.enter_async_context(listening(standin))
        http = await stack.enter_async_context(aiohttp.ClientSession())
        bot = await stack.enter_async_context(Bot(TOKEN, session=Session(api=TelegramAPIServer.from_base(url))))
        anna, boris, vera, gleb = (
            standin.users(first_name=name, username=f"{name.lower()}_user")["id"]
            for name in ("Anna", "Boris", "Vera", "Gleb")
        )
        group = standin.groups(title="Staff", members=[boris, vera], admins=[gleb], bot=bot_place or {})["id"]
        standin.act("start", anna)
        standin.world.updates.drop()
        yield Scene(standin, bot, Phone(url, http), http, url, anna, boris, vera, gleb, group)
        assert standin.world.mistakes == []


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    """One row of callback buttons, each with its label as data."""
    return InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text=label, callback_data=label) for label in labels]]
    )
