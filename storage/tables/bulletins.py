"""Public notices of outages and works, the tickets that are linked to them, and who was told of them."""

from __future__ import annotations

import sqlalchemy as sa

from storage.tables.base import BigId, Instant, metadata

bulletins = sa.Table(
    "bulletins",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("until", Instant),
    sa.Column("closed_at", Instant),
    sa.Index(
        "ix_bulletins_open",
        "id",
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    ),
)

linked = sa.Table(
    "bulletin_tickets",
    metadata,
    sa.Column("bulletin_id", BigId, sa.ForeignKey("bulletins.id"), primary_key=True, autoincrement=False),
    sa.Column("ticket_id", BigId, sa.ForeignKey("tickets.id"), primary_key=True, autoincrement=False),
)

readers = sa.Table(
    "bulletin_readers",
    metadata,
    sa.Column("bulletin_id", BigId, sa.ForeignKey("bulletins.id"), primary_key=True, autoincrement=False),
    sa.Column("person_id", BigId, sa.ForeignKey("people.id"), primary_key=True, autoincrement=False),
)
