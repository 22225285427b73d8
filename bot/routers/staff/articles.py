"""«/article words»: what the knowledge base says, and one press sends it to the customer as the engineer's answer."""

from __future__ import annotations

from functools import partial

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot import incoming
from bot.routers.staff import writing
from bot.screen import Press
from bot.turn import Turn
from bot.words import mark
from core.conversations import write
from core.errors import NotFound, Outdated
from core.knowledge.offer import SHOWN, Offer, Offered, answer, offered
from core.knowledge.search import Found, Held, Search
from core.people.authority import require_staff
from core.tickets import work

NEW = ("new", "новая")
FIX = ("fix", "исправить")
Looked = tuple[Found, list[Held | None]]


async def _look(words: str, base: Search) -> Looked:
    """What is found, with the whole text of the first articles: those without a link have no other place."""
    found = await base.search(words)
    return found, [await base.article(hit.id) for hit in found.hits[:SHOWN]]


async def _show(turn: Turn, looked: Looked, *, words: str, fixes: bool, message: Message) -> None:
    """Offer what was found, under buttons that name it."""
    found, whole = looked
    articles = offered(found.hits[:SHOWN], whole)
    shown = {"words": words, "said": found.said, "among": found.among, "band": found.band}
    if articles:
        offer = await turn.work.offers.add(Offer(0, turn.person.id, turn.now, articles))
        listed = [
            {"title": hit.title, "section": hit.section, "link": hit.link, "text": hit.snippet}
            for hit in found.hits[:SHOWN]
        ]
        shown |= {"offer": offer.id, "articles": listed, "fixes": fixes}
    turn.post("articles" if articles else "no_articles", reply_to=message.message_id, **shown)


def _customer_here(turn: Turn) -> None:
    if turn.ticket_id is None and turn.customer_id is None:
        raise NotFound("no_customer_here")


async def _offered(turn: Turn, press: Press) -> Offered:
    """The article that the button names. Raises Outdated when it was offered too long ago."""
    require_staff(turn.actor, "article")
    offer = await turn.work.offers.get(press.id)
    if offer is None:
        raise Outdated("outdated")
    return offer.nth(press.number)


def router() -> Router:
    own = Router(name="staff_articles")

    @own.message(Command("article"))
    async def article(message: Message, command: CommandObject, turn: Turn) -> None:
        require_staff(turn.actor, "article")
        given = (command.args or "").strip()
        first, _, rest = given.partition(" ")
        if not given:
            turn.post("article_help", reply_to=message.message_id)
        elif first.casefold() in NEW:
            await writing.begin(turn, rest.strip())
        elif first.casefold() in FIX and rest.strip():
            then = partial(_show, words=rest.strip(), fixes=True, message=message)
            turn.look_up(partial(_look, rest.strip()), then)
        else:
            _customer_here(turn)
            turn.look_up(partial(_look, given), partial(_show, words=given, fixes=False, message=message))

    @own.callback_query(Press.filter(F.do == "k_send"))
    async def press_send(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        _customer_here(turn)
        found = await _offered(turn, callback_data)
        text, entities = answer(found)
        ticket = await turn.work.tickets.get(turn.ticket_id) if turn.ticket_id is not None else None
        words = incoming.of_press(query, turn, ticket.person_id if ticket else turn.customer_id or 0, text, entities)
        if await turn.work.messages.seen(words.origin) is not None:
            turn.toast = mark("The customer has got it already.")
            return
        if ticket is not None:
            await work.answer(turn.work, turn.actor, ticket, words, turn.now)
        else:
            await write.write(turn.work, turn.actor, words, None, turn.now)
        turn.redraw(query, "article_sent", title=found.title, text=found.text, link=found.link, by=turn.actor.name)

    @own.callback_query(Press.filter(F.do == "k_fix"))
    async def press_fix(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        found = await _offered(turn, callback_data)
        turn.look_up(lambda base: base.article(found.article), writing.fix)

    @own.callback_query(Press.filter(F.do == "k_hide"))
    async def press_hide(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        found = await _offered(turn, callback_data)
        turn.look_up(lambda base: base.article(found.article), writing.hide)

    return own
