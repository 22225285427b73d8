"""The customer's organisation: coming in by an invitation."""

from __future__ import annotations

from bot.turn import Turn
from core.tickets import invitations


async def come_in(turn: Turn, token: str) -> None:
    """«/start i_…»: the invitation is honoured, or it is said that it does not hold any more."""
    if not await invitations.accept(turn.work, turn.actor, token, turn.now):
        member = await turn.work.organisations.member(turn.person.id)
        assert member is not None
        turn.say("invited_already", name=member.organisation.name)
