"""People, the addresses that lead to them, who of them works at the desk, changes, and dialogues under way."""

from __future__ import annotations

import sqlalchemy as sa

from storage.tables.base import BigId, Instant, metadata

people = sa.Table(
    "people",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("username", sa.Text, nullable=False, default=""),
    sa.Column("language", sa.String(8), nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("profile", sa.JSON, nullable=False),
    sa.Column("consent_version", sa.String(32), nullable=False, default=""),
    sa.Column("consent_at", Instant),
    sa.Column("verified", sa.Boolean, nullable=False, default=False),
    sa.Column("rank", sa.String(16), nullable=False, server_default="plain"),
    sa.Column("plan", sa.String(32), nullable=False, server_default=""),
    sa.Column("folded", sa.Text, nullable=False, server_default=""),
    sa.Column("phone", sa.String(32), nullable=False, server_default=""),
    sa.Column("muted_until", Instant),
    sa.Column("erased_at", Instant),
)

addresses = sa.Table(
    "addresses",
    metadata,
    sa.Column("channel", sa.String(16), primary_key=True),
    sa.Column("external_id", sa.String(128), primary_key=True),
    sa.Column("person_id", BigId, sa.ForeignKey("people.id"), nullable=False, index=True),
    sa.Column("state", sa.String(16), nullable=False, default="active"),
    sa.Column("opened", sa.Boolean, nullable=False, server_default=sa.false()),
)

colleagues = sa.Table(
    "colleagues",
    metadata,
    sa.Column("person_id", BigId, sa.ForeignKey("people.id"), primary_key=True, autoincrement=False),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("away_from", Instant),
    sa.Column("away_until", Instant),
    sa.Column("duty_days", sa.String(7), nullable=False, server_default=""),
    sa.Column("duty_from", Instant),
    sa.Column("duty_until", Instant),
)

changes = sa.Table(
    "changes",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("person_id", BigId, sa.ForeignKey("people.id"), nullable=False, index=True),
    sa.Column("at", Instant, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("by_id", BigId, sa.ForeignKey("people.id")),
    sa.Column("what", sa.String(16), nullable=False),
    sa.Column("before", sa.Text, nullable=False),
    sa.Column("after", sa.Text, nullable=False),
)

dialogues = sa.Table(
    "dialogues",
    metadata,
    sa.Column("person_id", BigId, sa.ForeignKey("people.id"), primary_key=True, autoincrement=False),
    sa.Column("place", sa.String(64), primary_key=True, server_default=""),
    sa.Column("awaits", sa.String(32), nullable=False),
    sa.Column("facts", sa.JSON, nullable=False),
)
