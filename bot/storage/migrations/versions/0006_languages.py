"""The language that Greenroom speaks on a server, and to the authors of comments."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

COLUMNS = (("guilds", "language", 8), ("replies", "locale", 16))


def upgrade() -> None:
    """Bring the schema forward; what is there stays as it is."""
    for table, name, length in COLUMNS:
        op.add_column(table, sa.Column(name, sa.String(length), nullable=False, server_default=""))


def downgrade() -> None:
    """Bring the schema back."""
    for table, name, _length in COLUMNS:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column(name)
