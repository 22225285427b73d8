"""Who acts, in which capacity and through which channel."""

from __future__ import annotations

from dataclasses import dataclass

from core.errors import NotAllowed
from core.regulation.model import Rank, Role

STAFF = (Role.ENGINEER, Role.MANAGER)


@dataclass(frozen=True, slots=True)
class Actor:
    """The doer of a deed, as the journal names it; ``person_id`` is None only for the desk itself."""

    person_id: int | None
    name: str
    role: Role
    channel: str

    @property
    def is_staff(self) -> bool:
        return self.role in STAFF


SYSTEM = Actor(None, "", Role.SYSTEM, "desk")


def require_staff(actor: Actor, action: str) -> None:
    """Raise NotAllowed unless the actor works at the desk."""
    if not actor.is_staff:
        raise NotAllowed("not_allowed", action=action)


def require_manager(actor: Actor, action: str) -> None:
    """Raise NotAllowed unless the actor leads the desk."""
    if actor.role is not Role.MANAGER:
        raise NotAllowed("managers_only", action=action)


def ranks(rank: Rank, needed: Rank) -> bool:
    """True when a customer of this rank may do what is left to ``needed``: each rank may what those before it may."""
    order = list(Rank)
    return order.index(rank) >= order.index(needed)
