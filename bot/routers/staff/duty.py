"""«/duty»: who is called first when a term runs out, now and by the day of the week."""

from __future__ import annotations

from itertools import takewhile

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

import locales
from bot.turn import Turn
from bot.words import WEEKDAYS
from core.errors import Missing
from core.people import colleagues, duty
from core.people.person import Colleague
from core.regulation import dates
from core.tickets.facts import instant

NOBODY = "-"


def days_of(given: str) -> list[int]:
    """``пн-пт,вс`` as days of the week, Monday first; empty when it names none."""
    known = {
        locales.catalogue(language).gettext(name).casefold(): day
        for language in locales.LANGUAGES
        for day, name in enumerate(WEEKDAYS)
    }
    found: list[int] = []
    for part in given.casefold().replace("–", "-").split(","):
        first, _, last = part.partition("-")
        if first not in known or (last or first) not in known:
            return []
        start, span = known[first], (known[last or first] - known[first]) % 7
        found += [(start + day) % 7 for day in range(span + 1)]
    return found


async def _named(turn: Turn, given: list[str]) -> list[Colleague]:
    """Colleagues by their @names, or one by the name."""
    if not given:
        raise Missing("needs_duty_names")
    if given == [NOBODY]:
        return []
    people = turn.work.people
    if any(name.startswith("@") for name in given):
        return [await colleagues.named(people, name) for name in given]
    return [await colleagues.named(people, " ".join(given))]


async def _show(turn: Turn) -> None:
    staff, regulation = await turn.work.people.colleagues(), turn.work.regulation
    now = duty.on_duty(staff, regulation, turn.now)
    ends = [one.duty_until for one in now if duty.is_named(one, turn.now) and one.duty_until]
    turn.post(
        "duty",
        now=[one.name for one in now],
        until=instant(min(ends), regulation) if ends else None,
        days=[[one.name for one in staff if str(day) in one.duty_days] for day in range(7)],
    )


def router() -> Router:
    own = Router(name="staff_duty")

    @own.message(Command("duty"))
    async def roster(message: Message, command: CommandObject, turn: Turn) -> None:
        given = (command.args or "").split()
        days = days_of(given[0]) if given else []
        if days:
            await duty.roster(turn.work.people, turn.actor, days, await _named(turn, given[1:]), turn.now)
        elif given:
            names = list(takewhile(lambda word: not word[0].isdigit(), given))
            until = turn.now + duty.FOR_NOW
            if names != given:
                when = " ".join(given[len(names) :])
                until, _ = dates.read(when, turn.work.regulation, turn.now, opening=False)
            await duty.name_now(turn.work.people, turn.actor, await _named(turn, names), until, turn.now)
        await _show(turn)

    return own
