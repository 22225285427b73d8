"""«/find words»: what was ever written, page by page, with links to where it stands."""

from __future__ import annotations

from typing import Any

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.screen import Press
from bot.turn import Turn
from core.tickets import finding
from core.tickets.facts import instant
from core.tickets.finding import Find, Search


async def link(turn: Turn, thread: str, message_id: int | None = None) -> str:
    """Where the staff read a thread, or one message of it; empty while it has no topic."""
    topic = await turn.work.store.telegram.topic(thread)
    if topic is None:
        return ""
    number: int | None = None
    if message_id is not None:
        message = await turn.work.store.messages.get(message_id)
        found = [message.origin.number] if message.origin.chat == topic.chat else []
        found += [copy[1] for copy in await turn.work.store.messages.copies_of(message_id) if copy[0] == topic.chat]
        number = next(iter(found), None)
    end = "" if number is None else f"/{number}"
    return f"https://t.me/c/{topic.chat.removeprefix('-100')}/{topic.topic_id}{end}"


async def _facts(turn: Turn, search: Search, page: int) -> dict[str, Any]:
    found, total = await finding.page(turn.work, search, page)
    words = finding.words_of(search.words)
    return {
        "search": search.id,
        "words": search.words,
        "page": page,
        "pages": -(-total // finding.PAGE),
        "total": total,
        "finds": [await _line(turn, one, words) for one in found],
    }


async def _line(turn: Turn, found: Find, words: list[str]) -> dict[str, Any]:
    return {
        "at": instant(found.at, turn.work.regulation),
        "title": found.title,
        "author": found.author,
        "internal": found.internal,
        "fragment": finding.fragment(found.text, words),
        "link": await link(turn, found.thread, found.message_id),
    }


def router() -> Router:
    own = Router(name="staff_find")

    @own.message(Command("find"))
    async def find(message: Message, command: CommandObject, turn: Turn) -> None:
        search = await finding.begin(turn.work, turn.actor, command.args or "", turn.now)
        turn.post("finds", **await _facts(turn, search, 0))

    @own.callback_query(Press.filter(F.do == "f_page"))
    async def page(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        search = await finding.again(turn.work, turn.actor, callback_data.id)
        turn.redraw(query, "finds", **await _facts(turn, search, min(callback_data.number, FARTHEST)))

    return own


FARTHEST = 100_000
"""A page number that no search has; a forged button may name any."""
