"""Questions of the talk, and what the articles said to them."""

from __future__ import annotations

import sqlalchemy as sa

from storage.tables.base import BigId, Instant, metadata

questions = sa.Table(
    "questions",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("person_id", BigId, sa.ForeignKey("people.id"), nullable=False),
    sa.Column("messages", sa.JSON, nullable=False),
    sa.Column("asked_at", Instant, nullable=False, index=True),
    sa.Column("heard", sa.Float, nullable=False),
    sa.Column("draft_id", BigId),
    sa.Column("band", sa.String(8)),
    sa.Column("said", sa.Text, nullable=False),
    sa.Column("articles", sa.JSON, nullable=False),
    sa.Column("sections", sa.JSON, nullable=False),
    sa.Column("told", sa.Boolean, nullable=False),
    sa.Column("ending", sa.String(8), nullable=False),
    sa.Column("ended_at", Instant),
    sa.Index("ix_questions_person", "person_id", "id"),
    sa.Index(
        "ix_questions_waiting",
        "heard",
        sqlite_where=sa.text("band IS NULL"),
        postgresql_where=sa.text("band IS NULL"),
    ),
)
