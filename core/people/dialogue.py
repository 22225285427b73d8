"""What the desk is waiting for from a person outside of a draft: one thing at a time, in one place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Dialogue:
    """``awaits`` names what the person's next message is taken for, ``facts`` what it is about."""

    awaits: str
    facts: dict[str, Any] = field(default_factory=dict)


class Dialogues(Protocol):
    """The dialogues under way, as the store keeps them: one a person and place, a thread of the desk's for staff;
    the empty place is a customer's private chat."""

    async def of(self, person_id: int, place: str = "") -> Dialogue | None: ...
    async def put(self, person_id: int, dialogue: Dialogue, place: str = "") -> None: ...
    async def end(self, person_id: int, place: str = "") -> None: ...
