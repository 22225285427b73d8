"""Organisations, who belongs to them, their telephones on file, and invitations."""

from __future__ import annotations

import sqlalchemy as sa

from storage.tables.base import BigId, Instant, metadata

organisations = sa.Table(
    "organisations",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    sa.Column("contract", sa.Text, nullable=False),
    sa.Column("plan", sa.String(32), nullable=False),
    sa.Column("advice", sa.Boolean, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
)

memberships = sa.Table(
    "memberships",
    metadata,
    sa.Column("person_id", BigId, sa.ForeignKey("people.id"), primary_key=True, autoincrement=False),
    sa.Column("organisation_id", BigId, sa.ForeignKey("organisations.id"), nullable=False, index=True),
    sa.Column("rank", sa.String(16), nullable=False),
    sa.Column("since", Instant, nullable=False),
)

phones = sa.Table(
    "phones",
    metadata,
    sa.Column("phone", sa.String(32), primary_key=True),
    sa.Column("organisation_id", BigId, sa.ForeignKey("organisations.id"), nullable=False, index=True),
    sa.Column("rank", sa.String(16), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
)

invitations = sa.Table(
    "invitations",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("digest", sa.String(64), nullable=False, unique=True),
    sa.Column("organisation_id", BigId, sa.ForeignKey("organisations.id"), nullable=False),
    sa.Column("rank", sa.String(16), nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("by_id", BigId, sa.ForeignKey("people.id")),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False),
    sa.Column("used_by", BigId, sa.ForeignKey("people.id")),
    sa.Column("used_at", Instant),
    sa.Column("revoked_at", Instant),
)
