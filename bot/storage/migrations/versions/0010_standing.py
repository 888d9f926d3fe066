"""Standing, strikes, ladders, cases and appeals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Moment, RowId

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "standing_settings",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("first_wait", sa.Integer(), nullable=False),
        sa.Column("new_below", sa.Integer(), nullable=False),
        sa.Column("trusted_from", sa.Integer(), nullable=False),
        sa.Column("trusted_rejected", sa.Integer(), nullable=False),
        sa.Column("watched_last", sa.Integer(), nullable=False),
        sa.Column("watched_rejected", sa.Integer(), nullable=False),
        sa.Column("watched_points", sa.Integer(), nullable=False),
        sa.Column("watched", sa.String(length=16), nullable=False),
        sa.Column("staff", sa.String(length=16), nullable=False),
        sa.Column("strike_days", sa.Integer(), nullable=False),
        sa.Column("appeal_days", sa.Integer(), nullable=False),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_standing_settings")),
    )
    op.create_table(
        "ladders",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_ladders")),
    )
    op.create_table(
        "marks",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("mark", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "user_id", name=op.f("pk_marks")),
    )
    op.create_table(
        "strikes",
        sa.Column("id", RowId, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("comment_id", RowId, nullable=False),
        sa.Column("rule", sa.String(length=64), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.Column("moderator_id", sa.BigInteger(), nullable=True),
        sa.Column("taken_back_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comments.id"], name=op.f("fk_strikes_comment_id_comments")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strikes")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_strikes_comment_id", "strikes", ["comment_id"])
    op.create_index("ix_strikes_member", "strikes", ["guild_id", "user_id", "expires_at"])
    op.create_table(
        "case_numbers",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_case_numbers")),
    )
    op.create_table(
        "cases",
        sa.Column("id", RowId, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("user_name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("by_ladder", sa.Boolean(), nullable=False),
        sa.Column("moderator_id", sa.BigInteger(), nullable=True),
        sa.Column("moderator_name", sa.Text(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("role_id", sa.BigInteger(), nullable=True),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("comment_ids", sa.JSON(), nullable=False),
        sa.Column("active_at", Moment(), nullable=True),
        sa.Column("expires_at", Moment(), nullable=True),
        sa.Column("applied_at", Moment(), nullable=True),
        sa.Column("lifted_at", Moment(), nullable=True),
        sa.Column("told_at", Moment(), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("guild_id", "number", name=op.f("uq_cases_guild_id_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_cases_ending",
        "cases",
        ["expires_at"],
        sqlite_where=sa.text("state = 'active'"),
        postgresql_where=sa.text("state = 'active'"),
    )
    op.create_index("ix_cases_member", "cases", ["guild_id", "user_id", "id"])
    op.create_table(
        "appeals",
        sa.Column("id", RowId, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("user_name", sa.Text(), nullable=False),
        sa.Column("decision", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("comment_id", RowId, nullable=True),
        sa.Column("case_id", RowId, nullable=True),
        sa.Column("against_ids", sa.JSON(), nullable=False),
        sa.Column("against_names", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("decided_name", sa.Text(), nullable=False),
        sa.Column("decided_at", Moment(), nullable=True),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("told_at", Moment(), nullable=True),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_appeals_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comments.id"], name=op.f("fk_appeals_comment_id_comments")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeals")),
        sa.UniqueConstraint("guild_id", "decision", name=op.f("uq_appeals_guild_id_decision")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_appeals_case_id", "appeals", ["case_id"])
    op.create_index("ix_appeals_comment_id", "appeals", ["comment_id"])
    op.create_index("ix_appeals_member", "appeals", ["guild_id", "user_id", "id"])


def downgrade() -> None:
    """Bring the schema back."""
    for table in (
        "appeals",
        "cases",
        "case_numbers",
        "strikes",
        "marks",
        "ladders",
        "standing_settings",
    ):
        op.drop_table(table)
