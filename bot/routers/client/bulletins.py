"""What is out of order now, for a customer who asks (NET-11)."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from bot.routers.client.menu import set_aside
from bot.turn import Turn
from core.bulletins import publish
from core.bulletins.bulletin import facts


def router() -> Router:
    own = Router(name="bulletins")
    own.message.middleware(set_aside)

    @own.message(Command("notices"))
    async def notices(message: Message, turn: Turn) -> None:
        found = await publish.shown(turn.work, turn.person.id, turn.now)
        turn.say("bulletins", bulletins=[facts(bulletin, turn.work.regulation) for bulletin in found])

    return own
