"""«/told phone text»: what was answered outside of the chat is noted, and the customer gets it in writing (SAV-11)."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message as TelegramMessage

import locales
from bot import incoming
from bot.routers.staff.tickets import ticket_here
from bot.turn import Turn
from bot.views.told import WAYS
from core.conversations.message import Author
from core.tickets import told


def _way(given: str) -> str:
    """The way by its name in any language, or as it was written when it is none."""
    for way, word in WAYS.items():
        names = {locales.catalogue(language).gettext(word) for language in locales.LANGUAGES}
        if given.casefold() in {way, *(name.casefold() for name in names)}:
            return way
    return given


def router() -> Router:
    own = Router(name="staff_told")

    @own.message(Command("told"))
    async def tell(message: TelegramMessage, command: CommandObject, turn: Turn) -> None:
        ticket = await ticket_here(turn)
        given = (command.args or "").split(maxsplit=1)
        text = message.text or message.caption or ""
        skip = len(text) - len(given[1]) if len(given) > 1 and text.endswith(given[1]) else len(text)
        words = incoming.read(message, turn, ticket.person_id, Author.STAFF, skip)
        await told.tell(turn.work, turn.actor, ticket, _way(given[0] if given else ""), words, turn.now)

    return own
