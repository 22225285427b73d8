"""Who did it, whatever they were called then: erasure goes by the person and not by the name"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PLACES = {"journal": "actor_id", "changes": "by_id", "invitations": "by_id"}
ONE = "SELECT min(p.id) FROM people p WHERE p.name = {name} AND ({near}) HAVING count(*) = 1"
"""The only person of the name among those who come into question; a name that two of them have says nothing."""
IN_THE_TICKET = """
    p.id IN (SELECT t.person_id FROM tickets t WHERE t.id = journal.ticket_id)
    OR p.id IN (SELECT m.author_id FROM messages m WHERE m.ticket_id = journal.ticket_id)
"""
IN_THE_ORGANISATION = """
    p.id IN (SELECT m.person_id FROM memberships m WHERE m.organisation_id = invitations.organisation_id)
"""
OF_THE_PERSON = """
    p.id = changes.person_id
    OR p.id IN (
        SELECT one.person_id FROM memberships one JOIN memberships other ON other.organisation_id = one.organisation_id
        WHERE other.person_id = changes.person_id
    )
"""


def upgrade() -> None:
    for table, column in PLACES.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column(column, BIG, nullable=True))
            batch_op.create_foreign_key(batch_op.f(f"fk_{table}_{column}_people"), "people", [column], ["id"])
    found = ONE.format(name="journal.actor", near=IN_THE_TICKET)
    op.execute(f"UPDATE journal SET actor_id = ({found}) WHERE role = 'customer'")
    for table, near in (("changes", OF_THE_PERSON), ("invitations", IN_THE_ORGANISATION)):
        found = ONE.format(name=f'{table}."by"', near=near)
        op.execute(f"UPDATE {table} SET by_id = ({found})")


def downgrade() -> None:
    for table, column in PLACES.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(batch_op.f(f"fk_{table}_{column}_people"), type_="foreignkey")
            batch_op.drop_column(column)
