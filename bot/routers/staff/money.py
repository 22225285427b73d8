"""Money and papers in a ticket's topic: price, work, acceptance, acts, payment."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.routers.staff.tickets import ticket_here
from bot.screen import Press
from bot.turn import Turn
from core.billing.estimate import read_hours
from core.letters import first_word
from core.notifications.papers import act_facts
from core.tickets import acts, estimates, invoices, work
from core.tickets.ticket import Ticket


async def _show_acts(turn: Turn, ticket: Ticket) -> None:
    regulation = await turn.work.regulation_of(ticket)
    found = [act_facts(act, regulation) for act in await turn.work.billing.acts(ticket.id)]
    turn.post("acts", number=ticket.number, acts=found)


def router() -> Router:
    own = Router(name="staff_money")

    @own.message(Command("estimate"))
    async def estimate(message: Message, command: CommandObject, turn: Turn) -> None:
        hours, text = first_word(command.args or "")
        await estimates.offer(turn.work, turn.actor, await ticket_here(turn), read_hours(hours), text, turn.now)

    @own.message(Command("work"))
    async def start(message: Message, turn: Turn) -> None:
        await work.start(turn.work, turn.actor, await ticket_here(turn), turn.now)

    @own.message(Command("accept"))
    async def accept(message: Message, command: CommandObject, turn: Turn) -> None:
        ground = (command.args or "").strip()
        await invoices.accept(turn.work, turn.actor, await ticket_here(turn), ground, turn.now)

    @own.message(Command("act"))
    async def show_acts(message: Message, turn: Turn) -> None:
        await _show_acts(turn, await ticket_here(turn))

    @own.message(Command("rework"))
    async def rework(message: Message, command: CommandObject, turn: Turn) -> None:
        ticket = await ticket_here(turn)
        regulation = await turn.work.regulation_of(ticket)
        items = acts.read_items(command.args or "", regulation, turn.now)
        await acts.list_rework(turn.work, turn.actor, ticket, items, turn.now)

    @own.message(Command("pay"))
    async def pay(message: Message, turn: Turn) -> None:
        await invoices.pay(turn.work, turn.actor, await ticket_here(turn), turn.now)

    @own.callback_query(Press.filter(F.do == "s_work"))
    async def press_work(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        await work.start(turn.work, turn.actor, await turn.work.tickets.get(callback_data.id), turn.now)

    @own.callback_query(Press.filter(F.do == "s_accept"))
    async def press_accept(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        await invoices.accept(turn.work, turn.actor, await turn.work.tickets.get(callback_data.id), "", turn.now)

    @own.callback_query(Press.filter(F.do == "s_pay"))
    async def press_pay(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        await invoices.pay(turn.work, turn.actor, await turn.work.tickets.get(callback_data.id), turn.now)

    return own
