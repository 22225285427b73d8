"""Tickets, their drafts, seals, ratings, timers, number counters and the regulations they were registered under."""

from __future__ import annotations

import sqlalchemy as sa

from storage.tables.base import BigId, Instant, metadata

tickets = sa.Table(
    "tickets",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("number", sa.String(64), nullable=False, unique=True),
    sa.Column("edition", sa.String(128), sa.ForeignKey("editions.id"), nullable=False),
    sa.Column("person_id", BigId, sa.ForeignKey("people.id"), nullable=False, index=True),
    sa.Column("organisation_id", BigId, sa.ForeignKey("organisations.id"), index=True),
    sa.Column("registered_at", Instant, nullable=False),
    sa.Column("priority", sa.String(32), nullable=False),
    sa.Column("plan", sa.String(32), nullable=False, server_default=""),
    sa.Column("category", sa.String(32), nullable=False, server_default=""),
    sa.Column("team", sa.String(32), nullable=False, server_default=""),
    sa.Column("state", sa.String(32), nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("fields", sa.JSON, nullable=False),
    sa.Column("fingerprint", sa.String(32), nullable=False),
    sa.Column("milestones", sa.JSON, nullable=False),
    sa.Column("assignee_id", BigId, sa.ForeignKey("people.id")),
    sa.Column("assignee_name", sa.Text, nullable=False, default=""),
    sa.Column("closed_at", Instant),
    sa.Column("links", sa.JSON, nullable=False),
    sa.Column("folded", sa.Text, nullable=False, server_default=""),
    sa.Index(
        "ix_tickets_open",
        "id",
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    ),
)

seals = sa.Table(
    "seals",
    metadata,
    sa.Column("ticket_id", BigId, sa.ForeignKey("tickets.id"), primary_key=True, autoincrement=False),
    sa.Column("canonical", sa.Text, nullable=False),
)

drafts = sa.Table(
    "drafts",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("person_id", BigId, sa.ForeignKey("people.id"), nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("priority", sa.String(32), nullable=False),
    sa.Column("category", sa.String(32), nullable=False, server_default=""),
    sa.Column("fields", sa.JSON, nullable=False),
    sa.Column("offered", sa.JSON, nullable=False),
    sa.Column("chosen", sa.JSON, nullable=False),
    sa.Column("asks", sa.String(32), nullable=False),
    sa.Column("follows", sa.String(64), nullable=False, server_default=""),
    sa.Column("attended", sa.Boolean, nullable=False, server_default=sa.true()),
    sa.Column("apart", sa.JSON, nullable=False, server_default="[]"),
    sa.Column("twin", sa.String(64), nullable=False, server_default=""),
    sa.Column("compared", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("ticket_id", BigId, sa.ForeignKey("tickets.id"), unique=True),
    sa.Index(
        "uq_drafts_open",
        "person_id",
        unique=True,
        sqlite_where=sa.text("ticket_id IS NULL"),
        postgresql_where=sa.text("ticket_id IS NULL"),
    ),
)

ratings = sa.Table(
    "ratings",
    metadata,
    sa.Column("ticket_id", BigId, sa.ForeignKey("tickets.id"), primary_key=True, autoincrement=False),
    sa.Column("person_id", BigId, sa.ForeignKey("people.id"), nullable=False, index=True),
    sa.Column("at", Instant, nullable=False, index=True),
    sa.Column("score", sa.SmallInteger, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
)

counters = sa.Table(
    "counters",
    metadata,
    sa.Column("name", sa.String(64), primary_key=True),
    sa.Column("value", sa.BigInteger, nullable=False),
)

timers = sa.Table(
    "timers",
    metadata,
    sa.Column("ticket_id", BigId, sa.ForeignKey("tickets.id"), primary_key=True, autoincrement=False),
    sa.Column("key", sa.String(96), primary_key=True),
    sa.Column("due", Instant, nullable=False),
    sa.Column("deed", sa.String(16), nullable=False),
    sa.Column("run", sa.String(48), nullable=False),
    sa.Column("level", sa.Integer, nullable=False),
    sa.Column("action", sa.String(32), nullable=False),
    sa.Column("rung_at", Instant),
    sa.Index(
        "ix_timers_due",
        "due",
        sqlite_where=sa.text("rung_at IS NULL"),
        postgresql_where=sa.text("rung_at IS NULL"),
    ),
)

editions = sa.Table(
    "editions",
    metadata,
    sa.Column("id", sa.String(128), primary_key=True),
    sa.Column("name", sa.String(64), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
)
