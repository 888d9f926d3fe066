"""What can become of a comment, as data: what is stored, asked of Discord, and shown to whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.actor import Actor
from bot.domain.card import CardKind
from bot.domain.comment import Comment, CommentState, HistoryEntry, Source
from bot.domain.job import Job, JobKind, Priority
from bot.workflow.jobs import answer_job, recount_job, retract_job, stage_job

CLEARED_AFTER = timedelta(milliseconds=700)
"""A comment that is not on the stage by then has its author told how many go first."""


RETRACTED_BY_THEN = timedelta(seconds=2)
"""A typed message that must wait is deleted at once; if it still stands by then, once more."""


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
    strikes: bool = False
    """A moderator's decision that counts against the author."""


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
    if comment.stands_as_typed:
        # It is on the stage already, and its author sees that it is.
        work = recount_job(comment, now)
        answer = answer_job(comment, now)
        after = replace(after, shown_at=comment.shown_at or now)
    elif comment.source is Source.ARCHIVE:
        work = recount_job(comment, now)
        answer = answer_job(comment, now)
    elif comment.message_id is None:
        work = stage_job(comment, JobKind.PUBLISH, priority, now)
        answer = answer_job(comment, now + CLEARED_AFTER)
    else:
        work = stage_job(comment, JobKind.REVISE, Priority.CHANGED, now)
        answer = answer_job(comment, now)
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
    """It waits for a moderator; what is shown of it stays, unless its author typed it there."""
    was_published = _stays(comment)
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
        jobs=_shown_no_more(comment, now),
        open_card=CardKind.REVIEW,
        requote=comment.stands_as_typed,
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
    """It is not shown; what was shown before stays, unless its author typed it there."""
    was_published = _stays(comment)
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
        jobs=_shown_no_more(comment, now),
        requote=comment.stands_as_typed,
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
        jobs = (retract_job(comment, now),)
    elif comment.source is Source.ARCHIVE:
        jobs = (recount_job(comment, now),)
    return Change(
        after,
        history=(entry(comment, after, event, now, by=by, reason=reason),),
        jobs=jobs,
        close_cards=True,
        requote=True,
    )


def _stays(comment: Comment) -> bool:
    """Whether the text that was shown before goes on being shown: we can draw our own posts as
    they were, but an author's message already says what they changed it to."""
    return comment.state is CommentState.PUBLISHED and not comment.stands_as_typed


def _shown_no_more(comment: Comment, now: datetime) -> tuple[Job, ...]:
    answer = answer_job(comment, now)
    if not comment.stands_as_typed:
        return (answer,)
    # Whoever judged it deletes it in the same moment; this is for a process that ends before.
    return (retract_job(comment, now + RETRACTED_BY_THEN), answer)


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
