"""One press under the word of closing rates a request; a word more is asked for only when the customer wants to."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.incoming import only_words
from bot.screen import Press
from bot.turn import Turn
from bot.words import mark
from core.conversations.message import Message
from core.errors import NotFound, Outdated
from core.people.dialogue import Dialogue
from core.tickets import rating

WORDS = "rating_words"


async def take_words(turn: Turn, awaited: Dialogue, message: Message) -> bool:
    """The words that go with a rating; False when it cannot be changed any more, and the words are talk."""
    ticket_id = awaited.facts["ticket"]
    try:
        await rating.ratable(turn.work, turn.actor, ticket_id, turn.now)
    except (Outdated, NotFound):
        await turn.work.dialogues.end(turn.person.id)
        return False
    await rating.add_words(turn.work, turn.actor, ticket_id, only_words(message), turn.now)
    await turn.work.dialogues.end(turn.person.id)
    turn.say("rating_words_taken")
    return True


def router() -> Router:
    own = Router(name="rating")

    @own.callback_query(Press.filter(F.do == "rate"))
    async def rate(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        given = await rating.rate(turn.work, turn.actor, callback_data.id, callback_data.number, turn.now)
        turn.toast = mark("Thank you!")
        turn.say_of(given.ticket_id, "rated", ticket=given.ticket_id, score=given.score, words=bool(given.words))

    @own.callback_query(Press.filter(F.do == "rate_words"))
    async def words(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        ticket, given = await rating.ratable(turn.work, turn.actor, callback_data.id, turn.now)
        if given is None:
            raise Outdated("outdated")
        await turn.work.dialogues.put(turn.person.id, Dialogue(WORDS, {"ticket": ticket.id}))
        turn.spend(query)
        turn.say_of(ticket.id, "ask_rating_words")

    return own
