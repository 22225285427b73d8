"""The outbox: parcels that wait, were sent, or never will be. Instants in it are real seconds, not the desk's."""

from __future__ import annotations

import sqlalchemy as sa

from storage.tables.base import BigId, metadata

_WAITING = "state = 'waiting'"

outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("channel", sa.String(16), nullable=False),
    sa.Column("address", sa.String(128), nullable=False),
    sa.Column("person_id", BigId),
    sa.Column("thread", sa.String(64), nullable=False),
    sa.Column("stream", sa.String(64), nullable=False),
    sa.Column("urgency", sa.SmallInteger, nullable=False),
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("facts", sa.JSON, nullable=False),
    sa.Column("key", sa.String(96), nullable=False),
    sa.Column("ticket_id", BigId, sa.ForeignKey("tickets.id")),
    sa.Column("message_id", BigId, sa.ForeignKey("messages.id")),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("not_before", sa.Float, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("put_at", sa.Float, nullable=False),
    sa.Column("ended_at", sa.Float),
    sa.Index(
        "ix_outbox_waiting",
        "channel",
        "address",
        "stream",
        "id",
        sqlite_where=sa.text(_WAITING),
        postgresql_where=sa.text(_WAITING),
    ),
    sa.Index(
        "uq_outbox_key",
        "channel",
        "address",
        "key",
        unique=True,
        sqlite_where=sa.text(f"{_WAITING} AND key <> ''"),
        postgresql_where=sa.text(f"{_WAITING} AND key <> ''"),
    ),
    sa.Index("ix_outbox_ended", "ended_at"),
)
