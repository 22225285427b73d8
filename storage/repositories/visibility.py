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
    theirs = sa.select(memberships.c.organisation_id).where(memberships.c.person_id == person_id)
    authorised = theirs.where(memberships.c.rank.in_(AUTHORISED))
    of_nobody_else = sa.or_(tickets.c.organisation_id.is_(None), tickets.c.organisation_id == theirs.scalar_subquery())
    return sa.or_(
        sa.and_(tickets.c.person_id == person_id, of_nobody_else),
        tickets.c.organisation_id == authorised.scalar_subquery(),
    )
