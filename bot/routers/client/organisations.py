"""The customer's organisation: coming in by an invitation, and the screen «Контакты организации»."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery

from bot.screen import Press
from bot.turn import Turn
from bot.username import username
from core.tickets import colleagues, invitations


async def come_in(turn: Turn, token: str) -> None:
    """«/start i_…»: the invitation is honoured, or it is said that it does not hold any more."""
    if not await invitations.accept(turn.work, turn.actor, token, turn.now):
        member = await turn.work.organisations.member(turn.person.id)
        assert member is not None
        turn.say("invited_already", name=member.organisation.name)


async def show(turn: Turn) -> None:
    """«/contacts»: who writes for the customer's organisation."""
    turn.say("contacts", **await colleagues.listed(turn.work, turn.actor))


def router() -> Router:
    own = Router(name="organisations")

    @own.callback_query(Press.filter(F.do == "o_contacts"))
    async def contacts(query: CallbackQuery, turn: Turn) -> None:
        await show(turn)
        turn.spend(query)

    @own.callback_query(Press.filter(F.do == "o_accept"))
    async def accept(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        """The link's word stands in the button of whoever was invited in this chat."""
        await come_in(turn, callback_data.arg)
        turn.spend(query)

    @own.callback_query(Press.filter(F.do == "o_invite"))
    async def whom(query: CallbackQuery, turn: Turn) -> None:
        """As what the colleague is to come in."""
        turn.say("invite_as", ranks=[str(rank) for rank in await colleagues.grantable(turn.work, turn.actor)])

    @own.callback_query(Press.filter(F.do == "o_invite_as"))
    async def invite(query: CallbackQuery, callback_data: Press, turn: Turn, bot: Bot) -> None:
        invitation, token, member = await colleagues.invite(turn.work, turn.actor, callback_data.arg, turn.now)
        made = invitations.described(turn.work, invitation, token, member.organisation, await username(bot))
        turn.say("invitation_made", **made)
        turn.spend(query)

    @own.callback_query(Press.filter(F.do == "o_revoke"))
    async def revoke(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        await colleagues.take_back(turn.work, turn.actor, callback_data.id, turn.now)
        turn.spend(query)
        turn.say("invitation_taken_back")

    @own.callback_query(Press.filter(F.do == "o_remove"))
    async def ask(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        other = await colleagues.removable(turn.work, turn.actor, callback_data.id)
        turn.say("ask_removal", person=other.person_id, name=other.name)

    @own.callback_query(Press.filter(F.do == "o_remove_yes"))
    async def remove(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        name = await colleagues.remove(turn.work, turn.actor, callback_data.id, turn.now)
        turn.spend(query)
        turn.say("contact_removed", name=name)

    return own
