"""A request being written down: whether the customer has it before them, a second problem in it, a likely repeat"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("attended", sa.Boolean(), server_default=sa.true(), nullable=False))
        batch_op.add_column(sa.Column("apart", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("twin", sa.String(length=64), server_default="", nullable=False))
        batch_op.add_column(sa.Column("compared", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.drop_column("compared")
        batch_op.drop_column("twin")
        batch_op.drop_column("apart")
        batch_op.drop_column("attended")
