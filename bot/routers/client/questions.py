"""The ways on from what the articles said: it helped, or a consultant is wanted."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.screen import Press
from bot.turn import Turn
from core.consultation import choose
from core.tickets import articles


def router() -> Router:
    own = Router(name="questions")

    @own.callback_query(Press.filter(F.do == "helped"))
    async def helped(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        await articles.helped(turn.work, turn.actor, callback_data.id, callback_data.number, turn.now)
        turn.spend(query)

    @own.callback_query(Press.filter(F.do == "consult"))
    async def consult(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        await choose.hand(turn.work, turn.actor, callback_data.id, turn.now)
        turn.spend(query)

    return own
