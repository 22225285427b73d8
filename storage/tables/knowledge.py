"""Articles that the desk wrote, in all their versions, what was done to them, and what staff were offered."""

from __future__ import annotations

import sqlalchemy as sa

from storage.tables.base import BigId, Instant, metadata

writings = sa.Table(
    "writings",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("stage", sa.String(16), nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("author_id", BigId, sa.ForeignKey("people.id"), nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("place", sa.String(64), nullable=False),
    sa.Column("team", sa.String(32), nullable=False),
    sa.Column("section", sa.Text, nullable=False),
    sa.Column("link", sa.Text, nullable=False),
    sa.Column("over", sa.String(64), nullable=False),
    sa.Column("ticket_id", BigId, sa.ForeignKey("tickets.id"), index=True),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("judge", sa.Text, nullable=False),
    sa.Index(
        "ix_writings_in_force",
        "key",
        unique=True,
        sqlite_where=sa.text("stage IN ('published', 'withdrawn')"),
        postgresql_where=sa.text("stage IN ('published', 'withdrawn')"),
    ),
)

writing_deeds = sa.Table(
    "writing_deeds",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("writing_id", BigId, sa.ForeignKey("writings.id"), nullable=False, index=True),
    sa.Column("at", Instant, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("deed", sa.String(16), nullable=False),
    sa.Column("words", sa.Text, nullable=False),
)

offers = sa.Table(
    "offers",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("person_id", BigId, sa.ForeignKey("people.id"), nullable=False),
    sa.Column("at", Instant, nullable=False, index=True),
    sa.Column("articles", sa.JSON, nullable=False),
)
