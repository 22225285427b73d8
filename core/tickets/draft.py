"""A request being written down: chosen messages, priority and fields, until it is registered or dropped."""

from __future__ import annotations

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


class Drafts(Protocol):
    """The drafts of the desk, as the store keeps them."""

    async def open_of(self, person_id: int) -> Draft | None: ...
    async def get(self, draft_id: int, person_id: int) -> Draft | None:
        """The person's own draft, locked against other writers until the transaction ends."""

    async def add(self, draft: Draft) -> Draft: ...
    async def save(self, draft: Draft) -> None: ...
    async def drop(self, draft_id: int) -> None: ...
