"""Public notices of outages and works, tickets linked to them, who was told"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "bulletins",
        sa.Column("id", BIG, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulletins")),
    )
    with op.batch_alter_table("bulletins", schema=None) as batch_op:
        batch_op.create_index(
            "ix_bulletins_open",
            ["id"],
            unique=False,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )

    op.create_table(
        "bulletin_tickets",
        sa.Column("bulletin_id", BIG, autoincrement=False, nullable=False),
        sa.Column("ticket_id", BIG, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["bulletin_id"], ["bulletins.id"], name=op.f("fk_bulletin_tickets_bulletin_id_bulletins")
        ),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name=op.f("fk_bulletin_tickets_ticket_id_tickets")),
        sa.PrimaryKeyConstraint("bulletin_id", "ticket_id", name=op.f("pk_bulletin_tickets")),
    )
    op.create_table(
        "bulletin_readers",
        sa.Column("bulletin_id", BIG, autoincrement=False, nullable=False),
        sa.Column("person_id", BIG, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["bulletin_id"], ["bulletins.id"], name=op.f("fk_bulletin_readers_bulletin_id_bulletins")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_bulletin_readers_person_id_people")),
        sa.PrimaryKeyConstraint("bulletin_id", "person_id", name=op.f("pk_bulletin_readers")),
    )


def downgrade() -> None:
    op.drop_table("bulletin_readers")
    op.drop_table("bulletin_tickets")
    with op.batch_alter_table("bulletins", schema=None) as batch_op:
        batch_op.drop_index("ix_bulletins_open")

    op.drop_table("bulletins")
