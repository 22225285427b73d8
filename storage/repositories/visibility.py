"""Which tickets a customer sees: permission is part of the query, so that what is foreign is missing (rules.md 5)."""

from __future__ import annotations

import sqlalchemy as sa

from core.people.authority import ranks
from core.regulation.model import Rank
from storage.tables.organisations import memberships
from storage.tables.tickets import tickets

AUTHORISED = [str(rank) for rank in Rank if ranks(rank, Rank.AUTHORISED)]


def visible(person_id: int) -> sa.ColumnElement[bool]:
    """True of a ticket of nobody's organisation that is the person's own, and of one of their organisation that is
    their own or that they are authorised to see. Who has left an organisation sees nothing of it any more."""
    own = tickets.c.person_id == person_id
    of_theirs = sa.exists().where(
        memberships.c.person_id == person_id,
        memberships.c.organisation_id == tickets.c.organisation_id,
        sa.or_(own, memberships.c.rank.in_(AUTHORISED)),
    )
    return sa.or_(sa.and_(own, tickets.c.organisation_id.is_(None)), of_theirs)
