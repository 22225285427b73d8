"""Promotion: a conversation becomes an official ticket by the customer's explicit act (rules.md section 4)."""

from __future__ import annotations

from datetime import datetime

from core.consultation import choose
from core.errors import Missing, Outdated, Refusal
from core.letters import called
from core.people import fields
from core.people.account import Account, account_of
from core.people.authority import Actor
from core.people.masks import without_secrets
from core.regulation.model import Category, FieldRule, Regulation
from core.tickets import issue, quota, sequel, transition
from core.tickets.draft import Draft
from core.tickets.enclosures import check_files
from core.tickets.events import HandedOn, Linked, Registered
from core.tickets.issue import Content
from core.tickets.ports import TicketWork
from core.tickets.rights import account_to_register, may_file
from core.tickets.ticket import Ticket


async def begin(work: TicketWork, actor: Actor, now: datetime) -> Draft:
    """Open a draft with the customer's messages of this conversation preselected, or go on with the open one.

    Raises Refusal("nothing_to_register") when there is nothing written to register,
    NotAllowed when the regulation lets only authorised persons register.
    """
    account = await account_to_register(work, actor)
    person = account.person
    loose = [message.id for message in await work.messages.loose(person.id)]
    draft = await work.drafts.open_of(person.id)
    if draft is not None:
        _mend(draft, work.regulation)
        fresh = tuple(m for m in loose if m not in draft.offered)
        draft.chosen += fresh
        draft.offered += fresh
        draft.asks = _next_field(work.regulation, draft)
        draft.attended = True
        await work.drafts.save(draft)
        return draft
    if not loose:
        raise Refusal("nothing_to_register")
    settled = await choose.settled(work, person.id, loose)
    chosen = tuple(message_id for message_id in loose if message_id not in settled)
    return await _open(work, account, chosen or tuple(loose), now, tuple(loose))


async def _open(
    work: TicketWork,
    account: Account,
    chosen: tuple[int, ...],
    now: datetime,
    offered: tuple[int, ...] = (),
    twin: str = "",
) -> Draft:
    """A customer of whom something must be asked chooses the kind of request first, when there are several."""
    regulation = work.regulation
    known, person_id = account.on_file(regulation.fields), account.person.id
    priority, category = regulation.default_priority.id, regulation.default_category
    draft = Draft(0, person_id, now, priority, category, known, offered or chosen, chosen, twin=twin)
    if not regulation.categories:
        draft.asks = _next_field(regulation, draft)
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


async def prioritise(work: TicketWork, actor: Actor, draft_id: int, priority_id: str) -> Draft:
    """Suggest another priority; support may change it later (SAV-15)."""
    draft = await mine(work, actor, draft_id)
    priority = work.regulation.priority(priority_id)
    if priority is None:
        raise Missing("no_such_priority", given=priority_id)
    draft.priority = priority.id
    await work.drafts.save(draft)
    return draft


async def categorise(work: TicketWork, actor: Actor, draft_id: int, category_id: str, now: datetime) -> Draft | None:
    """Say what kind of request it is, and go on with the fields that this kind asks.

    Raises NotAllowed when the kind is left to persons of another rank (INS-2). None when it belongs to another desk:
    the customer is told to which, the draft is dropped and nothing is registered (INS-8).
    """
    draft = await mine(work, actor, draft_id)
    category = work.regulation.category(category_id)
    if category is None:
        raise Outdated("outdated")
    account = await account_to_register(work, actor)
    if category.elsewhere:
        await drop(work, draft, now)
        work.record(HandedOn(now, actor, account.person.id, category.title, category.elsewhere))
        return None
    await may_file(work, category, account)
    draft.category = category.id
    draft.asks = _next_field(work.regulation, draft)
    await work.drafts.save(draft)
    return draft


def kind_called(regulation: Regulation, draft: Draft, given: str) -> Category | None:
    """The kind of request that the customer names in words while they are to choose one: by its title, or by the
    beginning of a single one."""
    if draft.asks or not fields.missing(regulation, draft.fields, draft.category):
        return None
    return called(given, ((category.title, category) for category in regulation.categories))


async def set_aside(work: TicketWork, person_id: int) -> None:
    """The customer turned to something else: nothing is asked, and no file taken, until they come back to the draft."""
    draft = await work.drafts.open_of(person_id)
    if draft is not None:
        draft.asks, draft.attended = "", False
        await work.drafts.save(draft)


async def cancel(work: TicketWork, actor: Actor, draft_id: int) -> None:
    """Drop the draft; the conversation stays as it was."""
    draft = await mine(work, actor, draft_id)
    await work.drafts.drop(draft.id)


async def drop(work: TicketWork, draft: Draft, now: datetime) -> None:
    """Nothing is registered of the draft; a second problem that was set apart in it is written down now."""
    await work.drafts.drop(draft.id)
    if draft.apart:
        await _open(
            work, await account_of(work.organisations, await work.people.get(draft.person_id)), draft.apart, now
        )


async def register(work: TicketWork, actor: Actor, draft_id: int, now: datetime) -> Ticket:
    """Register the draft. The moment of confirmation is the moment of registration. A second problem that was set
    apart in it is a draft of its own from here on.

    Raises Outdated("already_registered") for a second press, Outdated("regulation_changed") for a priority or kind of
    request that the regulation no longer has or takes here, Missing for an unfilled field or no message,
    Refusal for a file that the regulation does not take or whose content is not known yet.
    """
    account = await account_to_register(work, actor)
    person, draft = account.person, await mine(work, actor, draft_id)
    if _mend(draft, work.regulation):
        raise Outdated("regulation_changed")
    category = work.regulation.category(draft.category)
    if category is not None:
        await may_file(work, category, account)
    unfilled = fields.missing(work.regulation, draft.fields, draft.category)
    if unfilled:
        raise Missing("field_empty", field=unfilled[0].id, title=unfilled[0].title)
    if not draft.own:
        raise Missing("no_messages")
    content = await content_of(work, draft)
    check_files(work.regulation, content.messages)
    ticket = await issue.issue(work, account, content, now)
    draft.ticket_id = ticket.id
    await work.drafts.save(draft)
    kept = {f.id for f in work.regulation.fields if f.scope == "person" or f.secret}
    person.profile |= {name: value for name, value in draft.fields.items() if name in kept}
    await work.people.save(person)
    work.record(Registered(now, actor, ticket, tuple(m.id for m in content.messages), draft.follows))
    await choose.promoted(work, person.id, draft.own, now)
    await sequel.link(work, actor, ticket, draft, now)
    await quota.hold(work, actor, ticket, now)
    if draft.apart:
        await _open(work, account, draft.apart, now, twin=ticket.number)
    return ticket


async def content_of(work: TicketWork, draft: Draft) -> Content:
    """What registering the draft would put into the ticket: of secrets only the mask."""
    asked = {field.id for field in fields.asked(work.regulation, draft.category)}
    given = {name: value for name, value in draft.fields.items() if name in asked}
    messages = await work.messages.several(draft.own)
    return Content(draft.priority, draft.category, without_secrets(work.regulation, given), messages)


async def preview(work: TicketWork, actor: Actor, draft: Draft, now: datetime) -> Ticket:
    """The ticket as it would be, registered now: its terms are shown before anything is promised (SIN-6)."""
    account = await account_to_register(work, actor)
    return issue.unnumbered(work.regulation, work.edition, account, await content_of(work, draft), now)


async def split(work: TicketWork, actor: Actor, ticket: Ticket, message_ids: tuple[int, ...], now: datetime) -> Ticket:
    """Register a second problem of a request as a ticket of its own; each knows the other's number (SAV-9)."""
    messages = [await work.messages.get(message_id) for message_id in message_ids]
    if not messages or any(m.ticket_id != ticket.id or m.internal for m in messages):
        raise Missing("split_needs_message")
    transition.not_closed(await work.regulation_of(ticket), ticket)
    account = await account_of(work.organisations, await work.people.get(ticket.person_id))
    content = Content(ticket.priority, ticket.category, ticket.fields, messages)
    other = await issue.issue(work, account, content, now)
    other.links, ticket.links = (ticket.number,), (*ticket.links, other.number)
    await work.save(other)
    await work.save(ticket)
    work.record(Registered(now, actor, other, message_ids))
    work.record(Linked(now, actor, ticket, other.number))
    await quota.hold(work, actor, other, now)
    return other


def field_of(regulation: Regulation, field_id: str) -> FieldRule:
    """The regulation's field under this identifier. Raises Outdated when it has none such."""
    found = next((field for field in regulation.fields if field.id == field_id), None)
    if found is None:
        raise Outdated("outdated")
    return found


async def mine(work: TicketWork, actor: Actor, draft_id: int) -> Draft:
    """The actor's own open draft, which they have before them again. Raises Outdated when it is gone, foreign or
    already registered."""
    draft = await work.drafts.get(draft_id, actor.person_id or 0)
    if draft is None:
        raise Outdated("draft_gone")
    if draft.ticket_id is not None:
        ticket = await work.tickets.get(draft.ticket_id)
        raise Outdated("already_registered", number=ticket.number)
    draft.attended = True
    return draft


def _mend(draft: Draft, regulation: Regulation) -> bool:
    """True when another regulation came into force since the draft was begun, and lacks what was chosen in it; the
    draft has its default choice then."""
    category = regulation.category(draft.category)
    keeps_priority = regulation.priority(draft.priority) is not None
    keeps_category = not category.elsewhere if category else draft.category == regulation.default_category
    if not keeps_priority:
        draft.priority = regulation.default_priority.id
    if not keeps_category:
        draft.category = regulation.default_category
    return not (keeps_priority and keeps_category)


def _next_field(regulation: Regulation, draft: Draft) -> str:
    unfilled = fields.missing(regulation, draft.fields, draft.category)
    return unfilled[0].id if unfilled else ""
