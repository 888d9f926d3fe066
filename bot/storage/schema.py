"""The tables. Change them together with a migration: a test compares the two."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from bot.storage.types import Moment, RowId, Snowflake

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

meta = Table(
    "meta",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

guilds = Table(
    "guilds",
    metadata,
    Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    Column("moderators_channel_id", Snowflake),
    Column("moderator_role_id", Snowflake),
    Column("time_zone", String(64), nullable=False),
    Column("policy", String(32), nullable=False),
    Column("foreign_comments", String(16), nullable=False, server_default="hold"),
    Column("pictures_wait", Boolean, nullable=False, server_default=false()),
    Column("shield_everywhere", Boolean, nullable=False, server_default=false()),
    Column("language", String(8), nullable=False, server_default=""),
    Column("digest_channel_id", Snowflake),
    Column("digest_hour", Integer, nullable=False, server_default="8"),
    Column("changed_at", Moment, nullable=False),
    Column("changed_by", Snowflake, nullable=False),
)

told = Table(
    "told",
    metadata,
    Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    Column("topic", String(32), primary_key=True),
    Column("at", Moment, nullable=False),
)

staff = Table(
    "staff",
    metadata,
    Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    Column("user_id", Snowflake, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
)

prepared_channels = Table(
    "prepared_channels",
    metadata,
    Column("channel_id", Snowflake, primary_key=True, autoincrement=False),
    Column("guild_id", Snowflake, nullable=False, index=True),
    Column("mode", String(16), nullable=False, server_default="forms"),
    Column("close_days", Integer, nullable=False, server_default="0"),
    Column("close_comments", Integer, nullable=False, server_default="0"),
    Column("before", JSON, nullable=False),
    Column("changed", JSON, nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", Snowflake, nullable=False),
)

webhooks = Table(
    "webhooks",
    metadata,
    Column("channel_id", Snowflake, primary_key=True, autoincrement=False),
    Column("guild_id", Snowflake, nullable=False),
    Column("webhook_id", Snowflake, nullable=False),
    Column("token", Text, nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild_id", Snowflake, nullable=False),
    Column("channel_id", Snowflake, nullable=False),
    Column("author_id", Snowflake, nullable=False),
    Column("document", JSON, nullable=False),
    Column("look", JSON),
    Column("created_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

articles = Table(
    "articles",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild_id", Snowflake, nullable=False),
    Column("channel_id", Snowflake, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("document", JSON, nullable=False),
    Column("state", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("message_id", Snowflake, unique=True),
    Column("thread_id", Snowflake, unique=True),
    Column("created_at", Moment, nullable=False),
    Column("created_by", Snowflake, nullable=False),
    Column("last_activity_at", Moment),
    Column("seen_message_id", Snowflake),
    Column("look", JSON),
    Column("in_forum", Boolean, nullable=False, server_default=false()),
    Column("closed_by_rule", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("channel_id", "fingerprint"),
    Index("ix_articles_guild_id_id", "guild_id", "id"),
    sqlite_autoincrement=True,
)

comments = Table(
    "comments",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild_id", Snowflake, nullable=False),
    Column("article_id", RowId, ForeignKey("articles.id"), nullable=False),
    Column("channel_id", Snowflake, nullable=False),
    Column("author_id", Snowflake),
    Column("author_name", Text, nullable=False),
    Column("avatar_url", Text),
    Column("shown_name", Text, nullable=False),
    Column("source", String(16), nullable=False),
    Column("source_id", String(64), nullable=False),
    Column("parent_id", RowId, ForeignKey("comments.id")),
    Column("text_hash", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("version", Integer, nullable=False),
    Column("latest_number", Integer, nullable=False),
    Column("shown_number", Integer),
    Column("pending_number", Integer),
    Column("waiting_since", Moment),
    Column("message_id", Snowflake, unique=True),
    Column("webhook_id", Snowflake),
    Column("created_at", Moment, nullable=False),
    Column("decided_at", Moment),
    Column("decided_by", Snowflake),
    Column("reason", Text, nullable=False),
    Column("shown_at", Moment),
    Column("exposed_ms", Integer, nullable=False),
    Column("blanked_at", Moment),
    Column("waiting_rank", Integer),
    Column("waiting_rule", String(64)),
    Column("incident_id", RowId),
    UniqueConstraint("source", "source_id"),
    Index("ix_comments_article_author", "article_id", "author_id", "created_at"),
    Index("ix_comments_guild_author", "guild_id", "author_id", "id"),
    Index("ix_comments_parent", "parent_id"),
    sqlite_autoincrement=True,
)

Index(
    "ix_comments_waiting",
    comments.c.guild_id,
    comments.c.waiting_since,
    comments.c.id,
    sqlite_where=comments.c.waiting_since.is_not(None),
    postgresql_where=comments.c.waiting_since.is_not(None),
)
# Everything that the queue filters and orders by: a page is found without the comments themselves.
Index(
    "ix_comments_queue",
    comments.c.guild_id,
    comments.c.waiting_rank,
    comments.c.id,
    comments.c.waiting_since,
    comments.c.article_id,
    comments.c.author_id,
    comments.c.waiting_rule,
    comments.c.incident_id,
    sqlite_where=comments.c.waiting_since.is_not(None),
    postgresql_where=comments.c.waiting_since.is_not(None),
)
Index(
    "ix_comments_incident",
    comments.c.incident_id,
    comments.c.id,
    sqlite_where=comments.c.incident_id.is_not(None),
    postgresql_where=comments.c.incident_id.is_not(None),
)
Index(
    "ix_comments_on_stage",
    comments.c.article_id,
    comments.c.id,
    sqlite_where=comments.c.message_id.is_not(None),
    postgresql_where=comments.c.message_id.is_not(None),
)
Index(
    "ix_comments_unjudged",
    comments.c.id,
    sqlite_where=comments.c.pending_number.is_not(None) & comments.c.waiting_since.is_(None),
    postgresql_where=comments.c.pending_number.is_not(None) & comments.c.waiting_since.is_(None),
)

revisions = Table(
    "revisions",
    metadata,
    Column("comment_id", RowId, ForeignKey("comments.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("judged_at", Moment),
    Column("verdict", JSON),
)

history = Table(
    "history",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("comment_id", RowId, ForeignKey("comments.id"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("event", String(32), nullable=False),
    Column("from_state", String(16)),
    Column("to_state", String(16), nullable=False),
    Column("actor_id", Snowflake),
    Column("actor_name", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("policy", String(64), nullable=False),
    Column("number", Integer),
    sqlite_autoincrement=True,
)

replies = Table(
    "replies",
    metadata,
    Column("comment_id", RowId, ForeignKey("comments.id"), primary_key=True, autoincrement=False),
    Column("application_id", Snowflake, nullable=False),
    Column("token", Text, nullable=False),
    Column("locale", String(16), nullable=False, server_default=""),
    Column("expires_at", Moment, nullable=False, index=True),
)

cards = Table(
    "cards",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild_id", Snowflake, nullable=False, index=True),
    Column("comment_id", RowId, ForeignKey("comments.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("channel_id", Snowflake),
    Column("message_id", Snowflake),
    Column("posted_at", Moment),
    Index("ix_cards_guild_id_posted_at", "guild_id", "posted_at"),
    sqlite_autoincrement=True,
)

reports = Table(
    "reports",
    metadata,
    Column("comment_id", RowId, ForeignKey("comments.id"), primary_key=True, autoincrement=False),
    Column("reporter_id", Snowflake, primary_key=True, autoincrement=False),
    Column("reporter_name", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("outcome", String(16)),
    Column("decided_at", Moment),
    Index("ix_reports_reporter_id_decided_at", "reporter_id", "decided_at"),
)

notices = Table(
    "notices",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild_id", Snowflake, nullable=False),
    Column("user_id", Snowflake, nullable=False),
    Column("comment_id", RowId, ForeignKey("comments.id"), nullable=False, unique=True),
    Column("at", Moment, nullable=False),
    Index("ix_notices_guild_user", "guild_id", "user_id"),
    sqlite_autoincrement=True,
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild_id", Snowflake, nullable=False),
    Column("lane", String(64), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("target_id", RowId, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("again_at", Moment, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("error", Text, nullable=False),
    UniqueConstraint("kind", "target_id"),
    Index("ix_jobs_lane_priority_id", "lane", "priority", "id"),
    Index("ix_jobs_not_before", "not_before"),
    sqlite_autoincrement=True,
)

feeds = Table(
    "feeds",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild_id", Snowflake, nullable=False),
    Column("channel_id", Snowflake, nullable=False),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("filters", JSON, nullable=False),
    Column("look", JSON),
    Column("reads_pages", Boolean, nullable=False, server_default=false()),
    Column("first_posts", Integer, nullable=False),
    Column("answered", Boolean, nullable=False),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("next_at", Moment, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("failing_since", Moment),
    Column("failure", Text, nullable=False),
    Column("told", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("created_by", Snowflake, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("channel_id", "url"),
    Index("ix_feeds_guild_id_id", "guild_id", "id"),
    Index("ix_feeds_state_next_at", "state", "next_at"),
    sqlite_autoincrement=True,
)

feed_items = Table(
    "feed_items",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("feed_id", RowId, ForeignKey("feeds.id", ondelete="CASCADE"), nullable=False),
    Column("channel_id", Snowflake, nullable=False),
    Column("guid", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("lead", Text, nullable=False),
    Column("said", String(64), nullable=False),
    Column("article_id", RowId, ForeignKey("articles.id")),
    Column("outcome", String(16), nullable=False),
    Column("why", Text, nullable=False),
    Column("first_seen_at", Moment, nullable=False),
    Column("last_seen_at", Moment, nullable=False),
    Index("ix_feed_items_channel_guid", "channel_id", "guid"),
    Index("ix_feed_items_channel_address", "channel_id", "address"),
    Index("ix_feed_items_channel_seen", "channel_id", "first_seen_at"),
    Index("ix_feed_items_feed_seen", "feed_id", "last_seen_at"),
    sqlite_autoincrement=True,
)

# Indexes and queries have to say these in the very same words, or SQLite does not see that one
# serves the other.
WAS_EXPOSED = text("comments.exposed_ms > 0")
TO_BLANK = text(
    "comments.state IN ('rejected', 'withdrawn', 'removed') AND comments.blanked_at IS NULL"
)

Index(
    "ix_comments_statistics",
    comments.c.guild_id,
    comments.c.created_at,
    comments.c.state,
    comments.c.decided_by,
    comments.c.article_id,
)
Index(
    "ix_comments_exposed",
    comments.c.guild_id,
    comments.c.created_at,
    comments.c.exposed_ms,
    sqlite_where=text("exposed_ms > 0"),
    postgresql_where=text("exposed_ms > 0"),
)
Index(
    "ix_comments_to_blank",
    comments.c.decided_at,
    comments.c.guild_id,
    sqlite_where=text("state IN ('rejected', 'withdrawn', 'removed') AND blanked_at IS NULL"),
    postgresql_where=text("state IN ('rejected', 'withdrawn', 'removed') AND blanked_at IS NULL"),
)
Index("ix_cards_decided", cards.c.guild_id, cards.c.closed_at)
Index("ix_reports_reporter_id", reports.c.reporter_id)
Index("ix_feed_items_article_id", feed_items.c.article_id)

grounds = Table(
    "grounds",
    metadata,
    Column("comment_id", RowId, ForeignKey("comments.id"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("rule", String(128), primary_key=True),
    Column("category", String(16), nullable=False),
    Column("decision", String(16), nullable=False),
    Column("guild_id", Snowflake, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_grounds_statistics", "guild_id", "decision", "at", "rule", "category"),
)

weekly_reports = Table(
    "weekly_reports",
    metadata,
    Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    Column("weekday", Integer),
    Column("hour", Integer, nullable=False),
    Column("asked_on", String(10), nullable=False),
)

privacy = Table(
    "privacy",
    metadata,
    Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    Column("retention_days", Integer, nullable=False),
    Column("deletion", String(16), nullable=False),
)

departures = Table(
    "departures",
    metadata,
    Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
)

purges = Table(
    "purges",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild_id", Snowflake, nullable=False),
    Column("at", Moment, nullable=False),
    Column("what", String(64), nullable=False),
    Column("count", Integer, nullable=False),
    Column("why", String(16), nullable=False),
    Index("ix_purges_guild_id_at", "guild_id", "at"),
    sqlite_autoincrement=True,
)
Index("ix_comments_guild_id_id", comments.c.guild_id, comments.c.id)

rule_sets = Table(
    "rule_sets",
    metadata,
    Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    # Grows with every change of a rule or of the policy: what was compiled before is out of date.
    Column("version", Integer, nullable=False),
    Column("next_number", Integer, nullable=False),
)

rules = Table(
    "rules",
    metadata,
    Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("terms", JSON, nullable=False),
    Column("allowed", JSON, nullable=False),
    Column("action", String(16), nullable=False),
    Column("severity", Integer, nullable=False),
    Column("note", Text, nullable=False),
    Column("spares_quotes", Boolean, nullable=False),
    Column("channel_id", Snowflake),
    Column("expires_at", Moment),
    Column("state", String(16), nullable=False),
    Column("replaces", Integer),
    Column("created_at", Moment, nullable=False),
    Column("created_by", Snowflake, nullable=False),
    Column("created_by_name", Text, nullable=False),
    Column("version", Integer, nullable=False),
)

rule_hits = Table(
    "rule_hits",
    metadata,
    Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column(
        "comment_id",
        RowId,
        ForeignKey("comments.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        index=True,
    ),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("is_shadow", Boolean, nullable=False),
    Index("ix_rule_hits_guild_number_at", "guild_id", "number", "at"),
)

rule_imports = Table(
    "rule_imports",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild_id", Snowflake, nullable=False),
    Column("author_id", Snowflake, nullable=False),
    Column("rules", JSON, nullable=False),
    Column("at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

policy_versions = Table(
    "policy_versions",
    metadata,
    Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("preset", String(32), nullable=False),
    Column("overrides", JSON, nullable=False),
    Column("at", Moment, nullable=False),
    Column("author_id", Snowflake, nullable=False),
    Column("author_name", Text, nullable=False),
    Column("note", Text, nullable=False),
)

desk_settings = Table(
    "desk_settings",
    metadata,
    Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    Column("report_threshold", Integer, nullable=False),
    Column("hide_threshold", Integer, nullable=False),
    Column("card_cap", Integer, nullable=False),
    Column("blur", String(16), nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("comment_id", RowId, ForeignKey("comments.id"), primary_key=True, autoincrement=False),
    Column("guild_id", Snowflake, nullable=False),
    Column("moderator_id", Snowflake, nullable=False),
    Column("moderator_name", Text, nullable=False),
    Column("until", Moment, nullable=False),
    Index("ix_claims_guild_id_until", "guild_id", "until"),
)

searches = Table(
    "searches",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild_id", Snowflake, nullable=False),
    Column("wish", JSON, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    sqlite_autoincrement=True,
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("batch", RowId, nullable=False, index=True),
    Column("comment_id", RowId, ForeignKey("comments.id"), nullable=False),
    Column("guild_id", Snowflake, nullable=False),
    Column("number", Integer, nullable=False),
    Column("approved", Boolean, nullable=False),
    Column("by_id", Snowflake, nullable=False),
    Column("by_name", Text, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Column("before_state", String(16), nullable=False),
    Column("before_shown", Integer),
    Column("before_waiting", Moment, nullable=False),
    Column("undone", Boolean, nullable=False, server_default=false()),
    Index("ix_decisions_comment_id_at", "comment_id", "at"),
    sqlite_autoincrement=True,
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild_id", Snowflake, nullable=False),
    Column("article_id", RowId, ForeignKey("articles.id"), nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("channel_id", Snowflake),
    Column("message_id", Snowflake),
    sqlite_autoincrement=True,
)

likenesses = Table(
    "likenesses",
    metadata,
    Column("article_id", RowId, primary_key=True, autoincrement=False),
    Column("band", Snowflake, primary_key=True, autoincrement=False),
    Column("comment_id", RowId, ForeignKey("comments.id"), primary_key=True, autoincrement=False),
    Index("ix_likenesses_comment_id", "comment_id"),
)

# What waits, as it is searched: among all texts ever written the few would lie far apart.
waiting_texts = Table(
    "waiting_texts",
    metadata,
    Column("comment_id", RowId, ForeignKey("comments.id"), primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
)

crowds = Table(
    "crowds",
    metadata,
    Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    Column("channel_id", Snowflake, nullable=False),
    Column("message_id", Snowflake, nullable=False),
)

notes = Table(
    "notes",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild_id", Snowflake, nullable=False),
    Column("comment_id", RowId, ForeignKey("comments.id")),
    Column("author_id", Snowflake),
    Column("by_id", Snowflake, nullable=False),
    Column("by_name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_notes_comment_id", "comment_id"),
    Index("ix_notes_guild_id_author_id", "guild_id", "author_id"),
    sqlite_autoincrement=True,
)

standing_settings = Table(
    "standing_settings",
    metadata,
    Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    Column("first_wait", Integer, nullable=False),
    Column("new_below", Integer, nullable=False),
    Column("trusted_from", Integer, nullable=False),
    Column("trusted_rejected", Integer, nullable=False),
    Column("watched_last", Integer, nullable=False),
    Column("watched_rejected", Integer, nullable=False),
    Column("watched_points", Integer, nullable=False),
    Column("watched", String(16), nullable=False),
    Column("staff", String(16), nullable=False),
    Column("strike_days", Integer, nullable=False),
    Column("appeal_days", Integer, nullable=False),
    Column("weights", JSON, nullable=False),
)

ladders = Table(
    "ladders",
    metadata,
    Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    Column("steps", JSON, nullable=False),
)

marks = Table(
    "marks",
    metadata,
    Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    Column("user_id", Snowflake, primary_key=True, autoincrement=False),
    Column("mark", String(16), nullable=False),
)

strikes = Table(
    "strikes",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild_id", Snowflake, nullable=False),
    Column("user_id", Snowflake, nullable=False),
    Column("comment_id", RowId, ForeignKey("comments.id"), nullable=False, index=True),
    Column("rule", String(64), nullable=False),
    Column("points", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("moderator_id", Snowflake),
    Column("taken_back_at", Moment),
    Index("ix_strikes_member", "guild_id", "user_id", "expires_at"),
    sqlite_autoincrement=True,
)

case_numbers = Table(
    "case_numbers",
    metadata,
    Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)

cases = Table(
    "cases",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild_id", Snowflake, nullable=False),
    Column("number", Integer, nullable=False),
    Column("user_id", Snowflake, nullable=False),
    Column("user_name", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("version", Integer, nullable=False),
    Column("by_ladder", Boolean, nullable=False),
    Column("moderator_id", Snowflake),
    Column("moderator_name", Text, nullable=False),
    Column("seconds", Integer),
    Column("role_id", Snowflake),
    Column("points", Integer, nullable=False),
    Column("comment_ids", JSON, nullable=False),
    Column("active_at", Moment),
    Column("expires_at", Moment),
    Column("applied_at", Moment),
    Column("lifted_at", Moment),
    Column("told_at", Moment),
    Column("error", Text, nullable=False),
    Column("channel_id", Snowflake),
    Column("message_id", Snowflake),
    UniqueConstraint("guild_id", "number"),
    Index("ix_cases_member", "guild_id", "user_id", "id"),
    sqlite_autoincrement=True,
)

Index(
    "ix_cases_ending",
    cases.c.expires_at,
    sqlite_where=cases.c.state == "active",
    postgresql_where=cases.c.state == "active",
)

appeals = Table(
    "appeals",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild_id", Snowflake, nullable=False),
    Column("user_id", Snowflake, nullable=False),
    Column("user_name", Text, nullable=False),
    Column("decision", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("at", Moment, nullable=False),
    Column("version", Integer, nullable=False),
    Column("comment_id", RowId, ForeignKey("comments.id"), index=True),
    Column("case_id", RowId, ForeignKey("cases.id"), index=True),
    Column("against_ids", JSON, nullable=False),
    Column("against_names", Text, nullable=False),
    Column("decided_by", Snowflake),
    Column("decided_name", Text, nullable=False),
    Column("decided_at", Moment),
    Column("alone", Boolean, nullable=False),
    Column("reply", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("told_at", Moment),
    Column("channel_id", Snowflake),
    Column("message_id", Snowflake),
    UniqueConstraint("guild_id", "decision"),
    Index("ix_appeals_member", "guild_id", "user_id", "id"),
    sqlite_autoincrement=True,
)
