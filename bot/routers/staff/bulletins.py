"""``/notice``: publish an outage or works, change it, link the topic's request to it, close it (NET-11).

``/notice text`` publishes; ``/notice №3 text`` changes the third; ``/notice №3 close text`` closes it together with
its requests. In a request's topic ``/notice`` offers the open ones and ``/notice 3`` links the request.
"""

from __future__ import annotations

import re

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

import locales
from bot.screen import MOST, Press
from bot.turn import Turn
from bot.words import Words, mark
from core.bulletins import close, publish
from core.bulletins.bulletin import Bulletin, facts
from core.people.authority import require_staff

_NAMED = re.compile(r"^[№#]\s*(?P<number>\d{1,40})(?:\s+(?P<rest>.*))?$", re.DOTALL)
_CLOSE = mark("close")
_CLOSES = {locales.catalogue(language).gettext(_CLOSE) for language in locales.LANGUAGES}
"""The word that closes, in any language."""


async def _card(turn: Turn, bulletin: Bulletin) -> None:
    tickets = [
        (await turn.work.tickets.peek(ticket_id)).number for ticket_id in await turn.work.bulletins.tickets(bulletin.id)
    ]
    readers = len(await turn.work.bulletins.readers(bulletin.id))
    shown = facts(bulletin, turn.work.regulation)
    turn.post("bulletin_card", **shown, tickets=tickets, readers=readers)


async def _list(turn: Turn) -> None:
    require_staff(turn.actor, "notice")
    found = [facts(bulletin, turn.work.regulation) for bulletin in await turn.work.bulletins.open()]
    turn.post("desk_bulletins", bulletins=found, ticket=turn.ticket_id or 0)


async def _link(turn: Turn, bulletin_id: int, ticket_id: int) -> None:
    await publish.link(turn.work, turn.actor, bulletin_id, ticket_id, turn.now)


async def _close(turn: Turn, bulletin_id: int, words: str, *, together: bool) -> None:
    done = await close.close(turn.work, turn.actor, bulletin_id, words, turn.now, together=together)
    left = [{"number": number, "state": state} for number, state in done.left]
    turn.post("bulletin_done", bulletin=bulletin_id, resolved=list(done.resolved), left=left)


async def _about(turn: Turn, bulletin_id: int, rest: str) -> None:
    """What follows the number of a notice: nothing, the word that closes, or another text."""
    first, *words = rest.split(maxsplit=1) or [""]
    if not rest and turn.ticket_id is not None:
        await _link(turn, bulletin_id, turn.ticket_id)
    elif not rest:
        await _card(turn, await publish.still_open(turn.work, turn.actor, bulletin_id))
    elif first.casefold() in _CLOSES:
        await _close(turn, bulletin_id, "".join(words).strip(), together=bool(words))
    else:
        await _card(turn, await publish.change(turn.work, turn.actor, bulletin_id, rest, turn.now))


def router() -> Router:
    own = Router(name="staff_bulletins")

    @own.message(Command("notice"))
    async def notice(message: Message, command: CommandObject, turn: Turn) -> None:
        given = (command.args or "").strip()
        named = _NAMED.match(given)
        if not given:
            await _list(turn)
        elif named:
            await _about(turn, min(int(named["number"]), MOST), (named["rest"] or "").strip())
        elif given.isdecimal() and len(given) < 19 and turn.ticket_id is not None:
            await _link(turn, int(given), turn.ticket_id)
        else:
            bulletin = await publish.publish(turn.work, turn.actor, given, turn.now)
            if turn.ticket_id is not None:
                await _link(turn, bulletin.id, turn.ticket_id)
            await _card(turn, bulletin)

    @own.callback_query(Press.filter(F.do == "n_link"))
    async def press_link(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        await _link(turn, callback_data.id, callback_data.number)

    @own.callback_query(Press.filter(F.do == "n_close"))
    async def press_close(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        bulletin = await publish.still_open(turn.work, turn.actor, callback_data.id)
        tickets = len(await turn.work.bulletins.tickets(bulletin.id))
        turn.post("bulletin_closing", bulletin=bulletin.id, tickets=tickets)

    @own.callback_query(Press.filter(F.do.in_({"n_together", "n_alone"})))
    async def press_closed(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        together = callback_data.do == "n_together"
        words = Words(turn.languages[0], turn.work.regulation).label(mark("Everything should work again."))
        await _close(turn, callback_data.id, words if together else "", together=together)

    return own
