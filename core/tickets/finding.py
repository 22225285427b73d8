"""«/find words»: over everything that staff may see, in any letter case; all words must be there, newest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from core.errors import Missing, Outdated
from core.letters import fold
from core.people.authority import Actor, require_staff
from core.people.masks import DOT
from core.people.person import Person

PAGE = 10
"""Finds of one page."""
MOST_WORDS = 8
LONGEST = 200
"""Characters of a question; what is longer was pasted by mistake."""
AROUND = 50
"""Characters shown on both sides of what was found."""

_PHONE = re.compile(r"^\+\d{10}")

Kind = Literal["message", "ticket", "talk"]


@dataclass(frozen=True, slots=True)
class Find:
    """A message, a ticket or a customer in whom the words were found, and the thread where that can be read."""

    kind: Kind
    at: datetime
    thread: str
    title: str
    """Number and subject of the ticket, else the name of the customer."""
    author: str
    text: str
    internal: bool = False
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """A question that somebody asked, kept for its next pages."""

    id: int
    person_id: int
    at: datetime
    words: str


class Searches(Protocol):
    """The questions asked, and the finds, as the store keeps them."""

    async def add(self, search: Search) -> Search: ...
    async def get(self, search_id: int) -> Search | None: ...
    async def finds(self, words: Sequence[str], skip: int, most: int) -> tuple[list[Find], int]:
        """A page of what holds all of the folded words, newest first, and how much there is altogether."""


class SearchWork(Protocol):
    """What finding touches."""

    @property
    def searches(self) -> Searches: ...


def folded(texts: Iterable[str]) -> str:
    """Texts in one letter case, with one letter for ё and е: what is stored to be searched. Masks are left out."""
    return fold("\n".join(text for text in texts if DOT not in text))


def words_of_person(person: Person) -> str:
    """What a person is found by: name, account and telephones."""
    phones = (value for value in person.profile.values() if _PHONE.match(value))
    return folded((person.name, person.username, person.phone, *phones))


def words_of(text: str) -> list[str]:
    """The words that must all be found, folded. Raises Missing when there are none, or far too many."""
    given = text.strip()
    if not given:
        raise Missing("needs_search_words", field="words")
    if len(given) > LONGEST:
        raise Missing("search_too_long", field="words", longest=LONGEST)
    found = dict.fromkeys(fold(word) for word in given.replace("№", " ").split())
    if not found or len(found) > MOST_WORDS:
        raise Missing("search_too_long" if found else "needs_search_words", field="words", longest=LONGEST)
    return list(found)


async def begin(work: SearchWork, actor: Actor, text: str, now: datetime) -> Search:
    """A new question. Raises NotAllowed for anybody but staff, Missing for one without words."""
    require_staff(actor, "find")
    words_of(text)
    assert actor.person_id is not None
    return await work.searches.add(Search(0, actor.person_id, now, " ".join(text.split())))


async def again(work: SearchWork, actor: Actor, search_id: int) -> Search:
    """A question asked before, for another page of its finds. Raises Outdated when it is forgotten."""
    require_staff(actor, "find")
    search = await work.searches.get(search_id)
    if search is None:
        raise Outdated("outdated")
    return search


async def page(work: SearchWork, search: Search, number: int) -> tuple[list[Find], int]:
    """The finds of a page (0 for the first), and how many there are on all pages."""
    return await work.searches.finds(words_of(search.words), number * PAGE, PAGE)


def fragment(text: str, words: Sequence[str]) -> list[tuple[str, bool]]:
    """The part of a text around the first word found, in pieces; True marks those that are what was looked for."""
    flat = " ".join(text.split())
    low = fold(flat)
    if len(low) != len(flat):  # a letter that folds to two: the places do not correspond
        return [(flat[: 2 * AROUND], False)] if flat else []
    first = min((at for word in words if (at := low.find(word)) >= 0), default=0)
    start, end = max(0, first - AROUND), min(len(flat), first + 2 * AROUND)
    pieces: list[tuple[str, bool]] = [("…", False)] if start else []
    at = start
    while at < end:
        hit = min(((place, word) for word in words if 0 <= (place := low.find(word, at)) < end), default=None)
        stop = hit[0] if hit else end
        if stop > at:
            pieces.append((flat[at:stop], False))
        if hit:
            pieces.append((flat[stop : stop + len(hit[1])], True))
            stop += len(hit[1])
        at = stop
    return [*pieces, ("…", False)] if at < len(flat) else pieces
