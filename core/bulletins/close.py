"""Close a public notice, alone or together with its tickets (NET-11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.bulletins.bulletin import Bulletin, BulletinWork, facts
from core.bulletins.events import Announced, BulletinClosed, News
from core.bulletins.publish import still_open
from core.conversations.message import Author, Message, Origin, speaks
from core.errors import Missing, Refusal
from core.people.authority import Actor
from core.regulation.model import Regulation
from core.tickets import work as deeds
from core.tickets.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Closing:
    """What came of it: numbers of the resolved tickets, and those that the regulation left with their states."""

    resolved: tuple[str, ...]
    left: tuple[tuple[str, str], ...]


async def close(
    work: BulletinWork, actor: Actor, bulletin_id: int, words: str, now: datetime, *, together: bool
) -> Closing:
    """Close the notice and tell everybody who was told of it.

    ``together`` resolves each linked ticket with ``words``, by its own regulation's move; where that move is not
    possible the ticket stays as it is and is named. Tickets that are resolved already need nothing.
    """
    bulletin = await still_open(work, actor, bulletin_id)
    if together and not speaks(words):
        raise Missing("needs_text", field="text")
    bulletin.closed_at = now
    await work.bulletins.save(bulletin)
    resolved: list[Ticket] = []
    left: list[tuple[str, str]] = []
    for ticket_id in await work.bulletins.tickets(bulletin_id):
        ticket = await work.tickets.get(ticket_id)
        regulation = await work.regulation_of(ticket)
        if together and not _done(ticket, regulation):
            try:
                await deeds.resolve(work, actor, ticket, _answer(bulletin, actor, ticket, words, now), now)
                resolved.append(ticket)
            except Refusal:  # the move is checked before anything is written
                left.append((ticket.number, regulation.state(ticket.state).title_for_staff))
        work.record(BulletinClosed(now, actor, ticket, bulletin_id, bulletin.text, ticket in resolved))
    answered = {ticket.person_id for ticket in resolved}
    told = facts(bulletin, work.regulation) | {"words": words}
    for person_id in await work.bulletins.readers(bulletin_id):
        if person_id not in answered:
            work.record(Announced(now, actor, person_id, News.CLOSED, told))
    return Closing(tuple(ticket.number for ticket in resolved), tuple(left))


def _done(ticket: Ticket, regulation: Regulation) -> bool:
    state = regulation.state(ticket.state)
    return state.resolved or state.closed


def _answer(bulletin: Bulletin, actor: Actor, ticket: Ticket, words: str, now: datetime) -> Message:
    """The answer in each ticket's thread; it stands in no chat of its own but the ticket's."""
    return Message(
        id=0,
        person_id=ticket.person_id,
        at=now,
        author=Author.STAFF,
        author_id=actor.person_id,
        author_name=actor.name,
        channel=actor.channel,
        text=words,
        origin=Origin(f"bulletin:{bulletin.id}", ticket.id),
    )
