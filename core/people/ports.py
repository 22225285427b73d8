"""What the use cases ask of the store about people."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from core.people.person import Address, AddressState, Change, Colleague, Person
from core.people.standing import Standing
from core.regulation.model import Role


class People(Protocol):
    """The people of the desk, as the store keeps them."""

    async def by_address(self, channel: str, external_id: str) -> Person | None: ...
    async def standing(self, channel: str, external_id: str, now: datetime) -> Standing | None:
        """The person behind an address together with what is open between them and the desk."""

    async def by_username(self, username: str) -> Person | None:
        """The person who was last seen under this Telegram name, whatever its capitals."""

    async def bears(self, person: Person) -> None:
        """Nobody else has the person's Telegram name any more: Telegram gives each to one account at a time."""

    async def get(self, person_id: int) -> Person: ...
    async def find(self, person_id: int) -> Person | None: ...
    async def add(self, person: Person, channel: str, external_id: str) -> Person: ...
    async def like(self, given: str, most: int) -> list[Person]:
        """Customers whose name or telephone looks like this, or who stated it in a request, the newest first; nobody of
        the staff."""

    async def save(self, person: Person) -> None: ...
    async def addresses(self, person_id: int) -> list[Address]: ...
    async def opened(self, channel: str, external_id: str) -> None:
        """Note that the person opened this channel themselves."""

    async def set_address_state(self, channel: str, external_id: str, state: AddressState) -> bool: ...
    async def colleagues(self) -> list[Colleague]: ...
    async def colleague(self, person_id: int) -> Colleague | None: ...
    async def enlist(self, person_id: int, role: Role) -> None: ...
    async def dismiss(self, person_id: int) -> None: ...
    async def absent(self, person_id: int, since: datetime | None, until: datetime | None) -> None:
        """Note when a colleague is away; None for back at work."""

    async def on_duty(self, person_id: int, days: str, since: datetime | None, until: datetime | None) -> None:
        """Note the days of the week and the time for which a colleague is on duty."""

    async def changed(self, change: Change) -> None:
        """Keep a change of what a person may do; such lines are only ever added."""

    async def changes(self, person_id: int) -> list[Change]: ...
