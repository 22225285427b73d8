"""A question of the talk: what was asked in which messages, what the articles said to it, and how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from core.knowledge.scoring import Band


class Ending(StrEnum):
    """What became of a question, as its customer decided."""

    OPEN = ""
    HELPED = "helped"
    HANDED = "handed"
    """The customer asked for a consultant."""
    PROMOTED = "promoted"
    """It became a part of an official request."""


@dataclass(slots=True)
class Question:
    """``messages`` are the customer's words that it was asked in, none when they asked for a consultant right away.

    ``heard`` is the real second of the last of them. ``band`` is None while it waits for its answer; ``said`` is what
    it was understood as; ``articles`` (id, title, link) were offered; ``sections`` are those that they stand in.
    ``draft_id``: it was looked up while a request was written down, and belongs to that form.
    """

    id: int
    person_id: int
    messages: tuple[int, ...]
    asked_at: datetime
    heard: float = 0.0
    draft_id: int | None = None
    band: Band | None = None
    said: str = ""
    articles: tuple[dict[str, Any], ...] = ()
    sections: tuple[str, ...] = ()
    told: bool = False
    """The customer was shown what was found."""
    ending: Ending = Ending.OPEN
    ended_at: datetime | None = None

    def end(self, ending: Ending, now: datetime) -> None:
        """Note what became of it."""
        self.ending, self.ended_at = ending, now


class Questions(Protocol):
    """The questions of the desk, as the store keeps them."""

    async def add(self, question: Question) -> Question: ...
    async def save(self, question: Question) -> None: ...
    async def find(self, question_id: int, person_id: int) -> Question | None:
        """The person's own question, held until the transaction ends."""

    async def waiting(self, heard_before: float, most: int) -> list[Question]:
        """Questions without an answer of which no more words are expected, the oldest first."""

    async def waiting_of(self, person_id: int) -> Question | None:
        """The one that the person is just asking, held until the transaction ends."""

    async def attended(self, person_id: int, handed_since: datetime, spoken_since: datetime) -> bool:
        """Whether a consultant is with the person: asked for, or speaking to them."""

    async def lately(self, person_id: int, since: datetime) -> list[Question]:
        """What the person asked, oldest first."""

    async def of_messages(self, person_id: int, message_ids: Sequence[int]) -> list[Question]:
        """The person's questions that were asked in any of these messages, oldest first."""

    async def between(self, since: datetime, until: datetime) -> list[Question]:
        """Those asked in a period, oldest first."""
