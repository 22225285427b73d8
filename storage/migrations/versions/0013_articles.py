"""Articles that the desk writes itself, with everything that was done to them, and articles that staff were offered"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "writings",
        sa.Column("id", big, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("author_id", big, nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=64), nullable=False),
        sa.Column("team", sa.String(length=32), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("over", sa.String(length=64), nullable=False),
        sa.Column("ticket_id", big, nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("judge", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_writings_author_id_people")),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name=op.f("fk_writings_ticket_id_tickets")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_writings")),
    )
    op.create_index(op.f("ix_writings_stage"), "writings", ["stage"], unique=False)
    op.create_index(op.f("ix_writings_ticket_id"), "writings", ["ticket_id"], unique=False)
    in_force = sa.text("stage IN ('published', 'withdrawn')")
    op.create_index(
        "ix_writings_in_force", "writings", ["key"], unique=True, sqlite_where=in_force, postgresql_where=in_force
    )
    op.create_table(
        "writing_deeds",
        sa.Column("id", big, nullable=False),
        sa.Column("writing_id", big, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("deed", sa.String(length=16), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["writing_id"], ["writings.id"], name=op.f("fk_writing_deeds_writing_id_writings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_writing_deeds")),
    )
    op.create_index(op.f("ix_writing_deeds_writing_id"), "writing_deeds", ["writing_id"], unique=False)
    op.create_table(
        "offers",
        sa.Column("id", big, nullable=False),
        sa.Column("person_id", big, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("articles", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_offers_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
    )
    op.create_index(op.f("ix_offers_at"), "offers", ["at"], unique=False)


def downgrade() -> None:
    op.drop_table("offers")
    op.drop_table("writing_deeds")
    op.drop_table("writings")
