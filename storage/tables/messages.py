"""Messages, their earlier words, and where their copies stand."""

from __future__ import annotations

import sqlalchemy as sa

from storage.tables.base import BigId, Instant, metadata

messages = sa.Table(
    "messages",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("person_id", BigId, sa.ForeignKey("people.id"), nullable=False),
    sa.Column("ticket_id", BigId, sa.ForeignKey("tickets.id"), index=True),
    sa.Column("at", Instant, nullable=False),
    sa.Column("author", sa.String(16), nullable=False),
    sa.Column("author_id", BigId, sa.ForeignKey("people.id")),
    sa.Column("author_name", sa.Text, nullable=False),
    sa.Column("channel", sa.String(16), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("entities", sa.JSON, nullable=False),
    sa.Column("internal", sa.Boolean, nullable=False),
    sa.Column("attachment", sa.JSON),
    sa.Column("file_state", sa.String(16), nullable=False, default=""),
    sa.Column("album", sa.String(64), nullable=False, default=""),
    sa.Column("reply_to", BigId, sa.ForeignKey("messages.id")),
    sa.Column("edited_at", Instant),
    sa.Column("quote", sa.Text, nullable=False, server_default=""),
    sa.Column("withdrawn_at", Instant),
    sa.Column("folded", sa.Text, nullable=False, server_default=""),
    sa.Column("forwarded", sa.Text, nullable=False, server_default=""),
    sa.Column("obscene", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("origin_chat", sa.String(32), nullable=False),
    sa.Column("origin_number", sa.BigInteger, nullable=False),
    sa.UniqueConstraint("origin_chat", "origin_number"),
    sa.Index("ix_messages_talk", "person_id", "id"),
    sa.Index(
        "ix_messages_wanted",
        "id",
        sqlite_where=sa.text("file_state = 'wanted'"),
        postgresql_where=sa.text("file_state = 'wanted'"),
    ),
)

revisions = sa.Table(
    "revisions",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("message_id", BigId, sa.ForeignKey("messages.id"), nullable=False, index=True),
    sa.Column("replaced_at", Instant, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
)

copies = sa.Table(
    "copies",
    metadata,
    sa.Column("chat", sa.String(32), primary_key=True),
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("message_id", BigId, sa.ForeignKey("messages.id"), index=True),
    sa.Column("ticket_id", BigId, sa.ForeignKey("tickets.id")),
    sa.Column("merged", sa.Boolean, nullable=False, default=False),
)
