"""Questions of the talk, what the articles said to them and how they ended"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.tables.base import BigId, Instant

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "questions",
        sa.Column("id", BigId, nullable=False),
        sa.Column("person_id", BigId, nullable=False),
        sa.Column("messages", sa.JSON(), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("heard", sa.Float(), nullable=False),
        sa.Column("draft_id", BigId, nullable=True),
        sa.Column("band", sa.String(length=8), nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("articles", sa.JSON(), nullable=False),
        sa.Column("sections", sa.JSON(), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("ending", sa.String(length=8), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_questions_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
    )
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_questions_asked_at"), ["asked_at"], unique=False)
        batch_op.create_index("ix_questions_person", ["person_id", "id"], unique=False)
        batch_op.create_index(
            "ix_questions_waiting",
            ["heard"],
            unique=False,
            sqlite_where=sa.text("band IS NULL"),
            postgresql_where=sa.text("band IS NULL"),
        )


def downgrade() -> None:
    op.drop_table("questions")
