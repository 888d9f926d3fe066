"""The review desk: order of the queue, claims, undo, incidents, notes, what became of reports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Moment, RowId

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_WAITS = sa.text("waiting_since IS NOT NULL")
_IN_INCIDENT = sa.text("incident_id IS NOT NULL")


def upgrade() -> None:
    """Bring the schema forward; what waits already comes after what is ranked."""
    op.create_table(
        "desk_settings",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("report_threshold", sa.Integer(), nullable=False),
        sa.Column("hide_threshold", sa.Integer(), nullable=False),
        sa.Column("card_cap", sa.Integer(), nullable=False),
        sa.Column("blur", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_desk_settings")),
    )
    op.create_table(
        "crowds",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_crowds")),
    )
    op.create_table(
        "searches",
        sa.Column("id", RowId, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("wish", sa.JSON(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_searches")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_searches_at", "searches", ["at"])
    op.create_table(
        "incidents",
        sa.Column("id", RowId, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("article_id", RowId, nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_incidents_article_id_articles")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
        sqlite_autoincrement=True,
    )
    _create_tables_of_comments()
    op.add_column("cards", sa.Column("posted_at", Moment(), nullable=True))
    op.create_index("ix_cards_guild_id_posted_at", "cards", ["guild_id", "posted_at"])
    op.add_column("reports", sa.Column("outcome", sa.String(length=16), nullable=True))
    op.add_column("reports", sa.Column("decided_at", Moment(), nullable=True))
    op.create_index("ix_reports_reporter_id_decided_at", "reports", ["reporter_id", "decided_at"])
    op.add_column("comments", sa.Column("waiting_rank", sa.Integer(), nullable=True))
    op.add_column("comments", sa.Column("waiting_rule", sa.String(length=64), nullable=True))
    op.add_column("comments", sa.Column("incident_id", RowId, nullable=True))
    op.execute(
        "UPDATE comments SET waiting_rank = 9999, waiting_rule = '' WHERE waiting_since IS NOT NULL"
    )
    op.create_index(
        "ix_comments_incident",
        "comments",
        ["incident_id", "id"],
        sqlite_where=_IN_INCIDENT,
        postgresql_where=_IN_INCIDENT,
    )
    op.create_index(
        "ix_comments_queue",
        "comments",
        [
            "guild_id",
            "waiting_rank",
            "id",
            "waiting_since",
            "article_id",
            "author_id",
            "waiting_rule",
            "incident_id",
        ],
        sqlite_where=_WAITS,
        postgresql_where=_WAITS,
    )


def _create_tables_of_comments() -> None:
    op.create_table(
        "claims",
        sa.Column("comment_id", RowId, autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("moderator_id", sa.BigInteger(), nullable=False),
        sa.Column("moderator_name", sa.Text(), nullable=False),
        sa.Column("until", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comments.id"], name=op.f("fk_claims_comment_id_comments")
        ),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_claims")),
    )
    op.create_index("ix_claims_guild_id_until", "claims", ["guild_id", "until"])
    op.create_table(
        "decisions",
        sa.Column("id", RowId, nullable=False),
        sa.Column("batch", RowId, nullable=False),
        sa.Column("comment_id", RowId, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("approved", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("before_state", sa.String(length=16), nullable=False),
        sa.Column("before_shown", sa.Integer(), nullable=True),
        sa.Column("before_waiting", Moment(), nullable=False),
        sa.Column("undone", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comments.id"], name=op.f("fk_decisions_comment_id_comments")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_decisions_at", "decisions", ["at"])
    op.create_index("ix_decisions_batch", "decisions", ["batch"])
    op.create_index("ix_decisions_comment_id_at", "decisions", ["comment_id", "at"])
    op.create_table(
        "likenesses",
        sa.Column("article_id", RowId, autoincrement=False, nullable=False),
        sa.Column("band", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("comment_id", RowId, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comments.id"], name=op.f("fk_likenesses_comment_id_comments")
        ),
        sa.PrimaryKeyConstraint("article_id", "band", "comment_id", name=op.f("pk_likenesses")),
    )
    op.create_index("ix_likenesses_comment_id", "likenesses", ["comment_id"])
    op.create_table(
        "notes",
        sa.Column("id", RowId, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("comment_id", RowId, nullable=True),
        sa.Column("author_id", sa.BigInteger(), nullable=True),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comments.id"], name=op.f("fk_notes_comment_id_comments")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_notes_comment_id", "notes", ["comment_id"])
    op.create_index("ix_notes_guild_id_author_id", "notes", ["guild_id", "author_id"])


def downgrade() -> None:
    """Bring the schema back."""
    for index, table in (
        ("ix_comments_queue", "comments"),
        ("ix_comments_incident", "comments"),
        ("ix_reports_reporter_id_decided_at", "reports"),
        ("ix_cards_guild_id_posted_at", "cards"),
    ):
        op.drop_index(index, table_name=table)
    for table, names in (
        ("comments", ("incident_id", "waiting_rule", "waiting_rank")),
        ("reports", ("decided_at", "outcome")),
        ("cards", ("posted_at",)),
    ):
        for name in names:
            op.drop_column(table, name)
    for table in (
        "notes",
        "likenesses",
        "decisions",
        "claims",
        "incidents",
        "searches",
        "crowds",
        "desk_settings",
    ):
        op.drop_table(table)
