"""Rows as the domain's values."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from bot.domain.card import Card, CardKind, Report
from bot.domain.comment import (
    Author,
    Comment,
    CommentState,
    HistoryEntry,
    ReplyHandle,
    Revision,
    Source,
)
from bot.domain.guild import ChannelMode, GuildSettings
from bot.domain.job import Job, JobKind, Priority
from bot.domain.posted import Article, ArticleState, Draft
from bot.domain.verdict import Decision
from bot.storage.codec import document_from_json, look_from_json, verdict_from_json
from bot.workflow.tables import Notice, Prepared, WebhookKey

AnyRow = Row[Any]


def article_of(row: AnyRow) -> Article:
    """A row of ``articles``."""
    return Article(
        id=row.id,
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        document=document_from_json(row.document),
        state=ArticleState(row.state),
        created_at=row.created_at,
        created_by=row.created_by,
        version=row.version,
        message_id=row.message_id,
        thread_id=row.thread_id,
        last_activity_at=row.last_activity_at,
        seen_message_id=row.seen_message_id,
        look=look_from_json(row.look),
        in_forum=row.in_forum,
        closed_by_rule=row.closed_by_rule,
    )


def draft_of(row: AnyRow) -> Draft:
    """A row of ``drafts``."""
    return Draft(
        id=row.id,
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        author_id=row.author_id,
        document=document_from_json(row.document),
        created_at=row.created_at,
        look=look_from_json(row.look),
    )


def comment_of(row: AnyRow) -> Comment:
    """A row of ``comments``."""
    return Comment(
        id=row.id,
        guild_id=row.guild_id,
        article_id=row.article_id,
        channel_id=row.channel_id,
        author=Author(row.author_id, row.author_name, row.avatar_url),
        shown_name=row.shown_name,
        source=Source(row.source),
        source_id=row.source_id,
        state=CommentState(row.state),
        version=row.version,
        created_at=row.created_at,
        parent_id=row.parent_id,
        latest_number=row.latest_number,
        shown_number=row.shown_number,
        pending_number=row.pending_number,
        waiting_since=row.waiting_since,
        message_id=row.message_id,
        webhook_id=row.webhook_id,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        reason=row.reason,
        shown_at=row.shown_at,
        exposed_ms=row.exposed_ms,
        blanked_at=row.blanked_at,
    )


def revision_of(row: AnyRow) -> Revision:
    """A row of ``revisions``."""
    verdict = verdict_from_json(row.verdict) if row.verdict is not None else None
    return Revision(row.comment_id, row.number, row.text, row.created_at, verdict)


def history_of(row: AnyRow) -> HistoryEntry:
    """A row of ``history``."""
    return HistoryEntry(
        comment_id=row.comment_id,
        at=row.at,
        event=row.event,
        from_state=CommentState(row.from_state) if row.from_state is not None else None,
        to_state=CommentState(row.to_state),
        actor_id=row.actor_id,
        actor_name=row.actor_name,
        reason=row.reason,
        policy=row.policy,
        number=row.number,
    )


def reply_of(row: AnyRow) -> ReplyHandle:
    """A row of ``replies``."""
    return ReplyHandle(row.application_id, row.token, row.expires_at, row.locale)


def card_of(row: AnyRow) -> Card:
    """A row of ``cards``."""
    return Card(
        id=row.id,
        guild_id=row.guild_id,
        comment_id=row.comment_id,
        number=row.number,
        kind=CardKind(row.kind),
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        channel_id=row.channel_id,
        message_id=row.message_id,
    )


def report_of(row: AnyRow) -> Report:
    """A row of ``reports``."""
    return Report(row.comment_id, row.reporter_id, row.reporter_name, row.reason, row.at)


def job_of(row: AnyRow) -> Job:
    """A row of ``jobs``."""
    return Job(
        guild_id=row.guild_id,
        lane=row.lane,
        kind=JobKind(row.kind),
        target_id=row.target_id,
        priority=Priority(row.priority),
        not_before=row.not_before,
        id=row.id,
        generation=row.generation,
        attempts=row.attempts,
    )


def notice_of(row: AnyRow) -> Notice:
    """A row of ``notices``."""
    return Notice(row.id, row.guild_id, row.user_id, row.comment_id, row.at)


def guild_of(row: AnyRow) -> GuildSettings:
    """A row of ``guilds``."""
    return GuildSettings(
        guild_id=row.guild_id,
        moderators_channel_id=row.moderators_channel_id,
        moderator_role_id=row.moderator_role_id,
        time_zone=row.time_zone,
        policy=row.policy,
        foreign_comments=Decision[row.foreign_comments.upper()],
        pictures_wait=row.pictures_wait,
        shield_everywhere=row.shield_everywhere,
        digest_channel_id=row.digest_channel_id,
        digest_hour=row.digest_hour,
        language=row.language,
    )


def prepared_of(row: AnyRow) -> Prepared:
    """A row of ``prepared_channels``."""
    return Prepared(
        channel_id=row.channel_id,
        guild_id=row.guild_id,
        before=row.before,
        changed=row.changed,
        at=row.at,
        by=row.by,
        mode=ChannelMode(row.mode),
        close_days=row.close_days,
        close_comments=row.close_comments,
    )


def webhook_of(row: AnyRow) -> WebhookKey:
    """A row of ``webhooks``."""
    return WebhookKey(row.channel_id, row.guild_id, row.webhook_id, row.token)
