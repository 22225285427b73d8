"""``/report``: the numbers of a period as a text and a picture, and rows for each colleague to the manager alone."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

import locales
from bot.turn import Turn
from bot.words import mark
from core.people.authority import require_staff
from core.regulation.model import Regulation, Role
from core.reports import facts, period
from core.reports.period import Named, Period
from core.reports.report import Report, report

NAMES = {
    mark("today"): Named.TODAY,
    mark("week"): Named.WEEK,
    mark("last week"): Named.LAST_WEEK,
    mark("month"): Named.MONTH,
    mark("last month"): Named.LAST_MONTH,
}
_NAMED = {
    locales.catalogue(language).gettext(name): period
    for language in locales.LANGUAGES
    for name, period in NAMES.items()
}
"""The names of periods in every language."""


def _period(given: str, regulation: Regulation, turn: Turn) -> Period:
    name = _NAMED.get(" ".join(given.casefold().split()), None if given.strip() else Named.MONTH)
    return period.named(name, regulation, turn.now) if name else period.read(given, regulation, turn.now)


async def _tell(turn: Turn, made: Report) -> None:
    regulation = turn.work.regulation
    turn.post("report", **facts.facts(made, regulation, turn.now))
    drawn = facts.clocks(made, regulation)
    if drawn:
        turn.post("report_chart", **facts.span(made), clocks=drawn)
    colleague = await turn.work.people.colleague(turn.person.id)  # the group's name is nobody to write to
    if colleague is not None and colleague.role is Role.MANAGER and made.colleagues:
        turn.say("report_colleagues", **facts.span(made), colleagues=facts.colleagues(made))


def router() -> Router:
    own = Router(name="staff_reports")

    @own.message(Command("report"))
    async def make(message: Message, command: CommandObject, turn: Turn) -> None:
        require_staff(turn.actor, "report")
        asked = _period(command.args or "", turn.work.regulation, turn)
        turn.look_through(lambda work: report(work, asked, work.now), _tell)

    return own
