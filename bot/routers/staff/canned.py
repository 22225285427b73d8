"""Canned answers: «/canned» keeps and lists them, «/say name» sends one with its fields filled in."""

from __future__ import annotations

from dataclasses import replace

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery
from aiogram.types import Message as TelegramMessage

from bot import incoming
from bot.screen import Press
from bot.turn import Turn
from core import canned
from core.canned import Canned
from core.conversations import write
from core.conversations.message import Author
from core.errors import Missing, NotFound
from core.letters import first_word
from core.tickets import work
from core.tickets.canned import values

DELETE = ("delete", "удалить")


async def _list(turn: Turn) -> None:
    found = await turn.work.canned.all()
    rows = [{"name": one.name, "text": one.text} for one in found]
    turn.post("canned_list", canned=rows, fields=list(canned.FIELDS))


async def _delete(turn: Turn, found: Canned | None) -> None:
    dropped = await canned.drop(turn.work, turn.actor, found)
    turn.post("canned_dropped", name=dropped.name)


def router() -> Router:
    own = Router(name="staff_canned")

    @own.message(Command("canned"))
    async def manage(message: TelegramMessage, command: CommandObject, turn: Turn) -> None:
        name, rest = first_word(command.args or "")
        reply = incoming.reply_of(message)
        if not name:
            await _list(turn)
        elif name.casefold() in DELETE:
            await _delete(turn, await canned.named(turn.work, rest))
        elif reply is not None or rest:
            text = rest or (reply and (reply.text or reply.caption)) or ""
            replaced = await canned.keep(turn.work, turn.actor, name, text, turn.now)
            turn.post("canned_kept", name=canned.name_of(name), replaced=replaced)
        else:
            found = await canned.named(turn.work, name)
            turn.post("canned_shown", canned=found.id, name=found.name, text=found.text, by=found.by)

    @own.callback_query(Press.filter(F.do == "c_drop"))
    async def press_drop(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        await _delete(turn, await turn.work.canned.under(callback_data.id))

    @own.message(Command("say"))
    async def say(message: TelegramMessage, command: CommandObject, turn: Turn) -> None:
        if turn.ticket_id is None and turn.customer_id is None:
            raise NotFound("no_customer_here")
        if not command.args:
            raise Missing("needs_canned_name")
        found = await canned.named(turn.work, command.args)
        if turn.ticket_id is not None:
            ticket = await turn.work.tickets.get(turn.ticket_id)
            person_id = ticket.person_id
        else:
            ticket, person_id = None, turn.customer_id or 0
        person = await turn.work.people.get(person_id)
        known = values(turn.work.regulation, turn.actor, person)
        if ticket is not None:
            known = values(await turn.work.regulation_of(ticket), turn.actor, person, ticket)
        text = canned.filled(found, known)
        words = replace(incoming.read(message, turn, person_id, Author.STAFF), text=text, entities=())
        if ticket is not None:
            await work.answer(turn.work, turn.actor, ticket, words, turn.now)
        else:
            await write.write(turn.work, turn.actor, words, None, turn.now)
        turn.post("canned_said", text=text)

    return own
