"""From an update to its handler: who is asking, then the customer's or the staff's router.

aiogram's own Dispatcher would walk both sides through three more layers for each update (error events, FSM context,
user context), none of which the desk uses: its errors are the worker's, its dialogues are rows.
"""

from __future__ import annotations

from aiogram import Bot, Router
from aiogram.types import Update
from aiogram.types.update import UpdateTypeLookupError

from bot import anonymous, identity
from bot.identity import Side
from bot.routers import client, guests, staff
from bot.routers.client import outdated
from bot.turn import Turn
from core.errors import Refusal

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member", "chat_member"]


class Dispatcher:
    """Hands an update to the handlers of the side that it belongs to."""

    def __init__(self) -> None:
        self._sides: dict[Side, Router] = {
            Side.CUSTOMER: client.router(),
            Side.STAFF: staff.router(),
            Side.GUESTS: guests.router(),
        }

    async def __call__(self, bot: Bot, update: Update, turn: Turn) -> None:
        """Handle the update; what concerns nobody is passed over."""
        try:
            kind = update.event_type
        except UpdateTypeLookupError:
            return  # something that Telegram has learned since
        if kind not in ALLOWED_UPDATES:
            return
        whose = await identity.identify(update, turn)
        if whose is Side.ANONYMOUS:
            whose = anonymous.admitted(update, turn)
        side = self._sides.get(whose)
        if side is not None:
            await side.propagate_event(update_type=kind, event=update.event, bot=bot, turn=turn)

    async def too_late(self, update: Update, turn: Turn, refusal: Refusal) -> bool:
        """A customer's press that was refused because things have moved on; False when there is nothing to show."""
        if update.callback_query is None or await identity.identify(update, turn) is not Side.CUSTOMER:
            return False
        return await outdated.answer(turn, update.callback_query, refusal)
