"""Who of the staff is meant by ``@name``, and which role they have."""

from __future__ import annotations

from datetime import datetime

from core.errors import Missing
from core.people.authority import Actor, require_manager
from core.people.person import Change, Colleague
from core.people.ports import People
from core.regulation.model import Role

GIVEN = (Role.ENGINEER, Role.MANAGER, Role.ACCOUNTING)
"""Roles that a manager gives."""


async def named(people: People, given: str) -> Colleague:
    """The colleague of this user name, else of this name. Raises Missing with the names there are."""
    colleagues = await people.colleagues()
    wanted = given.strip().lstrip("@").casefold()
    for names in ((c.username for c in colleagues), (c.name for c in colleagues)):
        found = [c for c, name in zip(colleagues, names, strict=True) if wanted and name.casefold() == wanted]
        if len(found) == 1:
            return found[0]
    listed = ", ".join(f"@{c.username}" if c.username else c.name for c in colleagues)
    if not wanted:
        raise Missing("needs_colleague", listed=listed)
    raise Missing("no_such_colleague", given=given.strip()[:40], listed=listed)


async def give_role(people: People, actor: Actor, colleague: Colleague, given: str, now: datetime) -> Role:
    """A manager gives a colleague another role.

    Raises NotAllowed for others, Missing for a role there is not and for the last manager, after whom nobody could.
    """
    require_manager(actor, "role")
    role = next((role for role in GIVEN if role == given.strip().casefold()), None)
    if role is None:
        raise Missing("no_such_role", given=given.strip()[:40], listed=", ".join(GIVEN))
    others = (c for c in await people.colleagues() if c.person_id != colleague.person_id)
    if colleague.role is Role.MANAGER is not role and all(c.role is not Role.MANAGER for c in others):
        raise Missing("last_manager", name=colleague.name)
    await people.enlist(colleague.person_id, role)
    await people.changed(Change(colleague.person_id, now, actor.name, actor.person_id, "role", colleague.role, role))
    return role
