"""A customer who writes too much: muted for an hour and heard again, by command or by the button of the note."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.routers.staff.people import customer_here
from bot.screen import Press
from bot.turn import Turn
from bot.words import mark
from core.notifications import mute as muting
from core.notifications.notice import Customer, Notice
from core.tickets.facts import instant


async def _mute(turn: Turn, person_id: int) -> None:
    until = instant(await muting.mute(turn.work, turn.actor, person_id, turn.now), turn.work.regulation)
    name = (await turn.work.people.get(person_id)).name
    turn.work.tell(Notice(Customer(person_id), "muted", {"until": until}))
    turn.post("desk_muted", name=name, until=until)


def router() -> Router:
    own = Router(name="staff_flood")

    @own.message(Command("mute"))
    async def mute(message: Message, turn: Turn) -> None:
        await _mute(turn, await customer_here(turn))

    @own.message(Command("unmute"))
    async def unmute(message: Message, turn: Turn) -> None:
        person_id = await customer_here(turn)
        await muting.unmute(turn.work, turn.actor, person_id, turn.now)
        turn.post("desk_unmuted", name=(await turn.work.people.get(person_id)).name)

    @own.callback_query(Press.filter(F.do == "s_mute"))
    async def press_mute(query: CallbackQuery, turn: Turn) -> None:
        """The topic says whose flood it is; what a button carries may be forged."""
        await _mute(turn, await customer_here(turn))
        turn.toast = mark("Muted for an hour")

    return own
