"""For whom somebody asks: their organisation, else themselves. Rank and plan are read here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.people.organisation import Member, Organisation, Organisations
from core.people.person import Person
from core.regulation.model import FieldRule, Rank


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

    def on_file(self, rules: Sequence[FieldRule]) -> dict[str, str]:
        """What need not be asked: what the person stated before, and the name of their organisation."""
        stated = self.person.profile
        known = {rule.id: stated[rule.id] for rule in rules if rule.scope == "person" and rule.id in stated}
        if self.organisation is not None:
            known |= {rule.id: self.organisation.name for rule in rules if rule.kind == "organisation"}
        return known


async def account_of(organisations: Organisations, person: Person) -> Account:
    """The account that this person asks for."""
    return Account(person, await organisations.member(person.id))


async def speakers(organisations: Organisations, organisation: Organisation | None) -> list[Member]:
    """The authorised persons of an organisation, owners first: whom a colleague may ask."""
    if organisation is None:
        return []
    found = [member for member in await organisations.members(organisation.id) if member.authorised]
    return sorted(found, key=lambda member: member.rank is not Rank.OWNER)
