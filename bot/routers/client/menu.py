"""Commands and the keyboard under the input line."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject, CommandStart, or_f
from aiogram.types import Message

from bot.filters import Says, is_command
from bot.routers.client import promotion, tickets
from bot.turn import Turn
from bot.views.customer import CONSULT, MENU, MINE, PROMOTE
from core.people.person import AddressState


def router() -> Router:
    own = Router(name="menu")
    own.message.filter(or_f(is_command, Says(*MENU)))

    @own.message(CommandStart())
    async def start(message: Message, command: CommandObject, turn: Turn) -> None:
        await turn.work.people.set_address_state("telegram", str(message.chat.id), AddressState.ACTIVE)
        if (command.args or "").startswith("t_"):
            await tickets.show_number(turn, (command.args or "")[2:])
            return
        turn.say("welcome")

    @own.message(Command("help"))
    async def help_(message: Message, turn: Turn) -> None:
        turn.say("help_customer")

    @own.message(Command("privacy"))
    async def privacy(message: Message, turn: Turn) -> None:
        at = turn.person.consent_at
        turn.say("privacy", version=turn.person.consent_version, at=at.isoformat() if at else None)

    @own.message(Says(CONSULT))
    async def consult(message: Message, turn: Turn) -> None:
        turn.say("consult")

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

    return own
