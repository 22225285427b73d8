"""A ticket goes to another team: its topic moves into that team's group, and its alarms ring there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from core.errors import Missing
from core.people.authority import Actor, require_staff
from core.tickets.events import TeamChanged
from core.tickets.ports import TicketWork
from core.tickets.ticket import Ticket


async def move(work: TicketWork, actor: Actor, ticket: Ticket, given: str, teams: Sequence[str], now: datetime) -> None:
    """Hand the ticket to the team of this name; ``teams`` are all of the desk's, its own first.

    Raises Missing where there is one team only, for a team that there is not, and for the ticket's present one.
    """
    require_staff(actor, "team")
    if len(teams) < 2:
        raise Missing("one_team")
    team = next((name for name in teams if name.casefold() == given.strip().casefold()), None)
    if team is None:
        raise Missing("no_such_team", given=given.strip()[:40], listed=", ".join(teams))
    before = present(ticket, teams)
    if team == before:
        raise Missing("team_already", team=team)
    ticket.team = team
    await work.save(ticket)
    work.record(TeamChanged(now, actor, ticket, before, team))


def present(ticket: Ticket, teams: Sequence[str]) -> str:
    """The team that the ticket is with: the desk's own unless it is another one's that there still is."""
    return ticket.team if ticket.team in teams else teams[0]
