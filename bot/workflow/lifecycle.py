"""How a comment changes: pure decisions that return what has to be stored, asked for and shown.

Every function takes a comment as it was read and returns a `Change`; `bot.workflow.changes.keep`
stores it on top of exactly that version, so of two people who decide at once one is told.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.actor import Actor
from bot.domain.card import CardKind
from bot.domain.comment import Comment, CommentState
from bot.domain.errors import Conflict, NotFound, Refused
from bot.domain.job import Job, JobKind, Priority
from bot.domain.verdict import Decision, Verdict
from bot.workflow.jobs import answer_job, recount_job, retract_job, stage_job
from bot.workflow.outcomes import Change, clear, entry, hold, reject, take_down


def judged(comment: Comment, number: int, verdict: Verdict, *, now: datetime) -> Change:
    """A revision has its verdict.

    The first text of a comment is published, held or rejected. A changed text replaces the
    shown one only when it may be published; while it waits the old one stays.

    Raises:
        Conflict: the revision is not the one that waits to be judged.
    """
    if comment.pending_number != number:
        raise Conflict("This text has been changed or decided since.")
    if verdict.decision is Decision.HOLD:
        return hold(comment, number, event="held", policy=verdict.policy, now=now)
    if verdict.decision is Decision.REJECT:
        return reject(comment, number, event="rejected", policy=verdict.policy, now=now)
    flagged = verdict.decision is Decision.FLAG
    change = clear(
        comment,
        number,
        event="flagged" if flagged else "cleared",
        priority=Priority.NEW,
        policy=verdict.policy,
        now=now,
    )
    return replace(change, open_card=CardKind.LOOK if flagged else None)


def approved(comment: Comment, number: int, moderator: Actor, *, now: datetime) -> Change:
    """A moderator lets a waiting text through.

    Raises:
        Conflict: the text has changed, or somebody decided already.
    """
    _require_waiting(comment, number)
    change = clear(
        comment, number, event="approved", priority=Priority.APPROVED, by=moderator, now=now
    )
    return replace(change, close_cards=True)


def rejected(
    comment: Comment, number: int, moderator: Actor, reason: str, *, now: datetime
) -> Change:
    """A moderator refuses a waiting text.

    Raises:
        Conflict: the text has changed, or somebody decided already.
    """
    _require_waiting(comment, number)
    change = reject(comment, number, event="rejected", by=moderator, reason=reason, now=now)
    return replace(change, close_cards=True, strikes=True)


def removed(comment: Comment, moderator: Actor, reason: str, *, now: datetime) -> Change:
    """A moderator takes a published comment down.

    Raises:
        Conflict: it is not published (any more).
    """
    if comment.state is not CommentState.PUBLISHED:
        raise Conflict("This comment is not published any more.")
    change = take_down(
        comment, CommentState.REMOVED, event="removed", by=moderator, reason=reason, now=now
    )
    answer = answer_job(comment, now)
    # Who deletes a post in Discord itself is known to nobody, and so is why.
    return replace(change, jobs=(*change.jobs, answer), strikes=moderator.id != 0)


def kept(comment: Comment, moderator: Actor, *, now: datetime) -> Change:
    """A moderator looked at a flagged or reported comment and leaves it where it is.

    Raises:
        Conflict: it is not published (any more).
    """
    if comment.state is not CommentState.PUBLISHED:
        raise Conflict("This comment is not published any more.")
    return Change(
        comment,
        history=(entry(comment, comment, "kept", now, by=moderator),),
        close_cards=comment.waiting_since is None,
    )


def withdrawn(comment: Comment, author: Actor, *, now: datetime) -> Change:
    """Its author takes a comment back.

    Raises:
        Refused: it is not theirs, or it is gone already.
    """
    _require_author(comment, author)
    if comment.state in {CommentState.WITHDRAWN, CommentState.REMOVED}:
        raise Refused("This comment is gone already.")
    return take_down(
        comment, CommentState.WITHDRAWN, event="withdrawn", by=author, reason="", now=now
    )


def edited(comment: Comment, author: Actor, *, now: datetime) -> Change:
    """Its author has changed the text: the next revision waits to be judged.

    Raises:
        Refused: it is not theirs, or it is not there to be changed.
    """
    _require_author(comment, author)
    if comment.state in {CommentState.WITHDRAWN, CommentState.REMOVED}:
        raise Refused("This comment is gone and can no longer be changed.")
    number = comment.latest_number + 1
    state = comment.state if comment.state is CommentState.PUBLISHED else CommentState.RECEIVED
    after = replace(
        comment,
        state=state,
        latest_number=number,
        pending_number=number,
        waiting_since=None,
        reason="",
    )
    return Change(
        after,
        history=(entry(comment, after, "edited", now, by=author, number=number),),
        close_cards=comment.waiting_since is not None,
    )


def appealed(comment: Comment, author: Actor, *, now: datetime) -> Change:
    """The author of a text that the policy refused asks for a moderator.

    Raises:
        Refused: it is not theirs, it was not refused, or a moderator has decided already.
    """
    _require_author(comment, author)
    if comment.state is CommentState.REMOVED or not was_refused(comment):
        raise Refused("This comment was not refused.")
    if comment.decided_by is not None:
        raise Refused("A moderator has read this comment and decided already.")
    if comment.blanked_at is not None:
        raise Refused("The text of this comment has been deleted since. Write it anew.")
    return hold(comment, comment.latest_number, event="appealed", by=author, now=now)


def granted(comment: Comment, moderator: Actor, *, now: datetime) -> Change:
    """An appeal had success: what was refused or removed is published.

    Raises:
        Conflict: it is neither refused nor removed any more.
    """
    if not was_refused(comment):
        raise Conflict("This comment is neither refused nor removed any more.")
    if comment.blanked_at is not None:
        raise Conflict("The text of this comment has been deleted since.")
    number = comment.latest_number
    if comment.state is CommentState.REMOVED:
        number = comment.shown_number or number
    change = clear(
        comment, number, event="granted", priority=Priority.APPROVED, by=moderator, now=now
    )
    return replace(change, close_cards=True)


def was_refused(comment: Comment) -> bool:
    """Whether its newest text was refused, or all of it removed."""
    if comment.state in {CommentState.REJECTED, CommentState.REMOVED}:
        return True
    return (
        comment.state is CommentState.PUBLISHED
        and comment.pending_number is None
        and comment.shown_number != comment.latest_number
    )


def posted(
    comment: Comment, *, message_id: int, webhook_id: int | None, number: int, now: datetime
) -> Change:
    """The comment's post stands on the stage.

    ``number`` is the revision that was sent; what has happened to the comment meanwhile is
    asked for in the same step.
    """
    after = replace(
        comment,
        message_id=message_id,
        webhook_id=webhook_id,
        shown_at=comment.shown_at or now,
    )
    jobs = [recount_job(comment, now), answer_job(comment, now)]
    if comment.state is not CommentState.PUBLISHED:
        jobs = [
            retract_job(comment, now),
            recount_job(comment, now),
        ]
    elif comment.shown_number != number:
        jobs.append(stage_job(comment, JobKind.REVISE, Priority.CHANGED, now))
    return Change(
        after,
        history=(entry(comment, after, "shown", now, number=number),),
        jobs=tuple(jobs),
        requote=True,
    )


def retracted(comment: Comment, *, now: datetime) -> Change:
    """The comment's post is gone from the stage."""
    after = replace(comment, message_id=None, webhook_id=None)
    jobs: tuple[Job, ...] = (recount_job(comment, now),)
    if comment.state is CommentState.PUBLISHED:
        jobs = (*jobs, stage_job(comment, JobKind.PUBLISH, Priority.CHANGED, now))
    return Change(after, jobs=jobs, requote=True)


def deleted(comment: Comment, *, now: datetime) -> Change:
    """The author's own message, which was the comment, is gone from Discord."""
    after = replace(
        comment,
        state=CommentState.WITHDRAWN,
        message_id=None,
        pending_number=None,
        waiting_since=None,
        decided_at=now,
    )
    reason = "The message was deleted in Discord."
    return Change(
        after,
        history=(entry(comment, after, "deleted", now, reason=reason),),
        jobs=(recount_job(comment, now),),
        close_cards=True,
        requote=True,
    )


def _require_waiting(comment: Comment, number: int) -> None:
    if comment.pending_number == number and comment.waiting_since is not None:
        return
    if comment.pending_number is not None and comment.pending_number != number:
        raise Conflict("The author has changed this text since; decide on the newer card.")
    if comment.state is CommentState.WITHDRAWN:
        raise Conflict("The author has withdrawn this comment.")
    raise Conflict("This text has been decided already.")


def _require_author(comment: Comment, author: Actor) -> None:
    if comment.author.id != author.id:
        raise NotFound("You have no such comment.")
