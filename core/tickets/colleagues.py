"""The customer's own word on who writes for their organisation, where the regulation leaves it to them (PLR-2)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from core.errors import Missing, NotAllowed, NotFound, Outdated
from core.people.authority import Actor, ranks
from core.people.invitation import Invitation
from core.people.organisation import Member
from core.regulation.model import Rank
from core.tickets import invitations, membership
from core.tickets.membership import MembershipWork
from core.tickets.ports import TicketWork


async def listed(work: TicketWork, actor: Actor) -> dict[str, Any]:
    """The contacts of the customer's organisation and what the customer may change; no name for one of none."""
    member = await work.organisations.member(actor.person_id or 0)
    if member is None:
        return {"name": "", "members": [], "decides": False}
    decides = _decides(work, member)
    contacts = [
        {
            "person": one.person_id,
            "name": one.name,
            "rank": one.rank,
            "self": one.person_id == member.person_id,
            "removable": decides and _may_remove(member, one),
        }
        for one in await work.organisations.members(member.organisation.id)
    ]
    return {"name": member.organisation.name, "members": contacts, "decides": decides}


async def speaker(work: TicketWork, actor: Actor) -> Member:
    """The customer as one who decides on the contacts of their organisation. Raises NotAllowed for everybody else."""
    member = await work.organisations.member(actor.person_id or 0)
    if member is None or not _decides(work, member):
        raise NotAllowed("contacts_not_yours")
    return member


async def grantable(work: TicketWork, actor: Actor) -> list[Rank]:
    """The ranks that the customer may invite a colleague with: none above their own."""
    member = await speaker(work, actor)
    return [rank for rank in Rank if ranks(member.rank, rank)]


async def invite(work: MembershipWork, actor: Actor, given: str, now: datetime) -> tuple[Invitation, str, Member]:
    """Invite a colleague; returns the invitation, its token and who invites."""
    member = await speaker(work, actor)
    rank = next((rank for rank in await grantable(work, actor) if rank == given), None)
    if rank is None:
        raise Outdated("outdated")
    return (*await invitations.invite(work, actor, member.organisation, rank, now), member)


async def take_back(work: MembershipWork, actor: Actor, invitation_id: int, now: datetime) -> None:
    """Take an invitation of one's own organisation back; one of another is none."""
    member = await speaker(work, actor)
    found = await work.invitations.get(invitation_id)
    if found is None or found.organisation_id != member.organisation.id:
        raise NotFound("no_such_invitation")
    await invitations.revoke(work, actor, invitation_id, now)


async def removable(work: TicketWork, actor: Actor, person_id: int) -> Member:
    """The colleague whom the customer may send away. Raises NotFound for strangers, whoever they are."""
    member = await speaker(work, actor)
    other = await work.organisations.member(person_id)
    if other is None or other.organisation.id != member.organisation.id:
        raise NotFound("no_such_contact")
    if not _may_remove(member, other):
        raise Missing("cannot_remove", name=other.name)
    return other


async def remove(work: MembershipWork, actor: Actor, person_id: int, now: datetime) -> str:
    """Send a colleague away: their open requests are the customer's from here on. Returns the colleague's name."""
    other = await removable(work, actor, person_id)
    await membership.dismiss(work, actor, other, now)
    return other.name


def _decides(work: TicketWork, member: Member) -> bool:
    return work.regulation.registration.who == "authorised" and member.authorised


def _may_remove(member: Member, other: Member) -> bool:
    """Nobody sends themselves away, and an owner is sent away by another owner only."""
    return other.person_id != member.person_id and ranks(member.rank, other.rank)
