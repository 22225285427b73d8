"""Commands and the keyboard under the input line."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import Message, TelegramObject

from bot.filters import Says
from bot.routers.client import complaints, organisations, people, phone, promotion, tickets
from bot.routers.client.consent import GUEST
from bot.turn import Turn
from bot.views.customer import CONSULT, MINE, PROMOTE
from core.consultation import choose
from core.errors import Missing
from core.notifications import delivery
from core.people.invitation import PREFIX
from core.tickets import promotion as drafts

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


async def set_aside(handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
    """Whoever turns to something else in the middle of the form has left it: their next words are not its answer."""
    turn: Turn = data["turn"]
    if turn.standing.dialogue is not None:
        await turn.work.dialogues.end(turn.person.id)
    if turn.standing.drafting:
        await drafts.set_aside(turn.work, turn.person.id)
    return await handler(event, data)


def router() -> Router:
    own = Router(name="menu")
    own.message.middleware(set_aside)

    @own.message(CommandStart())
    async def start(message: Message, command: CommandObject, turn: Turn) -> None:
        await delivery.reachable_again(turn.work, "telegram", str(message.chat.id), turn.person.id, time.time())
        link = command.args or ""
        if link.startswith("t_"):
            await tickets.show_number(turn, link.removeprefix("t_"))
            return
        if link == GUEST and await turn.work.drafts.open_of(turn.person.id) is not None:
            await promotion.begin(turn)
            return
        if link.startswith(PREFIX):
            await organisations.come_in(turn, link.removeprefix(PREFIX))
            return
        turn.say("welcome")

    @own.message(Command("help"))
    async def help_(message: Message, turn: Turn) -> None:
        turn.say("help_customer")

    @own.message(Says(CONSULT))
    async def consult(message: Message, turn: Turn) -> None:
        written, opens = await choose.wants_person(turn.work, turn.actor, turn.now)
        if not written:
            turn.say("consult", opens=opens)

    @own.message(Says(PROMOTE))
    @own.message(Command("ticket"))
    async def promote(message: Message, turn: Turn) -> None:
        await promotion.begin(turn)

    @own.message(Says(MINE))
    @own.message(Command("tickets"))
    async def mine(message: Message, turn: Turn) -> None:
        await tickets.show_all(turn)

    @own.message(Command("status"))
    async def status(message: Message, command: CommandObject, turn: Turn) -> None:
        if command.args:
            await tickets.show_number(turn, command.args)
        else:
            await tickets.show_all(turn)

    @own.message(Command("complain"))
    async def complain(message: Message, command: CommandObject, turn: Turn) -> None:
        if command.args:
            await complaints.begin(turn, command.args)
        else:
            raise Missing("needs_number")

    @own.message(Command("contacts"))
    async def contacts(message: Message, turn: Turn) -> None:
        await organisations.show(turn)

    @own.message(Command("phone"))
    async def confirm_phone(message: Message, turn: Turn) -> None:
        await phone.ask(turn)

    @own.message(Command("away"))
    async def away(message: Message, command: CommandObject, turn: Turn) -> None:
        await people.away(turn, command.args or "")

    return own
