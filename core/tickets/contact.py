"""Who is asked about a ticket: its contact, with the organisation that they write in the name of."""

from __future__ import annotations

from typing import Protocol

from core.people.account import Account, account_of
from core.people.organisation import Organisations
from core.people.ports import People
from core.tickets.ticket import Ticket


class KnowsPeople(Protocol):
    """Whoever can look people up."""

    @property
    def people(self) -> People: ...
    @property
    def organisations(self) -> Organisations: ...


async def contact_of(store: KnowsPeople, ticket: Ticket) -> Account:
    """The ticket's contact; of a ticket of no organisation no organisation is looked for."""
    person = await store.people.get(ticket.person_id)
    return Account(person) if ticket.organisation_id is None else await account_of(store.organisations, person)
