"""Forms that a staff member fills in one topic: whose they are, which message answers them, and how to leave them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery
from aiogram.types import Message as TelegramMessage

from bot.filters import CANCEL, is_command, is_content
from bot.routers.staff import choices, picks, register, writing
from bot.screen import Press
from bot.turn import Turn
from bot.words import mark
from core.people.dialogue import Dialogue

Taker = Callable[[Turn, TelegramMessage, Dialogue], Awaitable[bool]]
"""Takes a message for the answer to a form; False when it is none, and an ordinary word in the topic."""

TAKERS: dict[str, Taker] = {
    register.AWAITED: register.take,
    choices.AWAITED: choices.take,
    picks.AWAITED: picks.take,
    writing.AWAITED: writing.take,
}
"""What staff may be asked for, and who takes it."""


async def is_no_command(message: TelegramMessage) -> bool:
    """Neither a command nor a note for colleagues: these are never the answer to a form."""
    return not await is_command(message)


async def awaited(message: TelegramMessage, turn: Turn) -> bool | dict[str, Any]:
    """The form of this very person in this very topic."""
    found = await turn.work.dialogues.of(turn.person.id, turn.corner)
    return {"form": found} if found is not None and found.awaits in TAKERS else False


def router() -> Router:
    own = Router(name="staff_forms")

    @own.message(is_content, is_no_command, awaited)
    async def answer(message: TelegramMessage, turn: Turn, form: Dialogue) -> None:
        if CANCEL.typed(message.text):
            await turn.work.dialogues.end(turn.person.id, turn.corner)
            turn.post("form_cancelled")
        elif not await TAKERS[form.awaits](turn, message, form):
            raise SkipHandler

    @own.callback_query(Press.filter(F.do == "f_cancel"))
    async def cancel(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        if callback_data.id != turn.person.id:
            turn.toast = mark("A colleague is filling this in.")
            return
        form = await turn.work.dialogues.of(turn.person.id, turn.corner)
        lists = (choices.AWAITED, picks.AWAITED)
        if callback_data.arg != "list" or form is None or form.awaits in lists:  # beside a longer form a list may lie
            await turn.work.dialogues.end(turn.person.id, turn.corner)
        turn.redraw(query, "form_cancelled")

    return own
