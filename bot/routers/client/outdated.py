"""A press that comes too late: pressed twice, weeks old, in another state. A kind word, and how things stand now."""

from __future__ import annotations

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.routers.client import tickets
from bot.screen import Press
from bot.turn import Turn
from bot.words import mark
from core.errors import IllegalMove, NotFound, Outdated, Refusal
from core.tickets import dialogue
from core.tickets.ticket import Ticket

OF_TICKETS = frozenset({"show", "why", "confirm", "disagree", "attach", "complain", "complaint_send"})
"""Buttons that name a ticket; others belong to the one whose message they stand under."""
SAYS_MORE = frozenset({"complaint_answered", "rating_fixed", "regulation_changed", "draft_gone", "attached_already"})
"""Refusals whose own words tell what to do now."""


async def answer(turn: Turn, query: CallbackQuery, refusal: Refusal | None = None) -> bool:
    """Show the ticket's card as it is now, else the menu; False when the refusal itself says what to do."""
    if refusal is not None and (not isinstance(refusal, Outdated | IllegalMove) or refusal.code in SAYS_MORE):
        return False
    ticket = await _ticket(turn, query, refusal)
    if ticket is None:
        turn.toast = mark("This button is out of date.")
        turn.say("outdated_button")
        return True
    turn.toast = mark("Out of date, here is the current card")
    turn.spend(query)
    await tickets.show_one(turn, ticket)
    return True


async def _ticket(turn: Turn, query: CallbackQuery, refusal: Refusal | None) -> Ticket | None:
    """The ticket that the press was about, if the customer may see it."""
    try:
        if refusal is not None and refusal.code == "already_registered":
            return await dialogue.own_by_number(turn.work, turn.actor, str(refusal.facts["number"]))
        meant = await _meant(turn, query)
        return await dialogue.own(turn.work, turn.actor, meant) if meant else None
    except NotFound:
        return None


async def _meant(turn: Turn, query: CallbackQuery) -> int | None:
    try:
        press = Press.unpack(query.data or "")
    except (TypeError, ValueError):
        press = Press(do="")
    if press.do in OF_TICKETS and press.id:
        return press.id
    if query.message is None:
        return None
    return await turn.work.tickets.at(str(query.message.chat.id), query.message.message_id)


def router() -> Router:
    own = Router(name="outdated")

    @own.callback_query()
    async def unknown(query: CallbackQuery, turn: Turn) -> None:
        """A forged or a long forgotten button."""
        await answer(turn, query)

    return own
