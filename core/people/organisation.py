"""A customer organisation, its contract, and the persons who write in its name (PLR-2, PLR-12)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.people.authority import ranks
from core.regulation.model import Rank

LONGEST = 200
"""Characters of an organisation's name and of its contract's number."""

_QUOTES = re.compile(r"[«»\"“”„'`]")


@dataclass(slots=True)
class Organisation:
    """Who the contract of support is with; plan and quota count for all of its persons together (PLR-12)."""

    id: int
    name: str
    created_at: datetime
    contract: str = ""
    plan: str = ""
    """The plan of support; empty for the regulation's default."""
    advice: bool = False
    """The contract allows advice that the regulation leaves out (ALL-2)."""


@dataclass(frozen=True, slots=True)
class Member:
    """A person as a contact of an organisation. One person writes in the name of one organisation at most."""

    person_id: int
    name: str
    organisation: Organisation
    rank: Rank
    since: datetime
    username: str = ""

    @property
    def authorised(self) -> bool:
        """True for those who speak for the organisation: authorised persons and owners."""
        return ranks(self.rank, Rank.AUTHORISED)


@dataclass(frozen=True, slots=True)
class PhoneOnFile:
    """A contact that the organisation named by telephone; whoever proves the number is linked with this rank."""

    phone: str
    organisation_id: int
    rank: Rank
    name: str = ""


class Organisations(Protocol):
    """The organisations of the desk's customers, as the store keeps them."""

    async def add(self, organisation: Organisation) -> Organisation: ...
    async def save(self, organisation: Organisation) -> None: ...
    async def get(self, organisation_id: int) -> Organisation: ...
    async def named(self, name: str) -> Organisation | None:
        """The organisation of this name, whatever its quotation marks, blanks and capitals."""

    async def all(self) -> list[Organisation]: ...
    async def member(self, person_id: int) -> Member | None: ...
    async def members(self, organisation_id: int) -> list[Member]:
        """Its contacts, those who have been there longest first."""

    async def join(self, person_id: int, organisation_id: int, rank: Rank, at: datetime) -> None:
        """Make the person a contact of this organisation and of no other, or give them another rank in it."""

    async def leave(self, person_id: int) -> None: ...
    async def followers(self, ticket_id: int) -> list[int]:
        """Authorised contacts who have written in a colleague's ticket: they go on hearing of it."""

    async def put_on_file(self, phone: PhoneOnFile) -> None: ...
    async def off_file(self, phone: str) -> None: ...
    async def on_file(self, phone: str) -> PhoneOnFile | None: ...
    async def phones(self, organisation_id: int) -> list[PhoneOnFile]: ...


def key(name: str) -> str:
    """The name as it is compared: without quotation marks and capitals, blanks single."""
    return " ".join(_QUOTES.sub(" ", name).casefold().replace("ё", "е").split())
