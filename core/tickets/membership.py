"""Somebody becomes a contact of an organisation, gets another rank in it, or leaves it.

Each is kept as a Change and told to the person, to those who speak for the organisation and to the staff; the
requests follow (PLR-2, SIN-12). Whether the actor may is decided by whoever calls.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.errors import Missing
from core.people import fields
from core.people.account import speakers
from core.people.authority import Actor, ranks
from core.people.invitation import Invitations
from core.people.organisation import Member, Organisation
from core.people.person import Change, Person
from core.regulation.model import Rank
from core.tickets.identification import DialogueWork
from core.tickets.person_events import ContactChanged, MembershipChanged
from core.tickets.plans import replan
from core.tickets.ticket import Ticket


class Undelivered(Protocol):
    """What is on its way to people, as far as it matters here."""

    async def withhold(self, person_id: int, organisation_id: int) -> None:
        """What did not reach the person yet of an organisation's requests that they see no more never will, and what
        else was to be told of the organisation neither."""


class MembershipWork(DialogueWork, Protocol):
    """One transaction over people, organisations and invitations."""

    @property
    def invitations(self) -> Invitations: ...
    @property
    def outbox(self) -> Undelivered: ...


@dataclass(frozen=True, slots=True)
class Way:
    """How somebody came in without the staff: ``invitation`` of somebody, or ``phone``."""

    name: str = ""
    by: str = ""
    by_id: int | None = None


LEFT = ""
"""The rank, in words of a Change, of who belongs to no organisation."""


async def admit(
    work: MembershipWork,
    actor: Actor,
    person_id: int,
    organisation: Organisation,
    rank: Rank,
    now: datetime,
    way: Way = Way(),
) -> None:
    """Make the person a contact of the organisation. Their open requests are its requests from here on.

    Raises Missing("other_organisation") for a contact of another one: they must leave it first.
    """
    member = await work.organisations.member(person_id)
    if member is not None:
        if member.organisation.id != organisation.id:
            raise Missing("other_organisation", name=member.organisation.name)
        await give_rank(work, actor, member, rank, now, way)
        return
    person = await work.people.get(person_id)
    # What they may do is the organisation's word now: nothing of their own is left to fall back on.
    person.verified, person.rank, person.plan = True, Rank.PLAIN, ""
    await work.people.save(person)
    await work.organisations.join(person_id, organisation.id, rank, now)
    opened = [t for t in await work.tickets.of_person(person_id) if t.closed_at is None and t.organisation_id is None]
    for found in opened:
        ticket = await work.tickets.get(found.id)
        ticket.organisation_id = organisation.id
        await work.save(ticket)
    await replan(work, actor, opened, organisation.plan or work.regulation.default_plan, now)
    await _tell(work, actor, organisation, person_id, person.name, LEFT, rank, opened, now, way)


async def give_rank(
    work: MembershipWork,
    actor: Actor,
    member: Member,
    rank: Rank,
    now: datetime,
    way: Way = Way(),
) -> None:
    """Give a contact another rank in their organisation."""
    if member.rank is rank:
        return
    await work.organisations.join(member.person_id, member.organisation.id, rank, member.since)
    if not ranks(rank, member.rank):
        await work.invitations.void(member.organisation.id, now)  # one of them may be in their own hands
    if rank is Rank.PLAIN:
        await work.dialogues.end(member.person_id)  # they may have been asked about a request that they see no more
        await work.outbox.withhold(member.person_id, member.organisation.id)
    opened = await _opened(work, member)
    await _tell(work, actor, member.organisation, member.person_id, member.name, member.rank, rank, opened, now, way)


async def dismiss(work: MembershipWork, actor: Actor, member: Member, now: datetime) -> None:
    """The person is no contact of the organisation any more, sees nothing of it and does not come back by a link that
    they may hold, nor by their telephone.

    Their open requests go to whoever sent them away, else to the first who speaks for the organisation; where nobody
    does, all of them go with the person: somebody must hear of them.
    """
    opened = await _opened(work, member)
    await work.organisations.leave(member.person_id)
    person = await work.people.get(member.person_id)
    await _close_doors(work, member, person, now)
    await _forget_name(work, person)
    await work.dialogues.end(member.person_id)
    left = await speakers(work.organisations, member.organisation)
    heir = next((one for one in left if one.person_id == actor.person_id), left[0] if left else None)
    if heir is None:
        await work.tickets.move(member.person_id, member.organisation.id, None)
    else:
        for found in opened:
            ticket = await work.tickets.get(found.id)
            ticket.person_id = heir.person_id
            await work.save(ticket)
            contacts = (member.person_id, heir.person_id)
            work.record(ContactChanged(now, actor, ticket, member.name, heir.name, contacts))
    await work.outbox.withhold(member.person_id, member.organisation.id)
    await _tell(work, actor, member.organisation, member.person_id, member.name, member.rank, LEFT, opened, now)


async def _close_doors(work: MembershipWork, member: Member, person: Person, now: datetime) -> None:
    """Open invitations hold no more, whoever made them; the person's number is no contact's of the organisation."""
    await work.invitations.void(member.organisation.id, now)
    for number in {person.phone, *(fields.e164(value) for value in person.profile.values())}:
        found = await work.organisations.on_file(number) if number else None
        if found is not None and found.organisation_id == member.organisation.id:
            await work.organisations.off_file(found.phone)


async def _forget_name(work: MembershipWork, person: Person) -> None:
    """The name of the organisation is no answer of the person's own."""
    names = {rule.id for rule in work.regulation.fields if rule.kind == "organisation"}
    left = {field: value for field, value in person.profile.items() if field not in names}
    if left != person.profile:
        person.profile = left
        await work.people.save(person)


async def _opened(work: MembershipWork, member: Member) -> list[Ticket]:
    """The open requests of the organisation that this contact is asked about."""
    return [
        ticket
        for ticket in await work.tickets.of_person(member.person_id)
        if ticket.closed_at is None and ticket.organisation_id == member.organisation.id
    ]


async def _tell(
    work: MembershipWork,
    actor: Actor,
    organisation: Organisation,
    person_id: int,
    name: str,
    before: str,
    after: str,
    opened: list[Ticket],
    now: datetime,
    way: Way = Way(),
) -> None:
    spoken = [f"{organisation.name}: {rank}" if rank else "" for rank in (before, after)]
    by, by_id = (way.by, way.by_id) if way.by else (actor.name, actor.person_id)
    change = Change(person_id, now, by, by_id, "membership", *spoken)
    await work.people.changed(change)
    told = [one.person_id for one in await speakers(work.organisations, organisation)]
    others = tuple(one for one in told if one not in (person_id, actor.person_id))
    tickets = tuple(ticket.id for ticket in opened)
    work.record(
        MembershipChanged(now, actor, change, organisation.name, name, before, after, others, tickets, way.name)
    )
