"""What was chosen needs a word more: until when it is put off, why another priority, which request it repeats."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from aiogram import F, Router
from aiogram.types import CallbackQuery
from aiogram.types import Message as TelegramMessage

from bot import incoming
from bot.screen import Press
from bot.turn import Turn
from bot.words import mark
from core.conversations.message import Author
from core.errors import IllegalMove, Missing, Outdated
from core.people.dialogue import Dialogue
from core.regulation import dates
from core.regulation.model import Reason, Regulation
from core.tickets import work
from core.tickets.facts import instant
from core.tickets.ticket import Ticket

AWAITED = "pick"
PATIENCE = timedelta(minutes=30)
"""After this long without the asked word, what its presser writes in the topic is an answer to the customer again."""


async def take(turn: Turn, message: TelegramMessage, form: Dialogue) -> bool:
    """The presser's words as what the last button asked for."""
    facts = form.facts
    if turn.now - datetime.fromisoformat(facts["asked_at"]) > PATIENCE:
        await turn.work.dialogues.end(turn.person.id, turn.corner)
        return False
    ticket = await turn.work.tickets.get(facts["ticket"])
    text = incoming.only_words(incoming.read(message, turn, ticket.person_id, Author.STAFF))
    if facts["action"] == "postpone" and not facts["until"]:
        regulation = await turn.work.regulation_of(ticket)
        until, rest = dates.read(text, regulation, turn.now, opening=True)
        if until <= turn.now:
            raise Missing("date_in_past", field="until")
        facts |= {"until": until.isoformat()}
        if not rest:
            await ask(turn, ticket, facts)
            return True
        text = rest
    try:
        await _finish(turn, ticket, facts, text)
    except (IllegalMove, Outdated) as over:  # somebody else was quicker: nothing is awaited any more
        await turn.work.dialogues.end(turn.person.id, turn.corner)
        shown = {name: list(value) if isinstance(value, tuple) else value for name, value in over.facts.items()}
        turn.post("desk_refused", code=over.code, reply_to=message.message_id, **shown)
    return True


async def _finish(turn: Turn, ticket: Ticket, facts: dict[str, Any], text: str) -> None:
    """All is said: the deed itself, under its own rules."""
    regulation = await turn.work.regulation_of(ticket)
    match facts["action"]:
        case "postpone":
            words = f"{_reason(regulation, 'postpone', facts['reason']).text} {text}".strip()
            until = datetime.fromisoformat(facts["until"])
            await work.postpone(turn.work, turn.actor, ticket, until, words, turn.now)
        case "priority":
            await work.prioritise(turn.work, turn.actor, ticket, facts["priority"], text, turn.now)
        case _:
            reason = _reason(regulation, "refuse", facts["reason"])
            await work.refuse(turn.work, turn.actor, ticket, reason, text, turn.now)
    await turn.work.dialogues.end(turn.person.id, turn.corner)


async def ask(turn: Turn, ticket: Ticket, facts: dict[str, Any], query: CallbackQuery | None = None) -> None:
    """Keep what was picked and ask for the next word."""
    facts |= {"ticket": ticket.id, "asked_at": turn.now.isoformat()}
    await turn.work.dialogues.put(turn.person.id, Dialogue(AWAITED, facts), turn.corner)
    regulation = await turn.work.regulation_of(ticket)
    shown = {"owner": turn.person.id, "by": turn.person.name, "number": ticket.number, **facts}
    match facts["action"]:
        case "postpone":
            shown["reason"] = _reason(regulation, "postpone", facts["reason"]).text
            shown["days"] = [day.isoformat() for day in dates.ahead(regulation, turn.now)]
            shown["until"] = instant(datetime.fromisoformat(facts["until"]), regulation) if facts["until"] else ""
        case "priority":
            priority = regulation.priority(facts["priority"])
            shown["priority"] = priority.title if priority else facts["priority"]
        case _:
            shown["reason"] = _reason(regulation, "refuse", facts["reason"]).text
    if query is None:
        turn.post("pick", **shown)
    else:
        turn.redraw(query, "pick", **shown)


async def begin_refusal(turn: Turn, ticket: Ticket, reason: Reason, query: CallbackQuery | None = None) -> None:
    """A ground that names another request: its number is asked for (PLR-5)."""
    await ask(turn, ticket, {"action": "refuse", "reason": reason.id}, query)


def _reason(regulation: Regulation, action: str, reason_id: str) -> Reason:
    found = next((reason for reason in regulation.reasons_for(action) if reason.id == reason_id), None)
    if found is None:
        raise Outdated("outdated")
    return found


async def _form(turn: Turn, press: Press) -> dict[str, Any] | None:
    """What the presser has picked so far; None, with a word about it, for a colleague's and for one that is over."""
    if press.id != turn.person.id:
        turn.toast = mark("A colleague is filling this in.")
        return None
    found = await turn.work.dialogues.of(turn.person.id, turn.corner)
    if found is None or found.awaits != AWAITED or found.facts["action"] != "postpone":
        turn.toast = mark("This button is out of date.")
        return None
    return found.facts


def router() -> Router:
    own = Router(name="staff_picks")

    @own.callback_query(Press.filter(F.do == "s_until"))
    async def press_until(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        facts = await _form(turn, callback_data)
        if facts is None:
            return
        ticket = await turn.work.tickets.get(facts["ticket"])
        regulation = await turn.work.regulation_of(ticket)
        until, _ = dates.read(callback_data.arg, regulation, turn.now, opening=True)
        if until <= turn.now:
            raise Missing("date_in_past", field="until")
        await ask(turn, ticket, facts | {"until": until.isoformat()}, query)

    @own.callback_query(Press.filter(F.do == "s_no_words"))
    async def press_no_words(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        facts = await _form(turn, callback_data)
        if facts is None:
            return
        if not facts["until"]:
            raise Outdated("outdated")
        await _finish(turn, await turn.work.tickets.get(facts["ticket"]), facts, "")

    return own
