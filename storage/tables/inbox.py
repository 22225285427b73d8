"""The inbox: updates as they came, stored before they are acknowledged."""

from __future__ import annotations

import sqlalchemy as sa

from storage.tables.base import BigId, Instant, metadata

inbox = sa.Table(
    "inbox",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("channel", sa.String(48), nullable=False),
    sa.Column("update_id", sa.BigInteger, nullable=False),
    sa.Column("chat", sa.String(32), nullable=False),
    sa.Column("raw", sa.Text, nullable=False),
    sa.Column("received_at", Instant, nullable=False),
    sa.Column("state", sa.String(8), nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("not_before", sa.Float, nullable=False),
    sa.Column("error", sa.Text, nullable=False),
    sa.UniqueConstraint("channel", "update_id"),
    sa.Index(
        "ix_inbox_new",
        "chat",
        "id",
        sqlite_where=sa.text("state = 'new'"),
        postgresql_where=sa.text("state = 'new'"),
    ),
)
