"""How the customer rates a closed request: one to five, and a word if they like. It can be changed for a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.conversations.message import speaks
from core.errors import Missing, NotFound, Outdated
from core.people.authority import Actor
from core.regulation.model import Regulation
from core.tickets import dialogue
from core.tickets.events import Moved, Rated
from core.tickets.ports import TicketWork
from core.tickets.ticket import Ticket

SCORES = range(1, 6)
CHANGEABLE = timedelta(days=1)
LONGEST = 1000
"""Characters of the words that go with a rating."""


@dataclass(slots=True)
class Rating:
    """``at`` is when the request was first rated, ``person_id`` who did it last."""

    ticket_id: int
    person_id: int
    at: datetime
    score: int
    words: str = ""


class Ratings(Protocol):
    """The ratings of the desk, as the store keeps them: at most one a ticket."""

    async def of(self, ticket_id: int) -> Rating | None: ...
    async def put(self, rating: Rating) -> None: ...
    async def between(self, since: datetime, until: datetime) -> list[Rating]:
        """Those first given from ``since`` on and before ``until``, oldest first."""

    async def by(self, person_id: int) -> list[Rating]: ...


class RatingWork(TicketWork, Protocol):
    """One transaction that can rate."""

    @property
    def ratings(self) -> Ratings: ...


def asked(event: Moved, regulation: Regulation) -> bool:
    """True for the move that closes a request; whoever was refused is not asked how they liked it."""
    closes = regulation.state(event.after).closed and not regulation.state(event.before).closed
    return closes and event.action != "refuse"


async def rate(work: RatingWork, actor: Actor, ticket_id: int, score: int, now: datetime) -> Rating:
    """Rate a closed request, or rate it otherwise.

    Raises NotFound for a foreign one, Outdated for one that is open or was rated more than a day ago.
    """
    ticket, known = await ratable(work, actor, ticket_id, now)
    if score not in SCORES:
        raise Outdated("outdated")
    assert actor.person_id is not None
    rating = known or Rating(ticket.id, actor.person_id, now, 0)
    if rating.score != score:
        await _keep(work, actor, ticket, rating, score, rating.words, now)
    return rating


async def add_words(work: RatingWork, actor: Actor, ticket_id: int, text: str, now: datetime) -> Rating:
    """Say why. Raises NotFound when the request was not rated, Missing for what is no words or too many."""
    ticket, rating = await ratable(work, actor, ticket_id, now)
    if rating is None:
        raise NotFound("not_found")
    if not speaks(text):
        raise Missing("needs_words", field="text")
    if len(text) > LONGEST:
        raise Missing("field_too_long", field="text", longest=LONGEST)
    await _keep(work, actor, ticket, rating, rating.score, text.strip(), now)
    return rating


async def ratable(work: RatingWork, actor: Actor, ticket_id: int, now: datetime) -> tuple[Ticket, Rating | None]:
    """The request, and its rating if there is one. Raises as ``rate`` does."""
    ticket = await dialogue.own(work, actor, ticket_id)
    if ticket.closed_at is None:
        raise Outdated("outdated")
    rating = await work.ratings.of(ticket.id)
    if rating is not None and now - rating.at > CHANGEABLE:
        raise Outdated("rating_fixed", score=rating.score)
    return ticket, rating


async def _keep(
    work: RatingWork, actor: Actor, ticket: Ticket, rating: Rating, score: int, words: str, now: datetime
) -> None:
    assert actor.person_id is not None
    rating.score, rating.words, rating.person_id = score, words, actor.person_id
    await work.ratings.put(rating)
    work.record(Rated(now, actor, ticket, score, words))
