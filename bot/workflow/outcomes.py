"""What can become of a comment, as data: what is stored, asked of Discord, and shown to whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.actor import Actor
from bot.domain.card import CardKind
from bot.domain.comment import Comment, CommentState, HistoryEntry
from bot.domain.job import Job, JobKind, Priority, answer_job, article_lane, stage_lane

CLEARED_AFTER = timedelta(milliseconds=700)
"""A comment that is not on the stage by then has its author told how many go first."""

COUNT_AFTER = timedelta(seconds=3)
"""Changes of an article's comment count within this time become one edit of its post."""


@dataclass(frozen=True, slots=True)
class Change:
    """Everything that one decision brings about."""

    comment: Comment
    history: tuple[HistoryEntry, ...] = ()
    jobs: tuple[Job, ...] = ()
    open_card: CardKind | None = None
    close_cards: bool = False
    requote: bool = False
    """The answers that quote this comment show something else now."""


def clear(
    comment: Comment,
    number: int,
    *,
    event: str,
    priority: Priority,
    now: datetime,
    by: Actor | None = None,
    policy: str = "",
) -> Change:
    """It may be shown: for the first time, or in the place of an earlier text."""
    after = replace(
        comment,
        state=CommentState.PUBLISHED,
        shown_number=number,
        pending_number=None,
        waiting_since=None,
        decided_at=now,
        decided_by=by.id if by else None,
        reason="",
    )
    if comment.message_id is None:
        work = stage_job(comment, JobKind.PUBLISH, priority, now)
        answer = tell_author(comment, now + CLEARED_AFTER)
    else:
        work = stage_job(comment, JobKind.REVISE, Priority.CHANGED, now)
        answer = tell_author(comment, now)
    return Change(
        after,
        history=(entry(comment, after, event, now, by=by, policy=policy, number=number),),
        jobs=(work, answer),
        requote=comment.message_id is not None,
    )


def hold(
    comment: Comment,
    number: int,
    *,
    event: str,
    now: datetime,
    by: Actor | None = None,
    policy: str = "",
) -> Change:
    """It waits for a moderator; what is shown of it stays."""
    was_published = comment.state is CommentState.PUBLISHED
    after = replace(
        comment,
        state=CommentState.PUBLISHED if was_published else CommentState.HELD,
        pending_number=number,
        waiting_since=now,
        decided_at=comment.decided_at if was_published else now,
        decided_by=None,
        reason="",
    )
    return Change(
        after,
        history=(entry(comment, after, event, now, by=by, policy=policy, number=number),),
        jobs=(tell_author(comment, now),),
        open_card=CardKind.REVIEW,
    )


def reject(
    comment: Comment,
    number: int,
    *,
    event: str,
    now: datetime,
    by: Actor | None = None,
    policy: str = "",
    reason: str = "",
) -> Change:
    """It is not shown; what was shown before stays."""
    was_published = comment.state is CommentState.PUBLISHED
    after = replace(
        comment,
        state=CommentState.PUBLISHED if was_published else CommentState.REJECTED,
        pending_number=None,
        waiting_since=None,
        decided_at=now,
        decided_by=by.id if by else None,
        reason=reason,
    )
    return Change(
        after,
        history=(
            entry(comment, after, event, now, by=by, policy=policy, reason=reason, number=number),
        ),
        jobs=(tell_author(comment, now),),
    )


def take_down(
    comment: Comment,
    state: CommentState,
    *,
    event: str,
    by: Actor,
    reason: str,
    now: datetime,
) -> Change:
    """It is shown no more, wherever it was."""
    after = replace(
        comment,
        state=state,
        pending_number=None,
        waiting_since=None,
        decided_at=now,
        decided_by=by.id if state is CommentState.REMOVED else comment.decided_by,
        reason=reason,
    )
    jobs: tuple[Job, ...] = ()
    if comment.message_id is not None:
        jobs = (stage_job(comment, JobKind.RETRACT, Priority.RETRACT, now),)
    return Change(
        after,
        history=(entry(comment, after, event, now, by=by, reason=reason),),
        jobs=jobs,
        close_cards=True,
        requote=True,
    )


def entry(
    before: Comment,
    after: Comment,
    event: str,
    now: datetime,
    *,
    by: Actor | None = None,
    reason: str = "",
    policy: str = "",
    number: int | None = None,
) -> HistoryEntry:
    """The row of history for a change."""
    return HistoryEntry(
        comment_id=before.id,
        at=now,
        event=event,
        from_state=before.state,
        to_state=after.state,
        actor_id=by.id if by else None,
        actor_name=by.name if by else "",
        reason=reason,
        policy=policy,
        number=number,
    )


def stage_job(comment: Comment, kind: JobKind, priority: Priority, now: datetime) -> Job:
    """The request to change what the stage shows of a comment."""
    return Job(
        guild_id=comment.guild_id,
        lane=stage_lane(comment.channel_id),
        kind=kind,
        target_id=comment.id,
        priority=priority,
        not_before=now,
    )


def tell_author(comment: Comment, not_before: datetime) -> Job:
    """The request to tell the author how the comment stands."""
    return answer_job(comment.guild_id, comment.id, not_before)


def recount(comment: Comment, now: datetime) -> Job:
    """The request to count the article's comments anew, a little later."""
    return Job(
        guild_id=comment.guild_id,
        lane=article_lane(comment.channel_id),
        kind=JobKind.REFRESH_ARTICLE,
        target_id=comment.article_id,
        priority=Priority.COUNTS,
        not_before=now + COUNT_AFTER,
    )
