"""How a feed's posts look, when articles close by themselves, and the daily digest."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward; what is there stays as it is."""
    for table in ("feeds", "articles", "drafts"):
        op.add_column(table, sa.Column("look", sa.JSON(), nullable=True))
    switches = (("feeds", "reads_pages"), ("articles", "closed_by_rule"), ("articles", "in_forum"))
    for table, name in switches:
        op.add_column(
            table, sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
        )
    for name in ("close_days", "close_comments"):
        op.add_column(
            "prepared_channels",
            sa.Column(name, sa.Integer(), nullable=False, server_default="0"),
        )
    op.add_column("guilds", sa.Column("digest_channel_id", sa.BigInteger(), nullable=True))
    op.add_column(
        "guilds", sa.Column("digest_hour", sa.Integer(), nullable=False, server_default="8")
    )


def downgrade() -> None:
    """Bring the schema back."""
    columns = (
        ("guilds", ("digest_hour", "digest_channel_id")),
        ("prepared_channels", ("close_comments", "close_days")),
        ("articles", ("in_forum", "closed_by_rule", "look")),
        ("drafts", ("look",)),
        ("feeds", ("reads_pages", "look")),
    )
    for table, names in columns:
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name in names:
                batch_op.drop_column(name)
