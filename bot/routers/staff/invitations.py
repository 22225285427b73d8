"""«/invite»: a link that makes whoever opens it a contact of an organisation; and taking it back."""

from __future__ import annotations

from aiogram import Bot, F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.routers.staff.people import customer_here
from bot.screen import Press
from bot.turn import Turn
from bot.username import username
from core.errors import Missing
from core.notifications.notice import Customer, Notice
from core.people.authority import require_staff
from core.people.organisation import Organisation
from core.people.person import Person
from core.regulation.model import Rank
from core.tickets import invitations, organisations


def _read(text: str) -> tuple[str, str, Rank]:
    """``ООО «Ромашка» @olga authorised``: the organisation, the addressee, the rank; each may be left out."""
    words = text.split()
    rank = Rank.PLAIN
    if words and words[-1].casefold() in list(Rank):
        rank = Rank(words.pop().casefold())
    names = [word for word in words if not word.startswith("@")]
    to = next((word.lstrip("@") for word in words if word.startswith("@")), "")
    return " ".join(names), to, rank


async def _organisation(turn: Turn, name: str) -> tuple[Organisation, bool]:
    """The organisation of this name, made if need be; without a name that of the customer whose topic this is."""
    if name:
        return await organisations.called(turn.work, name, turn.now)
    if turn.thread is None:
        raise Missing("needs_whom_to_invite")
    member = await turn.work.organisations.member(await customer_here(turn))
    if member is None:
        raise Missing("needs_whom_to_invite")
    return member.organisation, False


async def _known(turn: Turn, name: str) -> Person | None:
    """The customer of this user name, if the bot may write to them."""
    person = await turn.work.people.by_username(name) if name else None
    if person is None or await turn.work.people.colleague(person.id) is not None:
        return None
    return person


def router() -> Router:
    own = Router(name="staff_invitations")

    @own.message(Command("invite"))
    async def invite(message: Message, command: CommandObject, turn: Turn, bot: Bot) -> None:
        """The link goes to whom it is meant for when the bot knows them, and stands in the topic in any case."""
        require_staff(turn.actor, "invite")
        name, addressee, rank = _read(command.args or "")
        organisation, new = await _organisation(turn, name)
        invitation, token = await invitations.invite(turn.work, turn.actor, organisation, rank, turn.now)
        known = await _known(turn, addressee)
        facts = invitations.described(turn.work, invitation, token, organisation, await username(bot))
        if known is not None:
            turn.work.tell(Notice(Customer(known.id), "invited", facts))
        turn.post("desk_invited", new=new, to=addressee, sent=known is not None, **facts)

    @own.callback_query(Press.filter(F.do == "s_revoke"))
    async def revoke(query: CallbackQuery, callback_data: Press, turn: Turn) -> None:
        require_staff(turn.actor, "invite")
        await invitations.revoke(turn.work, turn.actor, callback_data.id, turn.now)
        turn.post("desk_invitation_revoked", by=turn.person.name)

    return own
