"""A telephone number that Telegram vouches for: kept, and looked for among those that organisations named."""

from __future__ import annotations

from datetime import datetime

from core.errors import Missing
from core.people import fields
from core.people.authority import Actor
from core.people.masks import masked
from core.people.organisation import Member
from core.people.person import Change
from core.tickets import membership
from core.tickets.identification import DialogueWork


async def confirm(work: DialogueWork, actor: Actor, given: str, now: datetime) -> tuple[str, Member | None]:
    """Keep the customer's own number and link them with the organisation that has it on file.

    Returns the number and whose contact they are by it now; None when nobody named this number, or when they write
    for another organisation already. It fills every field for a telephone, so that none is asked again.
    """
    assert actor.person_id is not None
    number = fields.e164("+" + given.lstrip("+ "))
    if number is None:
        raise Missing("field_phone", field="phone", title="")
    person = await work.people.get(actor.person_id)
    if person.phone != number:
        change = Change(person.id, now, actor.name, "phone", masked(person.phone), masked(number))
        await work.people.changed(change)
    person.phone = number
    asked = [rule.id for rule in work.regulation.fields if rule.kind == "phone" and rule.scope == "person"]
    person.profile |= dict.fromkeys(asked, number)
    await work.people.save(person)
    named = await work.organisations.on_file(number)
    if named is None or await work.people.colleague(person.id) is not None:
        return number, None
    member = await work.organisations.member(person.id)
    if member is None:
        organisation = await work.organisations.get(named.organisation_id)
        await membership.admit(work, actor, person.id, organisation, named.rank, now, membership.Way("phone"))
        member = await work.organisations.member(person.id)
    return number, member if member and member.organisation.id == named.organisation_id else None
