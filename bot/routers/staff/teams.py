"""A ticket is handed to another team of the desk."""

from __future__ import annotations

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from bot.routers.staff.tickets import ticket_here
from bot.turn import Turn
from core.tickets import teams


def router() -> Router:
    own = Router(name="staff_teams")

    @own.message(Command("team"))
    async def team(message: Message, command: CommandObject, turn: Turn) -> None:
        await teams.move(turn.work, turn.actor, await ticket_here(turn), command.args or "", turn.teams, turn.now)

    return own
