"""Commands that work anywhere in the staff chat: the queue, one ticket, help."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from bot.turn import Turn
from core.errors import NotFound
from core.tickets.contact import contact_of
from core.tickets.facts import card, place
from core.tickets.queue import by_update, ordered

SHOWN = 30
"""So many places of the queue are shown."""


def router() -> Router:
    own = Router(name="staff_anywhere")

    @own.message(Command("queue"))
    async def queue(message: Message, turn: Turn) -> None:
        in_force = turn.work.regulation
        wrote = await turn.work.messages.last_words() if by_update(in_force) else {}
        places = ordered(await turn.work.tickets.open(), in_force, wrote)
        shown = [place(p, await turn.work.regulation_of(p.ticket), in_force, turn.now) for p in places[:SHOWN]]
        turn.post("queue", tickets=shown, total=len(places))

    @own.message(Command("ticket"))
    async def ticket(message: Message, command: CommandObject, turn: Turn) -> None:
        found = await turn.work.tickets.by_number((command.args or "").strip().lstrip("№#").strip())
        if found is None:
            raise NotFound("no_such_ticket")
        contact = await contact_of(turn.work, found)
        turn.post("one_card", **card(found, await turn.work.regulation_of(found), turn.now, contact))

    @own.message(Command("help", "start"))
    async def help_(message: Message, turn: Turn) -> None:
        turn.post("help_staff")

    return own
