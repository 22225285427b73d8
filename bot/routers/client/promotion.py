"""«Оформить обращение»: messages preselected, missing fields one by one, a summary, one press to register."""

from __future__ import annotations

from typing import Any

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.screen import Press
from bot.turn import Turn
from core.people import fields
from core.tickets import promotion
from core.tickets.draft import Draft


async def begin(turn: Turn) -> None:
    """Open the draft and ask the first missing field, or show the summary at once."""
    await show(turn, await promotion.begin(turn.work, turn.actor, turn.now))


async def show(turn: Turn, draft: Draft) -> None:
    """The next question, or the summary when there is none."""
    regulation = turn.work.regulation
    if draft.asks:
        field = promotion.field_of(regulation, draft.asks)
        left = len(fields.missing(regulation, draft.fields))
        turn.say("ask_field", draft=draft.id, title=field.title, kind=field.kind, left=left)
        return
    priority = regulation.priority(draft.priority) or regulation.default_priority
    turn.say(
        "summary",
        draft=draft.id,
        messages=[message for message in await _messages(turn, draft) if message["chosen"]],
        priority={"title": priority.title, "description": priority.description},
        fields=[
            {"title": field.title, "value": draft.fields[field.id]}
            for field in regulation.fields
            if draft.fields.get(field.id)
        ],
    )


async def _messages(turn: Turn, draft: Draft) -> list[dict[str, Any]]:
    found = []
    for message_id in draft.offered:
        message = await turn.work.messages.get(message_id)
        file = message.attachment.name if message.attachment else ""
        found.append({"id": message.id, "text": message.text, "file": file, "chosen": message.id in draft.chosen})
    return found


async def _changes(turn: Turn, draft: Draft) -> None:
    rules = [{"id": field.id, "title": field.title} for field in turn.work.regulation.fields]
    turn.say("change", draft=draft.id, messages=await _messages(turn, draft), fields=rules)


def router() -> Router:
    own = Router(name="promotion")

    @own.callback_query(Press.filter(F.do == "promote"))
    async def promote(query: CallbackQuery, turn: Turn) -> None:
        await begin(turn)

    @own.callback_query(Press.filter(F.do == "d_register"))
    async def register(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        await promotion.register(turn.work, turn.actor, callback_data.id, turn.now)
        turn.spend(query)

    @own.callback_query(Press.filter(F.do == "d_cancel"))
    async def cancel(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        await promotion.cancel(turn.work, turn.actor, callback_data.id)
        turn.spend(query)
        turn.say("cancelled")

    @own.callback_query(Press.filter(F.do == "d_change"))
    async def change(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        await _changes(turn, await promotion.mine(turn.work, turn.actor, callback_data.id))
        turn.spend(query)

    @own.callback_query(Press.filter(F.do == "d_toggle"))
    async def toggle(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        draft = await promotion.toggle(turn.work, turn.actor, callback_data.id, callback_data.number)
        await _changes(turn, draft)
        turn.spend(query)

    @own.callback_query(Press.filter(F.do == "d_field"))
    async def field(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        await show(turn, await promotion.ask(turn.work, turn.actor, callback_data.id, callback_data.arg))
        turn.spend(query)

    @own.callback_query(Press.filter(F.do == "d_summary"))
    async def summary(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        await show(turn, await promotion.ask(turn.work, turn.actor, callback_data.id, ""))
        turn.spend(query)

    @own.callback_query(Press.filter(F.do == "d_priorities"))
    async def priorities(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        draft = await promotion.mine(turn.work, turn.actor, callback_data.id)
        offered = [
            {"id": p.id, "title": p.title, "description": p.description} for p in turn.work.regulation.priorities
        ]
        turn.say("priorities", draft=draft.id, priorities=offered)

    @own.callback_query(Press.filter(F.do == "d_priority"))
    async def priority(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        await show(turn, await promotion.prioritise(turn.work, turn.actor, callback_data.id, callback_data.arg))
        turn.spend(query)

    return own
