"""Inviting somebody into an organisation by a link, and coming in by one (PLR-2)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from core.errors import Missing, NotFound, Outdated
from core.people.authority import Actor, ranks
from core.people.invitation import LONGEST_TERM, TERM, Invitation, digest, fresh
from core.people.organisation import Organisation
from core.regulation.model import Rank
from core.tickets import membership
from core.tickets.facts import instant
from core.tickets.membership import MembershipWork


async def invite(
    work: MembershipWork, actor: Actor, organisation: Organisation, rank: Rank, now: datetime, term: timedelta = TERM
) -> tuple[Invitation, str]:
    """A new invitation and its token, which is told now and never again. Raises Missing for an impossible term.

    Whether the actor may invite is decided by whoever calls.
    """
    if not timedelta() < term <= LONGEST_TERM:
        raise Missing("bad_term", longest=LONGEST_TERM.days)
    invitation, token = fresh(organisation.id, rank, actor, now, term)
    return await work.invitations.add(invitation), token


async def accept(work: MembershipWork, actor: Actor, token: str, now: datetime) -> bool:
    """Come in by a link; False when it brings the person nothing: they came in by it before, or have that rank.

    Raises Outdated("invitation_void") for an unknown, used, revoked or expired link alike; Missing for a member of the
    staff and for a contact of another organisation, neither of whom spends the link.
    """
    assert actor.person_id is not None
    found = await work.invitations.by_digest(digest(token))
    member = await work.organisations.member(actor.person_id)
    if found is None:
        raise Outdated("invitation_void")
    inside = member is not None and member.organisation.id == found.organisation_id
    enough = member is not None and inside and ranks(member.rank, found.rank)
    if (inside and found.used_by == actor.person_id) or (enough and found.holds(now)):
        return False
    if not found.holds(now):
        raise Outdated("invitation_void")
    if await work.people.colleague(actor.person_id) is not None:
        raise Missing("invitation_for_customers")
    if member is not None and not inside:
        raise Missing("contact_elsewhere", name=member.organisation.name)
    found.used_by, found.used_at = actor.person_id, now
    await work.invitations.save(found)
    organisation = await work.organisations.get(found.organisation_id)
    way = membership.Way("invitation", found.by, found.by_id)
    await membership.admit(work, actor, actor.person_id, organisation, found.rank, now, way)
    return True


async def revoke(work: MembershipWork, actor: Actor, invitation_id: int, now: datetime) -> Invitation:
    """The link lets nobody in any more. Raises Outdated for one that is used, revoked or expired already."""
    found = await work.invitations.get(invitation_id)
    if found is None:
        raise NotFound("no_such_invitation")
    if not found.holds(now):
        raise Outdated("invitation_over")
    found.revoked_at = now
    await work.invitations.save(found)
    return found


def described(
    work: MembershipWork, invitation: Invitation, token: str, organisation: Organisation, bot: str
) -> dict[str, Any]:
    """A new invitation as plain facts: ``token`` and the bot's name are its link."""
    return {
        "invitation": invitation.id,
        "organisation": organisation.name,
        "rank": invitation.rank,
        "until": instant(invitation.expires_at, work.regulation),
        "by": invitation.by,
        "token": token,
        "bot": bot,
    }
