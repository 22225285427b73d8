"""What staff write in a topic: plain text goes to the customer, ``//`` is a note for colleagues."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message as TelegramMessage

from bot import incoming
from bot.filters import is_command, is_content, is_reworded
from bot.turn import Turn
from core.conversations import write
from core.conversations.message import Author, Message, Origin
from core.errors import Missing
from core.notifications.notice import Customer, Notice
from core.tickets import work
from core.tickets.amend import amend
from core.tickets.withdraw import withdraw

NOTE = "//"


async def _answered(message: TelegramMessage, turn: Turn, words: Message) -> Message:
    """With the message that it replies to."""
    reply = incoming.reply_of(message)
    if reply is None:
        return words
    before = await turn.work.messages.seen(Origin(str(message.chat.id), reply.message_id))
    return replace(words, reply_to=before.id if before else None)


async def _is_no_note(message: TelegramMessage) -> bool:
    return not (message.text or message.caption or "").startswith(NOTE)


def router() -> Router:
    own = Router(name="staff_talk")

    @own.message(Command("propose"))
    async def propose(message: TelegramMessage, turn: Turn) -> None:
        """Staff may propose an official request; only the customer makes it one (rules.md 4.2)."""
        if turn.customer_id is None:
            raise Missing("talk_only")
        turn.work.tell(Notice(Customer(turn.customer_id), "proposed"))

    @own.message(Command("unsay"))
    async def unsay(message: TelegramMessage, turn: Turn) -> None:
        """Telegram tells nobody that a message was deleted, so taking one back is asked for."""
        reply = incoming.reply_of(message)
        origin = Origin(str(message.chat.id), reply.message_id) if reply else None
        withdrawn = await withdraw(turn.work, turn.actor, origin, turn.now)
        turn.post("desk_unsaid", internal=withdrawn.internal, reply_to=message.message_id)

    @own.message(is_command, _is_no_note)
    async def unknown_command(message: TelegramMessage, turn: Turn) -> None:
        """A mistyped command must not go to the customer as an answer."""
        text = message.text or message.caption or ""
        turn.post("unknown_command", command=text.split()[0][:40], reply_to=message.message_id)

    @own.message(is_content)
    async def anything(message: TelegramMessage, turn: Turn) -> None:
        note = (message.text or message.caption or "").startswith(NOTE)
        if turn.ticket_id is not None:
            ticket = await turn.work.tickets.get(turn.ticket_id)
            words = incoming.read(message, turn, ticket.person_id, Author.STAFF, len(NOTE) if note else 0)
            words = await _answered(message, turn, words)
            if note:
                await work.note(turn.work, turn.actor, ticket, words, turn.now)
            else:
                await work.answer(turn.work, turn.actor, ticket, words, turn.now)
        elif turn.customer_id is not None and not note:
            words = incoming.read(message, turn, turn.customer_id, Author.STAFF)
            await write.write(turn.work, turn.actor, await _answered(message, turn, words), None, turn.now)

    @own.edited_message(is_reworded)
    async def edited(message: TelegramMessage, turn: Turn) -> None:
        origin = Origin(str(message.chat.id), message.message_id)
        if await is_command(message) and await _is_no_note(message):
            if await turn.work.messages.seen(origin) is not None:
                turn.post("command_edited", reply_to=message.message_id)
            return
        if not await _is_no_note(message):
            before = await turn.work.messages.seen(origin)
            if before is not None and not before.internal:  # a note must never go to the customer
                turn.post("answer_edited_into_note", reply_to=message.message_id)
                return
        text, entities = incoming.words(message)
        await amend(turn.work, turn.actor, origin, text, entities, turn.now)

    return own
