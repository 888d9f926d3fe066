"""Statistics, the weekly report, and how long what people wrote is kept."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Moment, RowId

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

BATCH = 500
TO_BLANK = "state IN ('rejected', 'withdrawn', 'removed') AND blanked_at IS NULL"
EXPOSED = "exposed_ms > 0"


def upgrade() -> None:
    """Bring the schema forward; why texts were held is read from the verdicts that are there."""
    op.add_column("comments", sa.Column("blanked_at", Moment(), nullable=True))
    op.create_index(
        "ix_comments_statistics",
        "comments",
        ["guild_id", "created_at", "state", "decided_by", "article_id"],
    )
    op.create_index(
        "ix_comments_exposed",
        "comments",
        ["guild_id", "created_at", "exposed_ms"],
        sqlite_where=sa.text(EXPOSED),
        postgresql_where=sa.text(EXPOSED),
    )
    op.create_index(
        "ix_comments_to_blank",
        "comments",
        ["decided_at", "guild_id"],
        sqlite_where=sa.text(TO_BLANK),
        postgresql_where=sa.text(TO_BLANK),
    )
    op.create_index("ix_cards_decided", "cards", ["guild_id", "closed_at"])
    op.create_index("ix_reports_reporter_id", "reports", ["reporter_id"])
    op.create_index("ix_feed_items_article_id", "feed_items", ["article_id"])
    grounds = op.create_table(
        "grounds",
        sa.Column("comment_id", RowId, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rule", sa.String(length=128), nullable=False),
        sa.Column("category", sa.String(length=16), nullable=False),
        sa.Column("decision", sa.String(length=16), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comments.id"], name=op.f("fk_grounds_comment_id_comments")
        ),
        sa.PrimaryKeyConstraint("comment_id", "number", "rule", name=op.f("pk_grounds")),
    )
    op.create_index(
        "ix_grounds_statistics", "grounds", ["guild_id", "decision", "at", "rule", "category"]
    )
    op.create_table(
        "weekly_reports",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_weekly_reports")),
    )
    op.create_table(
        "privacy",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("retention_days", sa.Integer(), nullable=False),
        sa.Column("deletion", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_privacy")),
    )
    op.create_table(
        "departures",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_departures")),
    )
    op.create_table(
        "purges",
        sa.Column("id", RowId, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("what", sa.String(length=64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purges")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_purges_guild_id_at", "purges", ["guild_id", "at"])
    _read_grounds(grounds)


def _read_grounds(grounds: sa.Table) -> None:
    connection = op.get_bind()
    revisions = sa.table(
        "revisions",
        sa.column("comment_id", RowId),
        sa.column("number", sa.Integer),
        sa.column("judged_at", Moment()),
        sa.column("verdict", sa.JSON),
    )
    comments = sa.table("comments", sa.column("id", RowId), sa.column("guild_id", sa.BigInteger))
    after = 0
    while True:
        page = (
            sa.select(comments.c.id)
            .where(comments.c.id > after)
            .order_by(comments.c.id)
            .limit(BATCH)
        )
        ids = list(connection.execute(page).scalars())
        if not ids:
            return
        after = ids[-1]
        judged = sa.select(
            revisions.c.comment_id,
            revisions.c.number,
            revisions.c.judged_at,
            revisions.c.verdict,
            comments.c.guild_id,
        ).where(
            revisions.c.comment_id == comments.c.id,
            comments.c.id.in_(ids),
            revisions.c.judged_at.is_not(None),
        )
        rows = [row for one in connection.execute(judged) for row in _grounds_of(one)]
        if rows:
            connection.execute(grounds.insert(), rows)


def _grounds_of(row: Any) -> list[dict[str, Any]]:
    verdict = row.verdict
    if isinstance(verdict, str):
        verdict = json.loads(verdict)
    if not verdict or verdict["decision"] == "publish":
        return []
    strictest = {
        finding["rule"]: finding["category"]
        for finding in verdict["findings"]
        if finding["decision"] == verdict["decision"]
    }
    return [
        {
            "comment_id": row.comment_id,
            "number": row.number,
            "rule": rule,
            "category": category,
            "decision": verdict["decision"],
            "guild_id": row.guild_id,
            "at": row.judged_at,
        }
        for rule, category in strictest.items()
    ]


def downgrade() -> None:
    """Bring the schema back."""
    for table in ("purges", "departures", "privacy", "weekly_reports", "grounds"):
        op.drop_table(table)
    op.drop_index("ix_feed_items_article_id", "feed_items")
    op.drop_index("ix_reports_reporter_id", "reports")
    op.drop_index("ix_cards_decided", "cards")
    for name in ("ix_comments_to_blank", "ix_comments_exposed", "ix_comments_statistics"):
        op.drop_index(name, "comments")
    with op.batch_alter_table("comments", schema=None) as batch_op:
        batch_op.drop_column("blanked_at")
