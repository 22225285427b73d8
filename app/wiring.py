"""The parts put together by hand: settings in, a running desk out."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.answering import AnsweringRole
from app.embeddings import embeddings
from app.erasure import forgetting
from app.scheduler import ClockRole
from app.settings import Settings
from app.shelving import ShelfRole
from bot.ports import BotStore
from core.clock import Clock
from core.desk import Desk
from core.regulation import parse
from core.regulation.checks import offset_agrees_with_zone
from storage import schema
from storage.search.base import KnowledgeBase
from storage.work import Database

if TYPE_CHECKING:
    from assistant.client import Assistant
    from bot.front import Front

log = logging.getLogger(__name__)


@dataclass(slots=True)
class App:
    """A desk with its fronts, ready to run."""

    settings: Settings
    database: Database
    desk: Desk[BotStore]
    front: Front
    clock_role: ClockRole
    answering: AnsweringRole
    knowledge: KnowledgeBase
    shelf: ShelfRole


@asynccontextmanager
async def assembled(settings: Settings, clock: Clock | None = None) -> AsyncIterator[App]:
    """Open the database and build the desk around it. Raises ConfigurationError before anything has begun."""
    edition = parse.load(settings.REGULATION)
    warning = offset_agrees_with_zone(edition.regulation)
    if warning:
        log.warning("%s: %s", edition.regulation.name, warning)
    database = Database(settings.DATABASE_URL)
    server = embeddings(lambda name: str(getattr(settings, name)))
    knowledge = KnowledgeBase(settings.KB_INDEX, server)
    try:
        await schema.ensure(database)
        desk: Desk[BotStore] = Desk(
            database, clock or settings.clock(), edition, quiet=settings.DIGEST_SECONDS, consults=knowledge.exists
        )
        await desk.open()
        from bot.front import Front  # aiogram takes seconds to import: only those who talk to Telegram pay for it

        front = await Front.build(
            token=settings.BOT_TOKEN,
            api_url=settings.api_url,
            proxy=settings.BOT_PROXY,
            speed=settings.pace,
            threads=settings.BOT_THREADS == "on",
            staff_chats=settings.teams,
            language=settings.LANGUAGE,
            flood=settings.FLOOD_PER_MINUTE,
            files=settings.FILES_DIR,
            desk=desk,
            storage=database,
            knowledge=knowledge,
        )
        clock_role = ClockRole(desk, database, settings.FILES_DIR)
        assistant = _assistant(settings)
        answering = AnsweringRole(desk, database, knowledge, assistant, settings.QUESTION_SECONDS)
        shelf = ShelfRole(database, settings.KB_INDEX, server)
        desk.committed += [
            front.committed,
            clock_role.committed,
            answering.committed,
            shelf.committed,
            forgetting(settings.FILES_DIR),
        ]
        try:
            yield App(settings, database, desk, front, clock_role, answering, knowledge, shelf)
        finally:
            await front.close()
            if assistant is not None:
                await assistant.close()
    finally:
        await knowledge.close()
        await database.close()


def _assistant(settings: Settings) -> Assistant | None:
    """The service that puts answers together, when the settings name one."""
    if not settings.ASSISTANT_URL:
        return None
    from assistant.client import Assistant

    return Assistant(
        settings.ASSISTANT_URL,
        settings.ASSISTANT_KEY,
        settings.ASSISTANT_MODEL,
        settings.ASSISTANT_TIMEOUT,
        settings.ASSISTANT_PER_DAY,
    )
