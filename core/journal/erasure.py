"""A customer has their data erased (152-FZ): the person and all words go, the facts of their requests stay.

Numbers, dates, states, priorities, terms, money and the journal's order are kept, nobody's name or words with them.
The journal still verifies: an entry that lost its words keeps its hash, and a later entry names it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from core.conversations.events import Event
from core.errors import Missing, NotFound
from core.journal.bare import bare
from core.journal.chain import Journal
from core.people.authority import Actor
from core.people.person import NAMELESS, Change
from core.regulation.model import Role
from core.tickets.events import TicketEvent
from core.tickets.ports import TicketWork
from core.tickets.ticket import Ticket

WISH = "erasure"
"""What a Change of a person says who asked to be forgotten."""
REMINDED = timedelta(days=1)
"""Time after which the managers hear of the same wish again."""


@dataclass(frozen=True, slots=True)
class WordsErased(TicketEvent):
    """The words of these entries were erased; each is named with the hash that it had and keeps (seq, hash)."""

    entries: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class ErasureWished(Event):
    """A customer asks to be forgotten, and requests of theirs are open."""

    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonErased(Event):
    """A customer is known no more; ``files`` are digests of files that nobody else refers to."""

    person_id: int
    tickets: tuple[int, ...]
    files: tuple[str, ...]


class Traces(Protocol):
    """Everything that the store keeps of a person besides the person and the journal."""

    async def written_in(self, person_id: int) -> list[int]:
        """Tickets whose contact they are or were, and those in which they wrote."""

    async def wipe(self, person_id: int, at: datetime) -> list[str]:
        """Empty all words, files, addresses and papers of the person; returns the digests of files nobody else has.

        Of a ticket that is a colleague's now only what the person wrote themselves goes.
        """


class ErasureWork(TicketWork, Protocol):
    """One transaction that can erase."""

    @property
    def journal(self) -> Journal: ...
    @property
    def traces(self) -> Traces: ...


async def still_open(work: TicketWork, person_id: int) -> list[Ticket]:
    """Requests that must be closed before their contact can be forgotten: somebody has to be told of them."""
    return [ticket for ticket in await work.tickets.of_person(person_id) if ticket.closed_at is None]


async def passed_on(work: ErasureWork, person_id: int) -> list[Ticket]:
    """Requests of an organisation in which the person wrote and that are a colleague's now: its record stays."""
    found = [await work.tickets.peek(ticket_id) for ticket_id in await work.traces.written_in(person_id)]
    return [ticket for ticket in found if ticket.person_id != person_id]


async def wish(work: ErasureWork, actor: Actor, now: datetime) -> list[Ticket]:
    """A customer wants to be forgotten; returns what is open still. The managers hear of it once a day at most: a wish
    that waits is kept with the other changes of the person, so that nobody can say it was never made."""
    assert actor.person_id is not None
    waits = await still_open(work, actor.person_id)
    wished = [one.at for one in await work.people.changes(actor.person_id) if one.what == WISH]
    if waits and (not wished or wished[-1] <= now - REMINDED):
        await work.people.changed(Change(actor.person_id, now, actor.name, actor.person_id, WISH, "", "yes"))
        work.record(ErasureWished(now, actor, tuple(ticket.number for ticket in waits)))
    return waits


async def erase(work: ErasureWork, actor: Actor, person_id: int, now: datetime) -> PersonErased:
    """Forget the person; who writes from the same account afterwards is somebody new.

    Raises Missing("erase_open") while a request is open, Missing("erase_staff") for who works here.
    """
    if (await work.people.get(person_id)).erased_at is not None:
        raise NotFound("no_such_person")
    if await work.people.colleague(person_id) is not None:
        raise Missing("erase_staff")
    open_ = await still_open(work, person_id)
    if open_:
        raise Missing("erase_open", numbers=", ".join(ticket.number for ticket in open_))
    if actor.person_id == person_id:
        actor = replace(actor, name=NAMELESS)  # the last deed of theirs is nameless already
    own = {ticket.id for ticket in await work.tickets.of_person(person_id)}
    for ticket_id in await work.traces.written_in(person_id):
        await _strip(work, actor, await work.tickets.get(ticket_id), person_id, now, whole=ticket_id in own)
    files = await work.traces.wipe(person_id, now)
    erased = PersonErased(now, actor, person_id, tuple(sorted(own)), tuple(files))
    work.record(erased)
    return erased


async def _strip(
    work: ErasureWork, actor: Actor, ticket: Ticket, person_id: int, now: datetime, *, whole: bool
) -> None:
    """Take the words out of a ticket's journal; of a colleague's ticket only those of this person."""
    lost: list[tuple[int, str]] = []
    for entry in await work.journal.entries(ticket.id):
        theirs = entry.role == Role.CUSTOMER and entry.actor_id == person_id
        theirs = theirs or person_id in entry.facts.get("contacts", ())
        if (whole or theirs) and bare(entry) != entry:
            await work.journal.strip(bare(entry))
            lost.append((entry.seq, entry.digest))
    if lost:
        work.record(WordsErased(now, actor, ticket, tuple(lost)))
