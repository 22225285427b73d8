"""For whom somebody asks: their organisation, else themselves. Rank and plan are read here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

from core.people.organisation import Member, Organisation, Organisations
from core.people.person import Person
from core.regulation.model import Rank


@dataclass(frozen=True, slots=True)
class Account:
    """A person, and the organisation that they write in the name of."""

    person: Person
    member: Member | None = None

    @property
    def organisation(self) -> Organisation | None:
        return self.member.organisation if self.member else None

    @property
    def rank(self) -> Rank:
        """What they may do: the organisation's word on it, the person's own only without one."""
        return self.member.rank if self.member else self.person.rank

    @property
    def plan(self) -> str:
        """The plan they are served by; empty for the regulation's default."""
        return self.member.organisation.plan if self.member else self.person.plan


async def account_of(organisations: Organisations, person: Person) -> Account:
    """The account that this person asks for."""
    return Account(person, await organisations.member(person.id))


async def speakers(organisations: Organisations, organisation: Organisation | None) -> list[Member]:
    """The authorised persons of an organisation, owners first: whom a colleague may ask."""
    if organisation is None:
        return []
    found = [member for member in await organisations.members(organisation.id) if member.authorised]
    return sorted(found, key=lambda member: member.rank is not Rank.OWNER)
