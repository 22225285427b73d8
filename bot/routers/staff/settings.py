"""«/settings»: what managers switch in the chat itself."""

from __future__ import annotations

from typing import Any

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.screen import Press
from bot.turn import Turn
from core import settings
from core.people.authority import require_manager


async def _facts(turn: Turn) -> dict[str, Any]:
    every = await settings.every(turn.work.settings)
    return {"switches": [{"name": switch.name, "on": on} for switch, on in every]}


def router() -> Router:
    own = Router(name="staff_settings")

    @own.message(Command("settings"))
    async def show(message: Message, turn: Turn) -> None:
        require_manager(turn.actor, "settings")
        turn.post("settings", **await _facts(turn))

    @own.callback_query(Press.filter(F.do.in_({"set_on", "set_off"})))
    async def press(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        on = callback_data.do == "set_on"
        await settings.turn(turn.work, turn.actor, callback_data.arg, turn.now, on=on)
        turn.redraw(query, "settings", **await _facts(turn))

    return own
