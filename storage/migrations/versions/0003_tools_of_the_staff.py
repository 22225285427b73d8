"""What is found whatever its letter case; dialogues in topics; quotes, duty, settings, canned answers, searches"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

AT_ONCE = 1000
"""Rows folded with one statement."""


def upgrade() -> None:
    op.create_table(
        "settings",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_settings")),
    )
    op.create_table(
        "canned",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_canned")),
        sa.UniqueConstraint("name", name=op.f("uq_canned_name")),
    )
    op.create_table(
        "searches",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_searches_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_searches")),
    )
    with op.batch_alter_table("searches", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_searches_at"), ["at"], unique=False)

    with op.batch_alter_table("colleagues", schema=None) as batch_op:
        batch_op.add_column(sa.Column("duty_days", sa.String(length=7), server_default="", nullable=False))
        batch_op.add_column(sa.Column("duty_from", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("duty_until", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.add_column(sa.Column("quote", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))

    for table in ("messages", "people", "tickets"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("folded", sa.Text(), server_default="", nullable=False))

    with op.batch_alter_table("dialogues", schema=None) as batch_op:
        batch_op.add_column(sa.Column("place", sa.String(length=64), server_default="", nullable=False))
    with op.batch_alter_table("dialogues", schema=None) as batch_op:
        batch_op.drop_constraint("pk_dialogues", type_="primary")
        batch_op.create_primary_key("pk_dialogues", ["person_id", "place"])

    _fold_all()


def downgrade() -> None:
    op.execute("DELETE FROM dialogues WHERE place <> ''")
    with op.batch_alter_table("dialogues", schema=None) as batch_op:
        batch_op.drop_constraint("pk_dialogues", type_="primary")
        batch_op.create_primary_key("pk_dialogues", ["person_id"])
    with op.batch_alter_table("dialogues", schema=None) as batch_op:
        batch_op.drop_column("place")

    for table in ("messages", "people", "tickets"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("folded")

    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.drop_column("withdrawn_at")
        batch_op.drop_column("quote")

    with op.batch_alter_table("colleagues", schema=None) as batch_op:
        batch_op.drop_column("duty_until")
        batch_op.drop_column("duty_from")
        batch_op.drop_column("duty_days")

    with op.batch_alter_table("searches", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_searches_at"))
    op.drop_table("searches")
    op.drop_table("canned")
    op.drop_table("settings")


def _fold_all() -> None:
    """What was written before can be found too."""
    _fold("people", ("name", "username"), "profile")
    colleague = "CASE WHEN author = 'staff' THEN author_name ELSE '' END AS colleague"
    _fold("messages", ("text", colleague), "attachment")
    _fold("tickets", ("number", "subject"), "fields")


def _fold(table: str, texts: tuple[str, ...], json_column: str = "") -> None:
    connection = op.get_bind()
    columns = ", ".join(filter(None, ("id", *texts, json_column)))
    read = sa.text(f"SELECT {columns} FROM {table} WHERE id > :after ORDER BY id LIMIT {AT_ONCE}")
    write = sa.text(f"UPDATE {table} SET folded = :folded WHERE id = :id")
    after = -1
    while rows := connection.execute(read, {"after": after}).mappings().all():
        found = ([row[name.split()[-1]] for name in texts] + _words(row.get(json_column), json_column) for row in rows)
        folded = [_folded(words) for words in found]
        connection.execute(write, [{"id": row["id"], "folded": f} for row, f in zip(rows, folded, strict=True)])
        after = rows[-1]["id"]


def _words(value: Any, column: str) -> list[str]:
    """The name of a file, what a ticket's fields say, the telephones of a person; one driver reads JSON, the other
    leaves it to us."""
    given = json.loads(value) if isinstance(value, str) else value
    if not given:
        return []
    if column == "attachment":
        return [given["name"]]
    return [text for text in given.values() if column == "fields" or re.match(r"\+\d{10}", text)]


def _folded(texts: Iterable[str]) -> str:
    return "\n".join(text for text in texts if "•" not in text).casefold().replace("ё", "е")
