"""«Подтвердить телефон»: the customer's own number, as Telegram knows it."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery
from aiogram.types import Message as TelegramMessage

from bot.routers.client import promotion as screens
from bot.screen import Press
from bot.turn import Turn
from core.errors import Missing
from core.people.dialogue import Dialogue
from core.tickets import phones, promotion
from core.tickets.draft import Draft

PHONE = "phone"
"""What the desk awaits of a customer who is to confirm their number."""


async def ask(turn: Turn) -> None:
    """Offer the button that sends the customer's own number."""
    await turn.work.dialogues.put(turn.person.id, Dialogue(PHONE))
    turn.say("ask_phone")


async def takes(turn: Turn, message: TelegramMessage) -> bool:
    """A contact card: the customer's own is their number; another's is refused where a number is asked, and is
    something that they write anywhere else (False)."""
    card, sender = message.contact, message.from_user
    assert card is not None
    assert sender is not None
    awaited = turn.standing.dialogue
    waits = awaited is not None and awaited.awaits == PHONE
    draft = await _asking(turn)
    if card.user_id != sender.id or message.forward_origin is not None:
        if waits or draft is not None:
            raise Missing("not_your_phone")
        return False
    number, member = await phones.confirm(turn.work, turn.actor, card.phone_number, turn.now)
    if waits:
        await turn.work.dialogues.end(turn.person.id)
    turn.say("phone_confirmed", phone=number, organisation=member.organisation.name if member else "")
    if draft is not None:
        await screens.show(turn, await promotion.answer(turn.work, turn.actor, draft, number))
    return True


async def _asking(turn: Turn) -> Draft | None:
    """The customer's draft, when it asks for a telephone."""
    draft = await turn.work.drafts.open_of(turn.person.id) if turn.standing.answers_draft else None
    if draft is None or promotion.field_of(turn.work.regulation, draft.asks).kind != "phone":
        return None
    return draft


def router() -> Router:
    own = Router(name="phone")

    @own.callback_query(Press.filter(F.do == "phone"))
    async def press(query: CallbackQuery, turn: Turn) -> None:
        await ask(turn)

    return own
