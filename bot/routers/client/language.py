"""«/lang»: the customer chooses the language that the desk speaks to them; also before the consent."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

import locales
from bot.routers.client import consent
from bot.screen import Press
from bot.turn import Turn
from core.errors import Outdated
from core.notifications.notice import Customer, Notice, Urgency
from core.people.consent import has_consented


async def _choose(turn: Turn, language: str) -> None:
    turn.person.language = language
    await turn.work.people.save(turn.person)
    turn.work.tell(Notice(Customer(turn.person.id), "commands", {}, Urgency.COSMETIC, "commands", "commands"))
    turn.say("language_chosen")
    if not has_consented(turn.person):
        turn.say("consent_needed", held=consent.holds(turn))


def router() -> Router:
    own = Router(name="language")

    @own.message(Command("lang"))
    async def ask(message: Message, command: CommandObject, turn: Turn) -> None:
        given = (command.args or "").strip().lower()
        if given in locales.LANGUAGES:
            await _choose(turn, given)
        else:
            turn.say("ask_language")

    @own.callback_query(Press.filter(F.do == "lang"))
    async def press(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        if callback_data.arg not in locales.LANGUAGES:
            raise Outdated("outdated")
        await _choose(turn, callback_data.arg)
        turn.spend(query)

    return own
