"""A telephone number that Telegram vouches for: kept, and looked for among those that are on file."""

from __future__ import annotations

from datetime import datetime

from core.errors import Missing
from core.people import fields
from core.people.authority import Actor
from core.people.masks import masked
from core.people.organisation import Member, Organisation
from core.people.person import BY_HAND, NAMELESS, Change, Person
from core.regulation.model import Rank
from core.tickets import membership
from core.tickets.membership import MembershipWork
from core.tickets.person_events import ContactChanged

SAME_NUMBER = 20
"""So many people of a number are looked at."""


async def confirm(work: MembershipWork, actor: Actor, given: str, now: datetime) -> tuple[str, Member | None]:
    """Keep the customer's own number, and link them with the organisation that has it on file.

    What staff wrote down under this number for somebody without a chat is theirs from here on. Returns the number, and
    whose contact they are if that organisation has it on file.
    """
    person = await _keep(work, actor, given, now)
    if await work.people.colleague(person.id) is not None:
        return person.phone, None
    on_file = []
    named = await work.organisations.on_file(person.phone)
    if named is not None:
        on_file.append((await work.organisations.get(named.organisation_id), named.rank))
    callers = await _without_chat(work, person.phone)
    for caller in callers:
        known = await work.organisations.member(caller.id)
        if known is not None:
            on_file.append((known.organisation, known.rank))
    if on_file:
        await _link(work, actor, *on_file[0], now)
    member = await work.organisations.member(person.id)
    for caller in callers:
        await _take_over(work, actor, caller, member, now)
    found = member is not None and member.organisation.id in {organisation.id for organisation, _ in on_file}
    return person.phone, member if found else None


async def _keep(work: MembershipWork, actor: Actor, given: str, now: datetime) -> Person:
    """The number fills every field for a telephone, so that none is asked again."""
    number = fields.e164("+" + given.lstrip("+ "))
    if number is None:
        raise Missing("field_phone", field="phone", title="")
    person = await work.people.get(actor.person_id or 0)
    if person.phone != number:
        change = Change(person.id, now, actor.name, actor.person_id, "phone", masked(person.phone), masked(number))
        await work.people.changed(change)
    person.phone = number
    asked = [rule.id for rule in work.regulation.fields if rule.kind == "phone" and rule.scope == "person"]
    person.profile |= dict.fromkeys(asked, number)
    await work.people.save(person)
    return person


async def _link(work: MembershipWork, actor: Actor, organisation: Organisation, rank: Rank, now: datetime) -> None:
    """Whoever writes for an organisation already stays with it and with their rank."""
    assert actor.person_id is not None
    if await work.organisations.member(actor.person_id) is None:
        await membership.admit(work, actor, actor.person_id, organisation, rank, now, membership.Way("phone"))


async def _without_chat(work: MembershipWork, number: str) -> list[Person]:
    """Those whom staff noted under this number when they called, and whom the desk cannot write to."""
    return [
        person
        for person in await work.people.like(number, SAME_NUMBER)
        if number in {fields.e164(value) for value in person.profile.values()}
        and all(address.channel == BY_HAND for address in await work.people.addresses(person.id))
    ]


async def _take_over(work: MembershipWork, actor: Actor, caller: Person, member: Member | None, now: datetime) -> None:
    """The requests that the same person made without a chat are theirs here, unless they are another company's; when
    that is all, nothing else is known of who called."""
    assert actor.person_id is not None
    own = member.organisation.id if member else None
    place = await work.organisations.member(caller.id)
    if place is not None and place.organisation.id == own:
        await work.organisations.leave(caller.id)  # they stand among the contacts under their account now
    filed = await work.tickets.of_person(caller.id)
    theirs = [found for found in filed if found.organisation_id in (None, own)]
    for found in theirs:
        ticket = await work.tickets.get(found.id)
        ticket.person_id, ticket.organisation_id = actor.person_id, own
        await work.save(ticket)
        await work.messages.readdress(ticket.id, caller.id, actor.person_id)
        work.record(ContactChanged(now, actor, ticket, caller.name, actor.name, (caller.id, ticket.person_id)))
    if len(theirs) == len(filed):
        caller.name, caller.profile, caller.erased_at = NAMELESS, {}, now
        await work.people.save(caller)
