"""Promotion: a conversation becomes an official ticket by the customer's explicit act (rules.md section 4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from core.conversations.message import Message
from core.deadlines.milestones import Fact
from core.errors import Missing, NotAllowed, NotFound, Outdated, Refusal
from core.people import fields
from core.people.authority import Actor
from core.people.person import Person
from core.regulation.model import FieldRule, Regulation
from core.tickets import number, seal
from core.tickets.draft import Draft
from core.tickets.events import Linked, Registered
from core.tickets.ports import TicketWork
from core.tickets.ticket import Ticket

SUBJECT_LENGTH = 80
"""Characters of a chosen message that serve as the subject."""
TELLING = 15


async def begin(work: TicketWork, actor: Actor, now: datetime) -> Draft:
    """Open a draft with the customer's messages of this conversation preselected, or go on with the open one.

    Raises Refusal("nothing_to_register") when there is nothing written to register,
    NotAllowed when the regulation lets only authorised persons register.
    """
    person = await _person(work, actor)
    loose = [message.id for message in await work.messages.loose(person.id)]
    draft = await work.drafts.open_of(person.id)
    if draft is not None:
        fresh = tuple(m for m in loose if m not in draft.offered)
        draft.chosen += fresh
        draft.offered += fresh
        draft.asks = _next_field(work.regulation, draft)
        await work.drafts.save(draft)
        return draft
    if not loose:
        raise Refusal("nothing_to_register")
    return await _open(work, person, tuple(loose), now)


async def _open(work: TicketWork, person: Person, chosen: tuple[int, ...], now: datetime) -> Draft:
    known = {
        f.id: person.profile[f.id] for f in work.regulation.fields if f.scope == "person" and f.id in person.profile
    }
    draft = Draft(
        0, person.id, now, work.regulation.default_priority.id, work.regulation.default_category, known, chosen, chosen
    )
    draft.asks = _next_field(work.regulation, draft)
    return await work.drafts.add(draft)


async def answer(work: TicketWork, actor: Actor, draft: Draft, text: str) -> Draft:
    """Take the customer's words as the value of the field that is asked. Raises Missing when they will not do."""
    field = field_of(work.regulation, draft.asks)
    draft.fields = draft.fields | {field.id: fields.clean(field, text)}
    draft.asks = _next_field(work.regulation, draft)
    await work.drafts.save(draft)
    return draft


async def ask(work: TicketWork, actor: Actor, draft_id: int, field_id: str) -> Draft:
    """Ask one field again, because the customer wants to change it. An empty field asks nothing any more."""
    draft = await mine(work, actor, draft_id)
    draft.asks = field_of(work.regulation, field_id).id if field_id else _next_field(work.regulation, draft)
    await work.drafts.save(draft)
    return draft


async def toggle(work: TicketWork, actor: Actor, draft_id: int, message_id: int) -> Draft:
    """Take one of the offered messages into the request, or leave it out."""
    draft = await mine(work, actor, draft_id)
    if message_id in draft.chosen:
        draft.chosen = tuple(m for m in draft.chosen if m != message_id)
    elif message_id in draft.offered:
        draft.chosen = tuple(m for m in draft.offered if m in draft.chosen or m == message_id)
    await work.drafts.save(draft)
    return draft


async def prioritise(work: TicketWork, actor: Actor, draft_id: int, priority_id: str) -> Draft:
    """Suggest another priority; support may change it later (SAV-15)."""
    draft = await mine(work, actor, draft_id)
    priority = work.regulation.priority(priority_id)
    if priority is None:
        raise Missing("no_such_priority", given=priority_id)
    draft.priority = priority.id
    await work.drafts.save(draft)
    return draft


async def set_aside(work: TicketWork, person_id: int) -> None:
    """The customer turned to something else: nothing is asked until they come back to the draft."""
    draft = await work.drafts.open_of(person_id)
    if draft is not None and draft.asks:
        draft.asks = ""
        await work.drafts.save(draft)


async def cancel(work: TicketWork, actor: Actor, draft_id: int) -> None:
    """Drop the draft; the conversation stays as it was."""
    draft = await mine(work, actor, draft_id)
    await work.drafts.drop(draft.id)


async def register(work: TicketWork, actor: Actor, draft_id: int, now: datetime) -> Ticket:
    """Register the draft. The moment of confirmation is the moment of registration.

    Raises Outdated("already_registered") for a second press, Missing for an unfilled field or no message,
    Refusal for a file that the regulation does not take or whose content is not known yet.
    """
    person = await _person(work, actor)
    draft = await mine(work, actor, draft_id)
    unfilled = fields.missing(work.regulation, draft.fields)
    if unfilled:
        raise Missing("field_empty", field=unfilled[0].id, title=unfilled[0].title)
    if not draft.chosen:
        raise Missing("no_messages")
    messages = [await work.messages.get(message_id) for message_id in draft.chosen]
    check_files(work.regulation, messages)
    ticket = await _issue(work, person, draft.priority, draft.category, draft.fields, messages, now)
    draft.ticket_id = ticket.id
    await work.drafts.save(draft)
    person.profile = {
        f.id: draft.fields[f.id] for f in work.regulation.fields if f.scope == "person" and f.id in draft.fields
    }
    await work.people.save(person)
    work.record(Registered(now, actor, ticket, tuple(m.id for m in messages)))
    return ticket


async def _issue(
    work: TicketWork,
    person: Person,
    priority: str,
    category: str,
    given: dict[str, str],
    messages: list[Message],
    now: datetime,
) -> Ticket:
    """Give number, seal and first facts; the messages belong to the ticket from here on."""
    ticket = Ticket(
        id=0,
        number=await number.issue(work.tickets, work.regulation, now),
        edition=work.edition,
        person_id=person.id,
        registered_at=now,
        priority=priority,
        state=work.regulation.start.id,
        subject=_subject(messages),
        fields=dict(given),
        plan=person.plan or work.regulation.default_plan,
        category=category,
    )
    ticket.note(now, Fact.REGISTERED)
    ticket.note(now, Fact.PRIORITY, priority)
    if ticket.plan:
        ticket.note(now, Fact.PLAN, ticket.plan)
    if ticket.category:
        ticket.note(now, Fact.CATEGORY, ticket.category)
    ticket.note(now, Fact.STATE, ticket.state)
    sealed = seal.canonical(ticket, messages)
    ticket.fingerprint = seal.fingerprint(sealed)
    ticket = await work.tickets.add(ticket)
    await work.tickets.seal(ticket.id, sealed)
    await work.messages.assign([m.id for m in messages], ticket.id)
    await work.save(ticket)
    return ticket


async def split(work: TicketWork, actor: Actor, ticket: Ticket, message_ids: tuple[int, ...], now: datetime) -> Ticket:
    """Register a second problem of a request as a ticket of its own; each knows the other's number (SAV-9)."""
    messages = [await work.messages.get(message_id) for message_id in message_ids]
    if not messages or any(m.ticket_id != ticket.id or m.internal for m in messages):
        raise Missing("split_needs_message")
    person = await work.people.get(ticket.person_id)
    other = await _issue(work, person, ticket.priority, ticket.category, ticket.fields, messages, now)
    other.links, ticket.links = (ticket.number,), (*ticket.links, other.number)
    await work.save(other)
    await work.save(ticket)
    work.record(Registered(now, actor, other, message_ids))
    work.record(Linked(now, actor, ticket, other.number))
    return other


def check_files(regulation: Regulation, messages: Iterable[Message]) -> None:
    """Judge attachments by their content (SAV-5). Raises Refusal that says which file, why, and what to do."""
    rule = regulation.attachments
    for message in messages:
        file = message.attachment
        if file is None or rule is None:
            continue
        if file.state == "wanted":
            raise Refusal("file_not_checked", file=file.name)
        if file.state == "too_big":
            raise Refusal("file_too_big", file=file.name)
        if file.state == "failed":
            raise Refusal("file_unreadable", file=file.name)
        if file.detected not in rule.allowed:
            raise Refusal(
                "file_type",
                file=file.name,
                detected=file.detected.upper() or "?",
                advice=rule.advice,
                clause=rule.point or rule.clause,
            )


def field_of(regulation: Regulation, field_id: str) -> FieldRule:
    """The regulation's field under this identifier. Raises Outdated when it has none such."""
    found = next((field for field in regulation.fields if field.id == field_id), None)
    if found is None:
        raise Outdated("outdated")
    return found


async def mine(work: TicketWork, actor: Actor, draft_id: int) -> Draft:
    """The actor's own open draft. Raises Outdated when it is gone, foreign or already registered."""
    draft = await work.drafts.get(draft_id, actor.person_id or 0)
    if draft is None:
        raise Outdated("draft_gone")
    if draft.ticket_id is not None:
        ticket = await work.tickets.get(draft.ticket_id)
        raise Outdated("already_registered", number=ticket.number)
    return draft


async def _person(work: TicketWork, actor: Actor) -> Person:
    if actor.person_id is None:
        raise NotFound("not_found")
    if work.regulation.registration.who == "authorised":
        raise NotAllowed("not_authorised")
    return await work.people.get(actor.person_id)


def _next_field(regulation: Regulation, draft: Draft) -> str:
    unfilled = fields.missing(regulation, draft.fields)
    return unfilled[0].id if unfilled else ""


def _subject(messages: list[Message]) -> str:
    """The first message that says something: a mere greeting is shorter than ``TELLING`` characters."""
    texts = [" ".join(m.text.split()) for m in messages if m.text.strip()]
    words = next((text for text in texts if len(text) >= TELLING), max(texts, key=len, default=""))
    if not words:
        words = next((m.attachment.name for m in messages if m.attachment), "")
    return words if len(words) <= SUBJECT_LENGTH else words[: SUBJECT_LENGTH - 1].rstrip() + "…"
