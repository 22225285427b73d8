"""Money and papers: work logged, acts, invoices; and complaints, which follow a ticket but not its thread."""

from __future__ import annotations

import sqlalchemy as sa

from storage.tables.base import BigId, Instant, metadata

worklog = sa.Table(
    "worklog",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("ticket_id", BigId, sa.ForeignKey("tickets.id"), nullable=False, index=True),
    sa.Column("person_id", BigId, sa.ForeignKey("people.id"), nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("minutes", sa.Integer, nullable=False),
    sa.Column("accounted", sa.Integer, nullable=False),
    sa.Column("engineer", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Index("ix_worklog_person_id_at", "person_id", "at"),
)

estimates = sa.Table(
    "estimates",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("ticket_id", BigId, sa.ForeignKey("tickets.id"), nullable=False, index=True),
    sa.Column("at", Instant, nullable=False),
    sa.Column("minutes", sa.Integer, nullable=False),
    sa.Column("rate", sa.BigInteger, nullable=False),
    sa.Column("priority", sa.String(32), nullable=False),
    sa.Column("coefficient", sa.String(16), nullable=False),
    sa.Column("total", sa.BigInteger, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("agreed", sa.Boolean),
    sa.Column("decided_at", Instant),
)

acts = sa.Table(
    "acts",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("number", sa.String(64), nullable=False, unique=True),
    sa.Column("ticket_id", BigId, sa.ForeignKey("tickets.id"), nullable=False, index=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("items", sa.JSON, nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("decided_at", Instant),
)

invoices = sa.Table(
    "invoices",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("number", sa.String(64), nullable=False, unique=True),
    sa.Column("ticket_id", BigId, sa.ForeignKey("tickets.id"), nullable=False, unique=True),
    sa.Column("person_id", BigId, sa.ForeignKey("people.id"), nullable=False, index=True),
    sa.Column("at", Instant, nullable=False),
    sa.Column("minutes", sa.Integer, nullable=False),
    sa.Column("rate", sa.BigInteger, nullable=False),
    sa.Column("ordered", sa.String(32), nullable=False),
    sa.Column("kept", sa.String(32), nullable=False),
    sa.Column("coefficient", sa.String(16), nullable=False),
    sa.Column("total", sa.BigInteger, nullable=False),
    sa.Column("paid_at", Instant),
)

complaints = sa.Table(
    "complaints",
    metadata,
    sa.Column("id", BigId, primary_key=True),
    sa.Column("ticket_id", BigId, sa.ForeignKey("tickets.id"), nullable=False, index=True),
    sa.Column("person_id", BigId, sa.ForeignKey("people.id"), nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("employee", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("answer", sa.Text, nullable=False),
    sa.Column("answered_at", Instant),
)
