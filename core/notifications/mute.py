"""Muting a customer who writes too much: everything is kept and shown later in one piece. Nobody is ever banned."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Protocol

from core.conversations.flood import lane
from core.errors import Missing
from core.notifications.outbox import Outbox
from core.people.authority import Actor, require_staff
from core.people.person import Change, Person
from core.people.ports import People

SPAN = timedelta(hours=1)


class MutingWork(Protocol):
    """What muting touches."""

    @property
    def people(self) -> People: ...
    @property
    def outbox(self) -> Outbox: ...


async def mute(work: MutingWork, actor: Actor, person_id: int, now: datetime) -> datetime:
    """Show nothing of what the customer writes for an hour from now; returns until when. Clocks run as ever.

    Raises Missing for a colleague: their words are nobody's flood.
    """
    require_staff(actor, "mute")
    if await work.people.colleague(person_id) is not None:
        raise Missing("no_mute_of_colleagues")
    await _set(work, actor, await work.people.get(person_id), now + SPAN, now)
    return now + SPAN


async def unmute(work: MutingWork, actor: Actor, person_id: int, now: datetime) -> None:
    """Show at once what was kept back. Raises Missing when the customer is not muted."""
    require_staff(actor, "unmute")
    person = await work.people.get(person_id)
    if person.muted_until is None or person.muted_until <= now:
        raise Missing("not_muted")
    await _set(work, actor, person, None, now)
    await work.outbox.release(lane(person_id, ""), time.time())


async def _set(work: MutingWork, actor: Actor, person: Person, until: datetime | None, now: datetime) -> None:
    before, after = (at.isoformat() if at else "" for at in (person.muted_until, until))
    person.muted_until = until
    await work.people.save(person)
    await work.people.changed(Change(person.id, now, actor.name, actor.person_id, "muted", before, after))
