"""Staff may demand that a customer identify themselves: login, contract, address, passport (NET-3).

What is secret is kept with the person and nowhere else: a ticket carries its mask.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from core.errors import Missing, Outdated
from core.people import fields
from core.people.authority import Actor, require_manager, require_staff
from core.people.dialogue import Dialogue, Dialogues
from core.people.masks import without_secrets
from core.regulation.model import FieldRule, Regulation
from core.tickets import transition
from core.tickets.dialogue import own
from core.tickets.person_events import IdentificationAsked, Identified, SecretsRead
from core.tickets.ports import TicketWork
from core.tickets.ticket import Ticket

IDENTIFY = "identify"
"""What the desk awaits of a customer who is asked to identify themselves."""


class DialogueWork(TicketWork, Protocol):
    """One transaction that may also wait for a person's next words."""

    @property
    def dialogues(self) -> Dialogues: ...


async def demand(work: DialogueWork, actor: Actor, ticket: Ticket, given: str, now: datetime) -> None:
    """Ask the customer for the named fields, one after the other, each once.

    Raises Missing with the fields there are, IllegalMove("ticket_closed") for a closed ticket.
    """
    require_staff(actor, "identify")
    regulation = await work.regulation_of(ticket)
    transition.not_closed(regulation, ticket)
    named = [_rule(regulation, name) for name in given.replace(",", " ").split()]
    rules = list({rule.id: rule for rule in named}.values())
    if not rules:
        raise Missing("needs_fields", listed=_listed(regulation))
    asked = Dialogue(IDENTIFY, {"ticket": ticket.id, "fields": [rule.id for rule in rules]})
    await work.dialogues.put(ticket.person_id, asked)
    work.record(IdentificationAsked(now, actor, ticket, tuple(rules)))


async def answer(work: DialogueWork, actor: Actor, asked: Dialogue, text: str, now: datetime) -> FieldRule | None:
    """Take the customer's words as the field that is asked; returns the next one, None when that was the last.

    Raises Missing when the words will not do; the question stands then.
    """
    ticket = await own(work, actor, asked.facts["ticket"])
    regulation = await work.regulation_of(ticket)
    first, *rest = (_rule(regulation, field_id) for field_id in asked.facts["fields"])
    value = fields.clean(first, text)
    person = await work.people.get(ticket.person_id)
    if first.scope == "person" or first.secret:
        person.profile[first.id] = value
        await work.people.save(person)
    ticket.fields |= without_secrets(regulation, {first.id: value})
    await work.save(ticket)
    work.record(Identified(now, actor, ticket, first.title))
    if not rest:
        await work.dialogues.end(person.id)
        return None
    await work.dialogues.put(person.id, Dialogue(IDENTIFY, asked.facts | {"fields": [rule.id for rule in rest]}))
    return rest[0]


async def question(work: DialogueWork, actor: Actor, asked: Dialogue | None) -> tuple[Ticket, FieldRule]:
    """The ticket and the field of the demand that stands. Raises Outdated when none does."""
    if asked is None or asked.awaits != IDENTIFY:
        raise Outdated("outdated")
    ticket = await own(work, actor, asked.facts["ticket"])
    return ticket, _rule(await work.regulation_of(ticket), asked.facts["fields"][0])


async def secrets(work: TicketWork, actor: Actor, ticket: Ticket, now: datetime) -> list[tuple[str, str]]:
    """The customer's secret values in full, titles first: for managers, and each reading is journalled."""
    require_manager(actor, "reveal")
    regulation = await work.regulation_of(ticket)
    profile = (await work.people.get(ticket.person_id)).profile
    found = [(rule.title, profile[rule.id]) for rule in regulation.fields if rule.secret and rule.id in profile]
    if not found:
        raise Missing("no_secrets")
    work.record(SecretsRead(now, actor, ticket, tuple(title for title, _ in found)))
    return found


def _rule(regulation: Regulation, name: str) -> FieldRule:
    found = next((rule for rule in regulation.fields if name.casefold() in (rule.id, rule.title.casefold())), None)
    if found is None:
        raise Missing("no_such_field", given=name[:40], listed=_listed(regulation))
    return found


def _listed(regulation: Regulation) -> str:
    """The fields that staff may demand; where none is marked so, all of them."""
    marked = [rule for rule in regulation.fields if rule.asked == "by_staff"] or regulation.fields
    return ", ".join(f"{rule.id} ({rule.title})" for rule in marked)
