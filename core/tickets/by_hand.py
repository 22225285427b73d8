"""«/register»: staff write down what came by phone, SMS or on paper (NET-2, ALL-3).

What came through an official channel is registered by them. Where a call is only advice, they prepare the request and
the customer registers it in their own chat (SAV-1); where it is talk, it stays talk (SIN-4).
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime
from typing import Any

from core.conversations.message import Attachment, Author, Media, Message, Origin
from core.errors import Outdated
from core.people.account import Account, account_of
from core.people.authority import Actor, require_staff
from core.people.masks import without_secrets
from core.people.person import BY_HAND, Person
from core.regulation.model import Regulation
from core.tickets import issue, lifecycle, quota
from core.tickets.draft import Draft
from core.tickets.events import Registered
from core.tickets.intake import PHONE, Intake, asks, full_name, needs_chat, only_advised
from core.tickets.issue import Content
from core.tickets.ports import TicketWork
from core.tickets.ticket import Ticket

FOUND = 6
"""So many customers of a name are offered."""


async def found(work: TicketWork, given: str) -> list[Person]:
    """Customers of this name or telephone, who stated this in a request, or whose request has this number."""
    ticket = await work.tickets.by_number(given.strip().lstrip("№#").strip())
    if ticket is not None:
        person = await work.people.get(ticket.person_id)
        return [person] if person.erased_at is None else []
    return await work.people.like(given, FOUND)


async def of_person(work: TicketWork, intake: Intake, person_id: int) -> Intake:
    """It is this customer's, and what is on file of them is not asked.

    Raises Refusal("adviceneeds_chat") when they would have to register it themselves and have no chat to do it in.
    """
    person = await work.people.get(person_id)
    if only_advised(work.regulation, intake) and not await has_chat(work, person.id):
        raise needs_chat(work.regulation, intake)
    asked = {rule.id for rule in work.regulation.fields if rule.scope == "person"} | {PHONE}
    known = {name: value for name, value in person.profile.items() if name in asked}
    known |= (await account_of(work.organisations, person)).on_file(work.regulation.fields)
    return replace(intake, person_id=person.id, name=person.name, fields=known)


async def has_chat(work: TicketWork, person_id: int) -> bool:
    """True when the desk can write to the person itself."""
    return any(address.channel != BY_HAND for address in await work.people.addresses(person_id))


async def register(work: TicketWork, actor: Actor, intake: Intake, chat: str, now: datetime) -> Ticket:
    """Register what came through an official channel; ``chat`` is where staff typed it.

    Somebody without a chat is told the number by the one who registers: the registration clock stops at once.
    """
    _complete(actor, intake, work.regulation)
    if only_advised(work.regulation, intake):
        raise Outdated("outdated")
    person = await _person(work, intake, now)
    typist = replace(actor, channel=intake.channel)
    messages = [await work.messages.add(_message(intake, word, person, chat, now)) for word in intake.words]
    account = await account_of(work.organisations, person)
    ticket = await issue.issue(work, account, _content(intake, work.regulation, messages), now)
    work.record(Registered(now, typist, ticket, tuple(message.id for message in messages), by_hand=True))
    if not await has_chat(work, person.id):
        await lifecycle.confirmed(work, ticket, now)
    await quota.hold(work, actor, ticket, now)
    return ticket


async def prepare(work: TicketWork, actor: Actor, intake: Intake, chat: str, now: datetime) -> Draft:
    """Have a draft wait for the customer, who registers it in their chat, changes it or drops it (SAV-1).

    A draft that the customer has begun themselves is added to.
    """
    _complete(actor, intake, work.regulation)
    assert intake.person_id
    person = await work.people.get(intake.person_id)
    helped = [replace(_message(intake, word, person, chat, now), author=Author.STAFF) for word in intake.words]
    helped = [replace(message, author_id=actor.person_id, author_name=actor.name) for message in helped]
    added = tuple([(await work.messages.add(message)).id for message in helped])
    draft = await work.drafts.open_of(person.id)
    if draft is None:
        draft = Draft(0, person.id, now, intake.priority, intake.category, dict(intake.fields), added, added)
        return await work.drafts.add(draft)
    draft.priority, draft.category, draft.asks = intake.priority, intake.category, ""
    draft.offered, draft.chosen = (*draft.offered, *added), (*draft.chosen, *added)
    draft.fields = intake.fields | draft.fields
    await work.drafts.save(draft)
    return draft


def shown_fields(regulation: Regulation, intake: Intake) -> dict[str, str]:
    """What the customer stated, as colleagues may read it."""
    return without_secrets(regulation, intake.fields)


async def preview(work: TicketWork, intake: Intake, now: datetime) -> Ticket:
    """The ticket as it would be, registered now: its terms are read to the caller before it is."""
    account = Account(Person(0, intake.name, "", now))
    if intake.person_id:
        account = await account_of(work.organisations, await work.people.get(intake.person_id))
    content = _content(intake, work.regulation, [])
    return issue.unnumbered(work.regulation, work.edition, account, content, now)


def _complete(actor: Actor, intake: Intake, regulation: Regulation) -> None:
    require_staff(actor, "register")
    if asks(intake, regulation):
        raise Outdated("outdated")


async def _person(work: TicketWork, intake: Intake, now: datetime) -> Person:
    """The customer; somebody new is noted, with an address that only says that there is no chat."""
    kept = {rule.id for rule in work.regulation.fields if rule.scope == "person" or rule.secret} | {PHONE}
    profile = {name: value for name, value in intake.fields.items() if name in kept}
    if intake.person_id:
        person = await work.people.get(intake.person_id)
        person.profile |= profile
        await work.people.save(person)
        return person
    name = full_name(intake, work.regulation) or intake.name
    fresh = Person(0, name, work.regulation.language, now, profile)
    return await work.people.add(fresh, BY_HAND, secrets.token_hex(8))


def _content(intake: Intake, regulation: Regulation, messages: list[Message]) -> Content:
    return Content(intake.priority, intake.category, shown_fields(regulation, intake), messages)


def _message(intake: Intake, word: dict[str, Any], person: Person, chat: str, now: datetime) -> Message:
    file = word["attachment"]
    return Message(
        id=0,
        person_id=person.id,
        at=now,
        author=Author.CUSTOMER,
        author_id=person.id,
        author_name=person.name,
        channel=intake.channel,
        text=word["text"],
        entities=tuple(word["entities"]),
        attachment=Attachment(**file | {"kind": Media(file["kind"])}) if file else None,
        album=word["album"],
        origin=Origin(chat, word["number"]),
    )
