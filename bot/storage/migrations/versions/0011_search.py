"""The texts that wait, apart from all others, to be searched."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.moderation.folding import read_plainly
from bot.storage.types import RowId

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    texts = op.create_table(
        "waiting_texts",
        sa.Column("comment_id", RowId, autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comments.id"], name=op.f("fk_waiting_texts_comment_id_comments")
        ),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_waiting_texts")),
    )
    waiting = op.get_bind().execute(
        sa.text(
            "SELECT comments.id, revisions.text FROM comments JOIN revisions ON "
            "revisions.comment_id = comments.id AND revisions.number = comments.pending_number "
            "WHERE comments.waiting_since IS NOT NULL"
        )
    )
    found_by = [{"comment_id": row.id, "text": read_plainly(row.text).text} for row in waiting]
    if found_by:
        op.bulk_insert(texts, found_by)


def downgrade() -> None:
    """Bring the schema back."""
    op.drop_table("waiting_texts")
