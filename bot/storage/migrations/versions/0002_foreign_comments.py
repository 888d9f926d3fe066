"""What becomes of comments in languages that are not judged by their meaning."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward; servers that are set up hold such comments."""
    op.add_column(
        "guilds",
        sa.Column("foreign_comments", sa.String(length=16), nullable=False, server_default="hold"),
    )


def downgrade() -> None:
    """Bring the schema back."""
    with op.batch_alter_table("guilds", schema=None) as batch_op:
        batch_op.drop_column("foreign_comments")
