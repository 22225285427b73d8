"""Everything a customer writes that is no command: an answer we wait for, a reply in a ticket, or talk."""

from __future__ import annotations

import time
from dataclasses import replace

from aiogram import Router
from aiogram.types import Message as TelegramMessage

from bot import incoming, ownthreads
from bot.filters import CANCEL, is_content, is_mere_command, is_reworded
from bot.routers.client import complaints, flood, money, people, phone, rating, tickets
from bot.routers.client import promotion as screens
from bot.routers.client.tickets import DISAGREE
from bot.turn import Turn
from core.bulletins import publish
from core.consultation import take
from core.conversations import write
from core.conversations.message import Author, Message, Origin
from core.people.dialogue import Dialogue
from core.tickets import choosing, dialogue, manners, promotion
from core.tickets.amend import amend
from core.tickets.identification import IDENTIFY
from core.tickets.ticket import Ticket
from core.workflow import table


async def _disagree(turn: Turn, awaited: Dialogue, message: Message) -> bool:
    """The reason for a disagreement; False when the ticket does not wait for one any more, and the words are talk."""
    ticket = await dialogue.own(turn.work, turn.actor, awaited.facts["ticket"])
    await turn.work.dialogues.end(turn.person.id)
    if table.find(await turn.work.regulation_of(ticket), DISAGREE, ticket.state) is None:
        return False
    await dialogue.disagree(turn.work, turn.actor, ticket, message, turn.now)
    return True


ANSWERS = {
    DISAGREE: _disagree,
    money.OBJECTION: money.take_objection,
    complaints.COMPLAINT: complaints.take_words,
    complaints.ANSWER: complaints.take_answer,
    IDENTIFY: people.take_identity,
    rating.WORDS: rating.take_words,
}
"""What the desk may be waiting for, and who takes it."""


async def _cancelled(turn: Turn, text: str | None) -> bool:
    """«Отмена», typed under a question; False where there is nothing to leave."""
    if not (turn.standing.dialogue or turn.standing.drafting) or not CANCEL.typed(text):
        return False
    if await complaints.drop(turn):
        return True
    draft = await turn.work.drafts.open_of(turn.person.id)
    if draft is None or not turn.standing.drafting:
        return False
    await promotion.cancel(turn.work, turn.actor, draft.id)
    turn.say("cancelled")
    return True


async def _talk(turn: Turn, message: Message, held: float) -> None:
    """Talk, relayed to the consultants; if the customer has open tickets, ask whether it is about one of them."""
    last = turn.standing.last_wrote_at
    stored = await take.take(turn.work, turn.actor, message, last, turn.now, time.time(), held)
    if turn.standing.unheard:
        await publish.tell(turn.work, turn.actor, turn.person.id, turn.now)
    if held or not turn.standing.has_open_tickets:
        return
    offer = await tickets.offer(turn, stored, 0)
    if message.album:
        turn.say_once(f"attach:{message.album}", "add_to_ticket", **offer)
    else:
        turn.say("add_to_ticket", **offer)


async def _enclosed(turn: Turn, message: Message) -> bool:
    """A file that is sent while a request is written down goes into it; False for everything else."""
    file, last = message.attachment, turn.standing.last_wrote_at
    if not turn.standing.drafting or file is None or file.kind not in choosing.ENCLOSED or write.silent(last, turn.now):
        return False
    draft = await turn.work.drafts.open_of(turn.person.id)
    assert draft is not None
    stored = await write.write(turn.work, turn.actor, message, last, turn.now)
    await screens.show_enclosed(turn, await choosing.enclose(turn.work, draft, stored))
    return True


async def _kind(turn: Turn, message: TelegramMessage) -> bool:
    """The kind of request, named in words instead of pressed."""
    if not turn.standing.drafting or message.text is None or message.reply_to_message is not None:
        return False
    draft = await turn.work.drafts.open_of(turn.person.id)
    assert draft is not None
    kind = promotion.kind_called(turn.work.regulation, draft, message.text)
    if kind is not None:
        await screens.choose_kind(turn, draft.id, kind.id)
    return kind is not None


async def _thread(turn: Turn, message: TelegramMessage) -> int | None:
    """The ticket in whose thread of the private chat the message stands; None outside of such threads."""
    if not message.is_topic_message or message.message_thread_id is None:
        return None
    topic = await turn.work.store.telegram.topic_at(str(message.chat.id), message.message_thread_id)
    return ownthreads.ticket_of(topic.thread) if topic else None


async def _too_late(turn: Turn, ticket: Ticket, message: Message, held: float) -> None:
    """A word in a closed ticket is talk, of which a new request can be made (rules.md 4.7)."""
    last = turn.standing.last_wrote_at
    await write.write(turn.work, turn.actor, replace(message, reply_to=None), last, turn.now, held)
    turn.say_of(ticket.id, "late_word", number=ticket.number, ticket=ticket.id)


async def _take(turn: Turn, message: TelegramMessage, words: Message) -> None:
    """What the words are: an answer, a word in a ticket, a file of a draft, talk."""
    held = flood.counted(turn, message.message_id)
    awaited = turn.standing.dialogue
    if await _cancelled(turn, message.text):
        return
    if awaited is not None and awaited.awaits in ANSWERS and await ANSWERS[awaited.awaits](turn, awaited, words):
        return
    if turn.standing.answers_draft and message.text:
        draft = await turn.work.drafts.open_of(turn.person.id)
        assert draft is not None
        await screens.show(turn, await promotion.answer(turn.work, turn.actor, draft, message.text))
        return
    if await _kind(turn, message):
        return
    ticket_id = await _thread(turn, message)
    if message.reply_to_message is not None:
        answered = Origin(str(message.chat.id), message.reply_to_message.message_id)
        ticket_id = await turn.work.tickets.at(answered.chat, answered.number) or ticket_id
        before = await turn.work.messages.seen(answered)
        words = replace(words, reply_to=before.id if before else None)
        if ticket_id is not None and await complaints.replied(turn, ticket_id, words):
            return
    if ticket_id is not None:
        ticket = await dialogue.own(turn.work, turn.actor, ticket_id)
        if ticket.closed_at is None:
            await dialogue.write(turn.work, turn.actor, ticket, words, turn.now, held)
            if not held:
                await tickets.remind_of_verdict(turn, ticket)
        else:
            await _too_late(turn, ticket, words, held)
        return
    if await _enclosed(turn, words):
        return
    await _talk(turn, words, held)


def router() -> Router:
    own = Router(name="talk")

    @own.message(is_mere_command)
    async def unknown_command(message: TelegramMessage, turn: Turn) -> None:
        """The staff's commands are not known here, exactly like those that are nobody's."""
        turn.say("no_such_command")

    @own.message(is_content)
    async def anything(message: TelegramMessage, turn: Turn) -> None:
        if message.contact is not None and await phone.takes(turn, message):
            return
        words = manners.judged(turn.work.regulation, incoming.read(message, turn, turn.person.id, Author.CUSTOMER))
        await _take(turn, message, words)
        if words.obscene:
            await manners.mind(turn.work, turn.actor, words, turn.now)

    @own.edited_message(is_reworded)
    async def edited(message: TelegramMessage, turn: Turn) -> None:
        text, entities = incoming.words(message)
        await amend(turn.work, turn.actor, Origin(str(message.chat.id), message.message_id), text, entities, turn.now)

    return own
