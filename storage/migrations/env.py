"""How Alembic runs our revisions: in batch mode, because SQLite changes tables only by copying them."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context

from storage.tables import metadata


def _render_item(kind: str, item: Any, autogen_context: Any) -> str | Literal[False]:
    """Our own types as plain ones, so that a revision does not depend on the code of the day."""
    from storage.tables.base import BigId, Instant

    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and item is BigId:
        return 'sa.BigInteger().with_variant(sa.Integer(), "sqlite")'
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    render_item=_render_item,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
