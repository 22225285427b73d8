"""What staff say of the customer's organisation: which one it is, its contract, its contacts' telephones (PLR-2)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from core.errors import Missing, NotFound
from core.people import fields
from core.people.account import account_of
from core.people.authority import Actor, require_staff
from core.people.organisation import LONGEST, Member, Organisation, PhoneOnFile, key
from core.people.person import Change
from core.regulation.model import Rank
from core.tickets import membership
from core.tickets.membership import MembershipWork
from core.tickets.ports import TicketWork


async def called(work: TicketWork, name: str, now: datetime) -> tuple[Organisation, bool]:
    """The organisation of this name, made if there is none; True when it is new.

    Raises Missing for a name that says nothing or is too long.
    """
    clean = _clean(name)
    found = await work.organisations.named(clean)
    if found is not None:
        return found, False
    return await work.organisations.add(Organisation(0, clean, now)), True


async def place(work: MembershipWork, actor: Actor, person_id: int, name: str, now: datetime) -> bool:
    """Make the customer a contact of the organisation of this name; True when it is new.

    They keep the rank they have, and a new organisation their plan. Whoever belonged to another one leaves it.
    """
    require_staff(actor, "org")
    account = await account_of(work.organisations, await work.people.get(person_id))
    organisation, new = await called(work, name, now)
    if account.organisation is not None and account.organisation.id == organisation.id:
        return False
    if new and account.plan:
        organisation.plan = account.plan
        await work.organisations.save(organisation)
    if account.member is not None:
        await membership.dismiss(work, actor, account.member, now)
    await membership.admit(work, actor, person_id, organisation, account.rank, now)
    return new


async def take_out(work: MembershipWork, actor: Actor, person_id: int, now: datetime) -> str:
    """The customer is no contact of their organisation any more; returns its name."""
    require_staff(actor, "org")
    member = await _member(work, person_id)
    await membership.dismiss(work, actor, member, now)
    return member.organisation.name


async def rename(work: TicketWork, actor: Actor, person_id: int, name: str, now: datetime) -> None:
    """Give the customer's organisation another name. Raises Missing for one that another organisation has."""
    require_staff(actor, "org")
    organisation = (await _member(work, person_id)).organisation
    clean = _clean(name)
    other = await work.organisations.named(clean)
    if other is not None and other.id != organisation.id:
        raise Missing("organisation_exists", name=other.name)
    await work.people.changed(
        Change(person_id, now, actor.name, actor.person_id, "organisation", organisation.name, clean)
    )
    organisation.name = clean
    await work.organisations.save(organisation)


async def sign(work: TicketWork, actor: Actor, person_id: int, number: str, now: datetime) -> None:
    """Note the number of the contract with the customer's organisation."""
    require_staff(actor, "org")
    number = " ".join(number.split())
    if not number or len(number) > LONGEST:
        raise Missing("needs_contract")
    organisation = (await _member(work, person_id)).organisation
    await work.people.changed(
        Change(person_id, now, actor.name, actor.person_id, "contract", organisation.contract, number)
    )
    organisation.contract = number
    await work.organisations.save(organisation)


async def allow_advice(work: TicketWork, actor: Actor, person_id: int, allowed: bool, now: datetime) -> None:
    """Note whether the contract allows advice that the regulation leaves out (ALL-2)."""
    require_staff(actor, "org")
    organisation = (await _member(work, person_id)).organisation
    before, after = ("yes" if one else "no" for one in (organisation.advice, allowed))
    await work.people.changed(Change(person_id, now, actor.name, actor.person_id, "advice", before, after))
    organisation.advice = allowed
    await work.organisations.save(organisation)


async def put_on_file(work: TicketWork, actor: Actor, person_id: int, phone: str, rank: Rank, name: str) -> None:
    """Note the telephone of somebody whom the customer's organisation named: who proves it is linked with this rank.

    Raises Missing for no telephone, and for one on file of another organisation.
    """
    require_staff(actor, "org")
    number = fields.e164(phone)
    if number is None:
        raise Missing("field_phone", field="phone", title="")
    organisation = (await _member(work, person_id)).organisation
    before = await work.organisations.on_file(number)
    if before is not None and before.organisation_id != organisation.id:
        other = await work.organisations.get(before.organisation_id)
        raise Missing("phone_of_another", phone=number, name=other.name)
    await work.organisations.put_on_file(PhoneOnFile(number, organisation.id, rank, " ".join(name.split())[:LONGEST]))


async def off_file(work: TicketWork, actor: Actor, person_id: int, phone: str) -> None:
    """The telephone links nobody with the customer's organisation any more."""
    require_staff(actor, "org")
    organisation = (await _member(work, person_id)).organisation
    found = await work.organisations.on_file(fields.e164(phone) or "")
    if found is None or found.organisation_id != organisation.id:
        raise Missing("phone_not_on_file")
    await work.organisations.off_file(found.phone)


async def described(work: TicketWork, person_id: int) -> dict[str, Any] | None:
    """The customer's organisation as plain facts; None for a customer of none."""
    member = await work.organisations.member(person_id)
    if member is None:
        return None
    organisation = member.organisation
    plan = work.regulation.plan(organisation.plan or work.regulation.default_plan)
    tickets = await work.tickets.of_organisation(organisation.id)
    return {
        "name": organisation.name,
        "contract": organisation.contract,
        "plan": plan.title if plan else "",
        "advice": organisation.advice,
        "members": [
            {"person": one.person_id, "name": one.name, "username": one.username, "rank": one.rank}
            for one in await work.organisations.members(organisation.id)
        ],
        "phones": [
            {"phone": one.phone, "rank": one.rank, "name": one.name}
            for one in await work.organisations.phones(organisation.id)
        ],
        "open": sum(ticket.closed_at is None for ticket in tickets),
    }


def _clean(name: str) -> str:
    """The name as it is kept. Raises Missing for one that says nothing or is too long."""
    clean = " ".join(name.split())
    if not key(clean) or not any(char.isalnum() for char in clean):
        raise Missing("needs_organisation")
    if len(clean) > LONGEST:
        raise Missing("field_too_long", field="organisation", title="", longest=LONGEST)
    return clean


async def _member(work: TicketWork, person_id: int) -> Member:
    member = await work.organisations.member(person_id)
    if member is None:
        raise NotFound("no_organisation")
    return member
