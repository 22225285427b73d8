"""Canned answers of the desk: a name, a text, and fields in it that are filled in for the request at hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.errors import Missing, Outdated
from core.people.authority import Actor, require_staff

FIELDS = ("name", "number", "subject", "priority", "state", "due", "desk", "me")
"""What a text may name in braces: the customer, the request and its term, the desk, the colleague who sends it."""
LONGEST = 3000
"""Characters of a text: with its fields filled in it still goes out in one message."""

_NAME = re.compile(r"[\w-]{1,32}")
_FIELD = re.compile(r"\{\s*([^{}]*?)\s*\}")


@dataclass(frozen=True, slots=True)
class Canned:
    """An answer that is ready to be sent; ``by`` is who wrote it."""

    id: int
    name: str
    text: str
    by: str
    at: datetime


class CannedAnswers(Protocol):
    """The canned answers of the desk, as the store keeps them."""

    async def all(self) -> list[Canned]:
        """By name."""

    async def get(self, name: str) -> Canned | None: ...
    async def under(self, canned_id: int) -> Canned | None: ...
    async def put(self, canned: Canned) -> None:
        """Keep it, in the place of an earlier one of this name."""

    async def drop(self, canned_id: int) -> None: ...


class CannedWork(Protocol):
    """What canned answers touch."""

    @property
    def canned(self) -> CannedAnswers: ...


async def keep(work: CannedWork, actor: Actor, name: str, text: str, now: datetime) -> bool:
    """Keep a text under a name; True when it took the place of an earlier one.

    Raises Missing for a name that is none, an empty or a far too long text, a field that nothing fills.
    """
    require_staff(actor, "canned")
    key, words = name_of(name), text.strip()
    if not any(char.isalnum() for char in words):
        raise Missing("canned_needs_text")
    if len(words) > LONGEST:
        raise Missing("field_too_long", field="text", title="", longest=LONGEST)
    strange = [field for field in _FIELD.findall(words) if field not in FIELDS]
    if strange:
        listed = ", ".join(f"{{{field}}}" for field in FIELDS)
        raise Missing("no_such_canned_field", given=strange[0][:40], listed=listed)
    before = await work.canned.get(key)
    await work.canned.put(Canned(0, key, words, actor.name, now))
    return before is not None


async def drop(work: CannedWork, actor: Actor, canned: Canned | None) -> Canned:
    """Delete a text. Raises Outdated when it is gone already."""
    require_staff(actor, "canned")
    if canned is None:
        raise Outdated("outdated")
    await work.canned.drop(canned.id)
    return canned


async def named(work: CannedWork, name: str) -> Canned:
    """The text of this name. Raises Missing with the names there are."""
    found = await work.canned.get(name_of(name))
    if found is None:
        names = ", ".join(canned.name for canned in await work.canned.all())
        raise Missing("no_such_canned" if names else "no_canned", given=name.strip()[:40], listed=names)
    return found


def name_of(given: str) -> str:
    """A name as it is kept: one word in small letters. Raises Missing for anything else."""
    name = given.strip().casefold()
    if not _NAME.fullmatch(name):
        raise Missing("bad_canned_name", given=given.strip()[:40])
    return name


def filled(canned: Canned, values: Mapping[str, str]) -> str:
    """The text with its fields filled in. Raises Missing for a field that has no value here (a term in a talk)."""
    for field in _FIELD.findall(canned.text):
        if not values.get(field):
            raise Missing("canned_field_empty", name=canned.name, field=field)
    return _FIELD.sub(lambda found: values[found[1]], canned.text)
