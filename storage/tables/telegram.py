"""What the desk remembers of Telegram: its topics, customers' cards, and where the staff chat has moved to."""

from __future__ import annotations

import sqlalchemy as sa

from storage.tables.base import BigId, metadata

topics = sa.Table(
    "topics",
    metadata,
    sa.Column("thread", sa.String(64), primary_key=True),
    sa.Column("chat", sa.String(32), nullable=False),
    sa.Column("topic_id", sa.BigInteger, nullable=False),
    sa.Column("name", sa.String(128), nullable=False),
    sa.Column("card", sa.BigInteger),
    sa.UniqueConstraint("chat", "topic_id"),
)

chats = sa.Table(
    "chats",
    metadata,
    sa.Column("name", sa.String(32), primary_key=True),
    sa.Column("chat", sa.String(32), nullable=False),
)

cards = sa.Table(
    "cards",
    metadata,
    sa.Column("ticket_id", BigId, sa.ForeignKey("tickets.id"), primary_key=True, autoincrement=False),
    sa.Column("chat", sa.String(32), primary_key=True),
    sa.Column("number", sa.BigInteger, nullable=False),
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("facts", sa.JSON, nullable=False),
)
