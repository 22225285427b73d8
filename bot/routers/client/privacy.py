"""«/privacy» and «/forget»: what is kept, all of it as a file, and its erasure after one more question."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.screen import Press
from bot.turn import Turn
from core.journal import erasure
from core.notifications.notice import Customer, Notice
from core.people.person import AddressState
from core.tickets.facts import instant


async def _ask(turn: Turn) -> None:
    """What goes and what stays; with an open request, what must happen first, and the managers hear of the wish."""
    open_ = await erasure.wish(turn.work, turn.actor, turn.now)
    if open_:
        turn.say("forget_waits", numbers=[ticket.number for ticket in open_])
        return
    passed_on = await erasure.passed_on(turn.work, turn.person.id)
    turn.say("ask_forget", passed_on=[ticket.number for ticket in passed_on])


async def _forget(turn: Turn) -> None:
    person_id = turn.person.id
    addresses = await turn.work.people.addresses(person_id)
    await erasure.erase(turn.work, turn.actor, person_id, turn.now)
    for address in addresses:
        if address.state is AddressState.ACTIVE:
            await turn.work.tell_last(address, Notice(Customer(person_id), "forgotten"))


def router() -> Router:
    own = Router(name="privacy")

    @own.message(Command("privacy"))
    async def privacy(message: Message, turn: Turn) -> None:
        at = turn.person.consent_at
        shown = instant(at, turn.work.regulation) if at else None
        turn.say("privacy", version=turn.person.consent_version, at=shown)

    @own.message(Command("forget"))
    async def forget(message: Message, turn: Turn) -> None:
        await _ask(turn)

    @own.callback_query(Press.filter(F.do == "my_data"))
    async def my_data(query: CallbackQuery, turn: Turn) -> None:
        turn.work.tell(Notice(Customer(turn.person.id), "my_data", key="my_data"))

    @own.callback_query(Press.filter(F.do == "forget"))
    async def press_forget(query: CallbackQuery, turn: Turn) -> None:
        await _ask(turn)

    @own.callback_query(Press.filter(F.do == "forget_yes"))
    async def yes(query: CallbackQuery, turn: Turn) -> None:
        turn.spend(query)
        await _forget(turn)

    @own.callback_query(Press.filter(F.do == "forget_no"))
    async def no(query: CallbackQuery, turn: Turn) -> None:
        turn.spend(query)
        turn.say("not_forgotten")

    return own
