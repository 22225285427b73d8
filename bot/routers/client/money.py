"""What a customer decides about money and papers: an estimate, an act; and the list of invoices."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery
from aiogram.types import Message as TelegramMessage

from bot.routers.client.menu import set_aside
from bot.screen import Press
from bot.turn import Turn
from core.conversations.message import Message
from core.errors import IllegalMove, NotFound, Outdated
from core.notifications.papers import invoice_facts
from core.people.dialogue import Dialogue
from core.tickets import acts, estimates

OBJECTION = "act_objection"


async def take_objection(turn: Turn, awaited: Dialogue, message: Message) -> bool:
    """The reason against an act; False when the act does not wait for one any more, and the words are talk."""
    act_id, action = awaited.facts["act"], awaited.facts["action"]
    try:
        await acts.waiting(turn.work, turn.actor, act_id, action)
    except (Outdated, IllegalMove, NotFound):
        await turn.work.dialogues.end(turn.person.id)
        return False
    await acts.object_to(turn.work, turn.actor, act_id, action, message, turn.now)
    await turn.work.dialogues.end(turn.person.id)
    return True


def router() -> Router:
    own = Router(name="money")
    own.message.middleware(set_aside)

    @own.message(Command("invoices"))
    async def mine(message: TelegramMessage, turn: Turn) -> None:
        found = []
        for invoice in (await turn.work.billing.invoices(turn.person.id))[::-1]:
            ticket = await turn.work.tickets.peek(invoice.ticket_id)
            regulation = await turn.work.regulation_of(ticket)
            found.append(invoice_facts(invoice, regulation) | {"number": ticket.number})
        turn.say("my_invoices", invoices=found)

    @own.callback_query(Press.filter(F.do.in_({"e_agree", "e_decline"})))
    async def decide(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        agreed = callback_data.do == "e_agree"
        await estimates.decide(turn.work, turn.actor, callback_data.id, turn.now, agreed=agreed)
        turn.spend(query)

    @own.callback_query(Press.filter(F.do.in_({"a_confirm", "a_agree"})))
    async def accept(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        action = callback_data.do.removeprefix("a_")
        await acts.accept(turn.work, turn.actor, callback_data.id, action, turn.now)
        turn.spend(query)

    @own.callback_query(Press.filter(F.do.in_({"a_disagree", "a_decline"})))
    async def object_to(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        action = callback_data.do.removeprefix("a_")
        act, ticket = await acts.waiting(turn.work, turn.actor, callback_data.id, action)
        facts = {"act": act.id, "action": action}
        await turn.work.dialogues.put(turn.person.id, Dialogue(OBJECTION, facts))
        turn.say_of(ticket.id, "ask_act_objection", act=act.number)
        turn.spend(query)

    return own
