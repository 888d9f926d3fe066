"""Feeds, and the items that they brought."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Moment, RowId

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "feeds",
        sa.Column("id", RowId, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("filters", sa.JSON(), nullable=False),
        sa.Column("first_posts", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("last_modified", sa.Text(), nullable=False),
        sa.Column("next_at", Moment(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failing_since", Moment(), nullable=True),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feeds")),
        sa.UniqueConstraint("channel_id", "url", name=op.f("uq_feeds_channel_id_url")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_feeds_guild_id_id", "feeds", ["guild_id", "id"])
    op.create_index("ix_feeds_state_next_at", "feeds", ["state", "next_at"])
    op.create_table(
        "feed_items",
        sa.Column("id", RowId, nullable=False),
        sa.Column("feed_id", RowId, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("guid", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("lead", sa.Text(), nullable=False),
        sa.Column("said", sa.String(length=64), nullable=False),
        sa.Column("article_id", RowId, nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("first_seen_at", Moment(), nullable=False),
        sa.Column("last_seen_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_feed_items_article_id_articles")
        ),
        sa.ForeignKeyConstraint(
            ["feed_id"],
            ["feeds.id"],
            name=op.f("fk_feed_items_feed_id_feeds"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed_items")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_feed_items_channel_guid", "feed_items", ["channel_id", "guid"])
    op.create_index("ix_feed_items_channel_address", "feed_items", ["channel_id", "address"])
    op.create_index("ix_feed_items_channel_seen", "feed_items", ["channel_id", "first_seen_at"])
    op.create_index("ix_feed_items_feed_seen", "feed_items", ["feed_id", "last_seen_at"])


def downgrade() -> None:
    """Bring the schema back."""
    op.drop_table("feed_items")
    op.drop_table("feeds")
