"""Long lists, a page at a time: what stands on the page, and how many pages there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
SIZE = 8
"""So many things have a button each; more would be a wall."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """What stands on a page. ``number`` counts from 0."""

    items: Sequence[T]
    number: int
    of: int

    @property
    def facts(self) -> dict[str, int]:
        """For the view: which page it is, and of how many."""
        return {"page": self.number, "pages": self.of}


def page(things: Sequence[T], wanted: int) -> Page[T]:
    """The page of this number; the last one when there are fewer, as after a list grew shorter."""
    of = max(1, -(-len(things) // SIZE))
    number = min(max(wanted, 0), of - 1)
    return Page(things[number * SIZE : (number + 1) * SIZE], number, of)


def page_with(things: Sequence[T], wanted: T) -> Page[T]:
    """The page on which this stands; the first one when it stands on none."""
    return page(things, things.index(wanted) // SIZE if wanted in things else 0)
