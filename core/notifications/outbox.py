"""The outbox: what waits to leave the house, lane by lane, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from core.notifications.notice import Notice, Parcel


@dataclass(frozen=True, slots=True)
class Copy:
    """The number that a message got in the other chat; a ``merged`` copy carries other words too."""

    number: int
    message_id: int | None
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """It arrived."""

    chat: str
    copies: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True)
class Later:
    """Not now: try again in so many real seconds. ``whole_token`` stops every lane of the channel; ``patient`` when
    the trouble is the world's and not the parcel's, so that it is never given up."""

    seconds: float
    reason: str
    whole_token: bool = False
    patient: bool = False


@dataclass(frozen=True, slots=True)
class Permanent:
    """Never: a person must see why. ``address_dead`` when nothing will arrive there any more."""

    reason: str
    address_dead: bool = False


@dataclass(frozen=True, slots=True)
class Partly:
    """One of several parts is dealt with, and ``part`` is the next; ``reason`` when this one never will arrive."""

    chat: str
    part: int
    copies: tuple[Copy, ...] = ()
    reason: str = ""


Outcome = Sent | Partly | Later | Permanent
"""A channel's failure is a value, not an exception."""


PASSING = frozenset({"digest", "answered", "before_filing", "closed_now"})
"""Kinds of notices that are worth nothing later: what did not arrive of them is not sent again."""

OF_COMPANY = frozenset({"changes", "colleague_changed"})
"""Kinds of notices that tell of an organisation though they belong to none of its requests, or to several."""


class Outbox(Protocol):
    """The outgoing notices as the store keeps them. Instants in here are real seconds since 1970."""

    async def put(self, channel: str, address: str, notice: Notice, wall: float, dead: str = "") -> Parcel | None:
        """Put a notice into its lane; ``dead`` names why it cannot leave (it is kept, and may be revived).

        None when it joined one that waits under the same key.
        """

    async def last(self, channel: str, address: str, kind: str, since: float) -> float | None:
        """When a notice of this kind last arrived there after ``since``."""

    async def hurry(self, channel: str, address: str, key: str, wall: float) -> None:
        """What waits under the key goes now, before everything that is put into the address's own lane after it."""

    async def resume(self, channel: str, address: str, wall: float) -> None:
        """What was put off because the address could not be written to is tried again now."""

    async def release(self, lane: str, wall: float) -> None:
        """What waits under keys that begin so goes now, and before what was put into its threads since."""

    async def revive(self, channel: str, address: str, wall: float) -> int:
        """What did not arrive because the address was blocked waits again; returns how much that is."""

    async def withhold(self, person_id: int, organisation_id: int) -> None:
        """What did not reach the person yet of an organisation's requests that they see no more never will, and what
        else was to be told of the organisation neither."""

    async def heads(self, channel: str, wall: float, limit: int) -> list[Parcel]:
        """The first waiting parcel of each stream: those that may go now, most urgent first, then the others."""

    async def take(self, parcel: Parcel) -> Parcel:
        """The parcel with all that has joined it; from here on nothing joins it any more, because it is leaving."""

    async def behind(self, parcel: Parcel, limit: int) -> list[Parcel]:
        """What waits behind it in its stream, in order."""

    async def mark_sent(self, parcels: Sequence[Parcel], sent: Sent, wall: float) -> None:
        """They arrived, and what they said is not kept: names, links that let somebody in, secret values (NET-3)."""

    async def mark_part(self, parcel: Parcel, partly: Partly, until: float) -> None:
        """A part of it is dealt with: the rest waits where it stood, and begins with the next part."""

    async def mark_later(self, parcel: Parcel, until: float, reason: str) -> None: ...
    async def mark_dead(self, parcels: Sequence[Parcel], reason: str, wall: float) -> None: ...
    async def recent(self, channel: str, since: float) -> list[tuple[str, float]]:
        """Addresses and instants of what was sent since, so that a new process keeps the pace."""
