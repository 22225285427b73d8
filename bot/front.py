"""The Telegram front as one thing to hold: built from plain values, run role by role."""

from __future__ import annotations

import bot.models  # noqa: F401 (before anything of aiogram)

# isort: split
import asyncio
import logging
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import DeleteWebhook, GetChatAdministrators, GetMe, SetMyCommands, SetWebhook
from aiogram.types import BotCommandScopeAllPrivateChats, BotCommandScopeChat

import locales
from bot import commands, preflight
from bot.caller import Caller
from bot.channel import Channel
from bot.dispatcher import ALLOWED_UPDATES, Dispatcher
from bot.files import Fetcher
from bot.ingest.polling import Polling
from bot.ingest.store import Intake
from bot.ingest.webhook import PATH, Webhook
from bot.lookups import Lookups
from bot.ownthreads import OwnThreads
from bot.pace import Limits, Pace
from bot.ports import BotStorage, BotStore
from bot.sender import Sender
from bot.staffchat import StaffChat
from bot.worker import Worker
from core.conversations.flood import Floods
from core.desk import Desk, Work
from core.errors import ConfigurationError
from core.journal.erasure import PersonErased
from core.knowledge.search import Search
from core.people.person import Person
from core.regulation.model import Role

if TYPE_CHECKING:
    from aiohttp import web

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Front:
    """Telegram: ingest, worker, sender and file fetcher around one bot token."""

    bot: Bot
    desk: Desk[BotStore]
    storage: BotStorage
    staff: StaffChat
    language: str
    intake: Intake
    lookups: Lookups
    worker: Worker
    sender: Sender
    fetcher: Fetcher

    @classmethod
    async def build(
        cls,
        *,
        token: str,
        api_url: str,
        proxy: str,
        speed: int,
        threads: bool,
        staff_chats: Mapping[str, str],
        language: str,
        flood: int,
        files: Path,
        desk: Desk[BotStore],
        storage: BotStorage,
        knowledge: Search,
    ) -> Front:
        """Put the front together; nothing is called yet."""
        bot = connect(token, api_url, proxy)
        staff = await StaffChat.load(staff_chats, storage)
        pace = Pace(Limits().times(speed) if speed else None)
        call = Caller(bot, pace)
        own = OwnThreads(call, storage) if threads else None
        channel = Channel(call, storage, desk, staff, language, own)
        lookups = Lookups(knowledge, desk)
        worker = Worker(bot, Dispatcher(), storage, desk, staff, language, Floods(flood), lookups)
        return cls(
            bot=bot,
            desk=desk,
            storage=storage,
            staff=staff,
            language=language,
            intake=Intake(storage, desk.clock, bot.id, worker),
            lookups=lookups,
            worker=worker,
            sender=Sender(channel, pace, storage, desk),
            fetcher=Fetcher(bot, storage, files),
        )

    def committed(self, work: Work[BotStore]) -> None:
        """Something was committed: wake whoever has work now."""
        if work.posted:
            self.sender.wake(work.posted)
        for event in work.events:
            if isinstance(event, PersonErased):
                self.sender.forget()
            message = getattr(event, "message", None)
            if message is not None and message.attachment is not None:
                self.fetcher.wake()

    def attach_webhook(self, app: web.Application, secret: str) -> None:
        """Take updates at the webhook's path of this HTTP application."""
        Webhook(self.intake, secret).attach(app)

    async def poll(self) -> None:
        await Polling(self.bot, self.intake).run()

    async def work(self) -> None:
        await self.worker.run()

    async def send(self) -> None:
        await self.sender.run()

    async def fetch(self) -> None:
        await self.fetcher.run()

    async def drained(self, within: float = math.inf) -> None:
        """Wait until nothing is left in the inbox, and in the outbox nothing that may go within so many seconds."""
        while not (  # noqa: ASYNC110 (three rooms)
            await self.worker.idle() and self.lookups.idle and await self.sender.idle(within) and self.lookups.idle
        ):
            await asyncio.sleep(0.05)

    async def close(self) -> None:
        await self.bot.session.close()

    async def announce(self, webhook_url: str, secret: str, mode: str) -> None:
        """Tell Telegram where to deliver and which commands there are; check the token and the staff chat.

        Raises ConfigurationError for what the operator must mend. A network that is away stops nothing:
        the desk starts and tries again.
        """
        problems = await preflight.problems(self.bot, self.staff.teams.values())
        if problems:
            raise ConfigurationError(*problems)
        try:
            if mode == "webhook":
                url = webhook_url.rstrip("/") + PATH
                await self.bot(SetWebhook(url=url, secret_token=secret, allowed_updates=ALLOWED_UPDATES))
            else:
                await self.bot(DeleteWebhook())
            await self._publish_commands()
            await self._enlist_managers()
        except (TelegramNetworkError, TelegramServerError) as error:
            log.warning("Telegram is out of reach at the start (%s); the desk keeps trying", error)
        except TelegramAPIError as error:
            log.warning("Telegram refused a part of the set-up: %s", error)

    async def _publish_commands(self) -> None:
        for language in locales.LANGUAGES:
            code = None if language == self.language else language
            customer = commands.menu(commands.CUSTOMER, self.desk.regulation, language)
            await self.bot(SetMyCommands(commands=customer, scope=BotCommandScopeAllPrivateChats(), language_code=code))
            staff = commands.menu(commands.STAFF, self.desk.regulation, language)
            if len(self.staff.teams) == 1:
                staff = [command for command in staff if command.command != "team"]
            for chat in self.staff.teams.values():
                scope = BotCommandScopeChat(chat_id=int(chat))
                await self.bot(SetMyCommands(commands=staff, scope=scope, language_code=code))

    async def _enlist_managers(self) -> None:
        """Administrators of the staff chats are managers, whether or not they have written yet."""
        chats = self.staff.teams.values()
        admins = [await self.bot(GetChatAdministrators(chat_id=int(chat))) for chat in chats]
        async with self.desk.work() as work:
            for user in (member.user for members in admins for member in members):
                if user.is_bot:
                    continue
                person = await work.people.by_address("telegram", str(user.id))
                if person is None:
                    fresh = Person(0, user.full_name, self.language, work.now, username=user.username or "")
                    person = await work.people.add(fresh, "telegram", str(user.id))
                await work.people.enlist(person.id, Role.MANAGER)


async def problems_of(token: str, api_url: str, proxy: str, staff_chats: Iterable[str]) -> list[str]:
    """What is wrong with a token and the staff chats, without starting a desk. Raises TelegramAPIError offline."""
    bot = connect(token, api_url, proxy)
    try:
        await bot(GetMe(), request_timeout=10)
        return await preflight.problems(bot, staff_chats)
    except (TelegramUnauthorizedError, TelegramNotFound):
        return [preflight.BAD_TOKEN]
    finally:
        await bot.session.close()


async def username_of(token: str, api_url: str, proxy: str) -> str:
    """The bot's user name, without starting a desk; empty when Telegram cannot be asked now."""
    bot = connect(token, api_url, proxy)
    try:
        return (await bot(GetMe(), request_timeout=10)).username or ""
    except TelegramAPIError as error:
        log.warning("Telegram did not tell the bot's name: %s", error)
        return ""
    finally:
        await bot.session.close()


def connect(token: str, api_url: str, proxy: str) -> Bot:
    """A bot on Telegram's own API or on another server, directly or through a proxy."""
    session = AiohttpSession(proxy=proxy or None)
    if api_url:
        session.api = TelegramAPIServer.from_base(api_url, is_local=False)
    return Bot(token, session=session)
