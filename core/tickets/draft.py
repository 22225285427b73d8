"""A request being written down: chosen messages, priority and fields, until it is registered or dropped."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(slots=True)
class Draft:
    """A promotion under way. One person has at most one open draft; a registered one keeps its ticket's id."""

    id: int
    person_id: int
    created_at: datetime
    priority: str
    category: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    offered: tuple[int, ...] = ()
    chosen: tuple[int, ...] = ()
    asks: str = ""
    """The field whose value the customer's next message is; empty when none is asked."""
    ticket_id: int | None = None
    follows: str = ""
    """The number of the closed ticket that the request goes on from; empty for none."""
    attended: bool = True
    """The customer has it before them, and a file that they send belongs to it; not once they turned elsewhere."""
    apart: tuple[int, ...] = ()
    """Chosen messages that are about a second problem and become a request of their own after this one (SAV-9)."""
    twin: str = ""
    """The number of the request that was registered of the first problem; empty for none."""
    compared: bool = False
    """The customer was asked whether it repeats an open request of theirs (INS-6)."""

    @property
    def own(self) -> tuple[int, ...]:
        """The messages that go into this request."""
        return tuple(message for message in self.chosen if message not in self.apart)

    def choose(self, messages: Collection[int]) -> None:
        """Of what is offered these go into the request; whatever is left out is about no second problem either."""
        self.chosen = tuple(message for message in self.offered if message in messages)
        self.deal(self.apart)

    def deal(self, apart: Collection[int]) -> None:
        """These of the chosen messages are about a second problem; all of them would be one problem again."""
        self.apart = tuple(message for message in self.chosen if message in apart)
        if not self.own:
            self.apart = ()


class Drafts(Protocol):
    """The drafts of the desk, as the store keeps them."""

    async def get(self, draft_id: int, person_id: int) -> Draft | None:
        """The person's own draft, locked against other writers until the transaction ends."""

    async def open_of(self, person_id: int) -> Draft | None:
        """The person's open draft, locked likewise: staff may add to it while the customer registers it."""

    async def add(self, draft: Draft) -> Draft: ...
    async def save(self, draft: Draft) -> None: ...
    async def drop(self, draft_id: int) -> None: ...
