"""Commands and buttons in a ticket's topic."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery
from aiogram.types import Message as TelegramMessage

from bot import incoming
from bot.routers.staff import choices, screens
from bot.screen import Press
from bot.turn import Turn
from bot.words import mark
from core.conversations.message import Author, Message, Origin
from core.errors import Missing, NotFound
from core.letters import first_word
from core.regulation import dates
from core.tickets import links, promotion, work
from core.tickets.ticket import Ticket


def _here(turn: Turn) -> int:
    """The ticket in whose topic the staff member writes. Raises NotFound("wrong_place") elsewhere."""
    if turn.ticket_id is None:
        raise NotFound("wrong_place")
    return turn.ticket_id


async def ticket_here(turn: Turn) -> Ticket:
    """The same, locked until the deed is done."""
    return await turn.work.tickets.get(_here(turn))


def _words(message: TelegramMessage, command: CommandObject, turn: Turn, ticket: Ticket) -> Message:
    """What follows the command, with its formatting; the customer will get it as it is."""
    text = message.text or message.caption or ""
    body = command.args or ""
    skip = len(text) - len(body) if body and text.endswith(body) else len(text)
    return incoming.read(message, turn, ticket.person_id, Author.STAFF, skip)


def router() -> Router:
    own = Router(name="staff_tickets")

    @own.message(Command("take"))
    async def take(message: TelegramMessage, turn: Turn) -> None:
        await work.take(turn.work, turn.actor, await ticket_here(turn), turn.now)

    @own.message(Command("ask"))
    async def ask(message: TelegramMessage, command: CommandObject, turn: Turn) -> None:
        ticket = await ticket_here(turn)
        await work.ask(turn.work, turn.actor, ticket, _words(message, command, turn, ticket), turn.now)

    @own.message(Command("resolve"))
    async def resolve(message: TelegramMessage, command: CommandObject, turn: Turn) -> None:
        ticket = await ticket_here(turn)
        await work.resolve(turn.work, turn.actor, ticket, _words(message, command, turn, ticket), turn.now)

    @own.message(Command("refuse"))
    async def refuse(message: TelegramMessage, command: CommandObject, turn: Turn) -> None:
        ticket = await ticket_here(turn)
        if not command.args:
            await choices.offer(turn, ticket, "refuse")
        else:
            await choices.refuse(turn, ticket, command.args)

    @own.message(Command("postpone"))
    async def postpone(message: TelegramMessage, command: CommandObject, turn: Turn) -> None:
        ticket = await ticket_here(turn)
        if not command.args:
            await choices.offer(turn, ticket, "postpone")
            return
        regulation = await turn.work.regulation_of(ticket)
        until, rest = dates.read(command.args, regulation, turn.now, opening=True)
        reason, text = choices.reason_of(regulation, "postpone", rest)
        given = f"{reason.text} {text}".strip()
        await work.postpone(turn.work, turn.actor, ticket, until, given, turn.now)
        await choices.over(turn)

    @own.message(Command("term"))
    async def term(message: TelegramMessage, command: CommandObject, turn: Turn) -> None:
        ticket = await ticket_here(turn)
        due, reason = dates.read(command.args or "", await turn.work.regulation_of(ticket), turn.now, opening=False)
        await work.promise(turn.work, turn.actor, ticket, due, reason, turn.now)

    @own.message(Command("priority"))
    async def priority(message: TelegramMessage, command: CommandObject, turn: Turn) -> None:
        ticket = await ticket_here(turn)
        if not command.args:
            await choices.offer(turn, ticket, "priority")
            return
        given, reason = first_word(command.args)
        await work.prioritise(turn.work, turn.actor, ticket, given, reason, turn.now)
        await choices.over(turn)

    @own.message(Command("log"))
    async def log(message: TelegramMessage, command: CommandObject, turn: Turn) -> None:
        given, text = first_word(command.args or "")
        minutes = int(given) if given.isdecimal() and len(given) < 6 else 0
        await work.log(turn.work, turn.actor, await ticket_here(turn), minutes, text, turn.now)

    @own.message(Command("split"))
    async def split(message: TelegramMessage, turn: Turn) -> None:
        ticket = await ticket_here(turn)
        answered = message.reply_to_message
        found = answered and await turn.work.messages.seen(Origin(str(message.chat.id), answered.message_id))
        if not found:
            raise Missing("split_needs_message")
        await promotion.split(turn.work, turn.actor, ticket, (found.id,), turn.now)

    @own.message(Command("link"))
    async def link(message: TelegramMessage, command: CommandObject, turn: Turn) -> None:
        await links.link(turn.work, turn.actor, _here(turn), command.args or "", turn.now)

    @own.message(Command("unlink"))
    async def unlink(message: TelegramMessage, command: CommandObject, turn: Turn) -> None:
        await links.unlink(turn.work, turn.actor, _here(turn), command.args or "", turn.now)

    @own.message(Command("why"))
    async def why(message: TelegramMessage, turn: Turn) -> None:
        await screens.why(turn, await ticket_here(turn))

    @own.message(Command("history"))
    async def history(message: TelegramMessage, turn: Turn) -> None:
        await screens.history(turn, await ticket_here(turn))

    @own.callback_query(Press.filter(F.do == "s_take"))
    async def press_take(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        ticket = await turn.work.tickets.get(callback_data.id)
        if not await work.take(turn.work, turn.actor, ticket, turn.now):
            turn.toast = mark("The request is yours already.")

    @own.callback_query(Press.filter(F.do == "s_why"))
    async def press_why(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        await screens.why(turn, await turn.work.tickets.get(callback_data.id))

    @own.callback_query(Press.filter(F.do == "s_history"))
    async def press_history(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        await screens.history(turn, await turn.work.tickets.get(callback_data.id))

    @own.callback_query(Press.filter(F.do == "s_unlink"))
    async def press_unlink(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        other = await turn.work.tickets.peek(callback_data.number)
        await links.unlink(turn.work, turn.actor, callback_data.id, other.number, turn.now)

    @own.callback_query()
    async def outdated(query: CallbackQuery, turn: Turn) -> None:
        turn.toast = mark("This button is out of date.")

    return own
