"""Free mode: which channels, what becomes of pictures, how far each thread has been read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward; channels that are ready keep their forms."""
    op.add_column(
        "prepared_channels",
        sa.Column("mode", sa.String(length=16), nullable=False, server_default="forms"),
    )
    op.add_column(
        "guilds",
        sa.Column("pictures_wait", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column(
        "guilds",
        sa.Column("shield_everywhere", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column("articles", sa.Column("seen_message_id", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Bring the schema back."""
    with op.batch_alter_table("articles", schema=None) as batch_op:
        batch_op.drop_column("seen_message_id")
    with op.batch_alter_table("guilds", schema=None) as batch_op:
        batch_op.drop_column("shield_everywhere")
        batch_op.drop_column("pictures_wait")
    with op.batch_alter_table("prepared_channels", schema=None) as batch_op:
        batch_op.drop_column("mode")
