"""Who is on duty: called first when a term runs out. Somebody named for a while, else the people of the weekday."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from core.errors import Missing
from core.people.authority import STAFF, Actor, require_staff
from core.people.person import Change, Colleague
from core.people.ports import People
from core.regulation.model import Regulation, Role

FOR_NOW = timedelta(hours=24)
"""So long somebody is on duty who was named without saying until when."""


def on_duty(colleagues: Iterable[Colleague], regulation: Regulation, at: datetime) -> list[Colleague]:
    """Whom an alarm for those on duty reaches: those named for now, else those of the weekday, else every engineer.

    Whoever is away is on no duty; the days are those of the regulation's zone.
    """
    present = [one for one in colleagues if one.role in STAFF and not one.away(at)]
    weekday = str(at.astimezone(ZoneInfo(regulation.calendar.zone)).weekday())
    named = [one for one in present if is_named(one, at)]
    return (
        named
        or [one for one in present if weekday in one.duty_days]
        or [one for one in present if one.role is Role.ENGINEER]
    )


def is_named(colleague: Colleague, at: datetime) -> bool:
    """True while the colleague was put on duty by name, whatever the roster says."""
    since, until = colleague.duty_from, colleague.duty_until
    return since is not None and until is not None and since <= at < until


async def name_now(people: People, actor: Actor, chosen: Sequence[Colleague], until: datetime, now: datetime) -> None:
    """These are on duty until an instant, instead of whom the roster has; with nobody the roster holds again.

    Raises Missing for an instant that has passed and for somebody who works on no tickets.
    """
    _check(actor, chosen)
    if until <= now:
        raise Missing("date_in_past", field="until")
    ids = {one.person_id for one in chosen}
    for one in await people.colleagues():
        named = one.person_id in ids
        if not named and not is_named(one, now):
            continue
        await people.on_duty(one.person_id, one.duty_days, now if named else None, until if named else None)
        after = f"{now.isoformat()}/{until.isoformat()}" if named else ""
        await people.changed(Change(one.person_id, now, actor.name, actor.person_id, "duty", "", after))


async def roster(people: People, actor: Actor, days: Sequence[int], chosen: Sequence[Colleague], now: datetime) -> None:
    """These and nobody else are on duty on these days of the week (0 is Monday); with nobody, every engineer is."""
    _check(actor, chosen)
    ids, given = {one.person_id for one in chosen}, {str(day) for day in days}
    for one in await people.colleagues():
        found = "".join(sorted(set(one.duty_days) - given | (given if one.person_id in ids else set())))
        if found != one.duty_days:
            await people.on_duty(one.person_id, found, one.duty_from, one.duty_until)
            await people.changed(Change(one.person_id, now, actor.name, actor.person_id, "duty", one.duty_days, found))


def _check(actor: Actor, chosen: Sequence[Colleague]) -> None:
    require_staff(actor, "duty")
    stranger = next((one for one in chosen if one.role not in STAFF), None)
    if stranger is not None:
        raise Missing("not_of_the_desk", name=stranger.name)
