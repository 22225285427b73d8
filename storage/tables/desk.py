"""What the staff keep for themselves: settings, canned answers, and searches whose next page may be asked for."""

from __future__ import annotations

import sqlalchemy as sa

from storage.tables.base import BigId, Instant, metadata

settings = sa.Table(
    "settings",
    metadata,
    sa.Column("name", sa.String(32), primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

canned = sa.Table(
    "canned",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("name", sa.String(32), nullable=False, unique=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
)

searches = sa.Table(
    "searches",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("person_id", BigId, sa.ForeignKey("people.id"), nullable=False),
    sa.Column("at", Instant, nullable=False, index=True),
    sa.Column("words", sa.Text, nullable=False),
)
