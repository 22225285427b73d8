"""One press under the word of closing rates a request; a word more is asked for only when the customer wants to."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.incoming import only_words
from bot.screen import Press
from bot.turn import Turn
from bot.words import mark
from core.conversations.message import Message
from core.people.dialogue import Dialogue
from core.tickets import dialogue, rating

WORDS = "rating_words"


async def take_words(turn: Turn, awaited: Dialogue, message: Message) -> bool:
    """The words that go with a rating."""
    await rating.add_words(turn.work, turn.actor, awaited.facts["ticket"], only_words(message), turn.now)
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
        ticket = await dialogue.own(turn.work, turn.actor, callback_data.id)
        await turn.work.dialogues.put(turn.person.id, Dialogue(WORDS, {"ticket": ticket.id}))
        turn.spend(query)
        turn.say_of(ticket.id, "ask_rating_words")

    return own
