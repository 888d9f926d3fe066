"""What can be asked of Discord, each as one job in its lane."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.comment import Comment
from bot.domain.job import Job, JobKind, Priority
from bot.domain.posted import Article

COUNT_AFTER = timedelta(seconds=3)
"""Changes of an article's comment count within this time become one edit of its post."""
CROWD_AFTER = timedelta(seconds=1)
"""Cards that are not posted within this time become one edit of the line that counts them."""


def stage_job(comment: Comment, kind: JobKind, priority: Priority, now: datetime) -> Job:
    """Change what the stage shows of a comment. A channel's changes go through one webhook."""
    lane = f"stage:{comment.channel_id}"
    return Job(comment.guild_id, lane, kind, comment.id, priority, now)


def retract_job(comment: Comment, not_before: datetime) -> Job:
    """Delete a comment's post."""
    return stage_job(comment, JobKind.RETRACT, Priority.RETRACT, not_before)


def revise_job(comment: Comment, now: datetime) -> Job:
    """Draw a comment's post anew."""
    return stage_job(comment, JobKind.REVISE, Priority.CHANGED, now)


def repost_job(comment: Comment, now: datetime) -> Job:
    """Post a comment anew under the name it bears now."""
    return stage_job(comment, JobKind.REPOST, Priority.CHANGED, now)


def answer_job(comment: Comment, not_before: datetime) -> Job:
    """Tell a comment's author how it stands. One author's closed door delays nobody else's news."""
    lane = f"author:{comment.id}"
    return Job(comment.guild_id, lane, JobKind.ANSWER, comment.id, Priority.NEW, not_before)


def take_in_job(comment: Comment, now: datetime) -> Job:
    """Delete a typed message and judge its text, before anything else."""
    lane = f"take-in:{comment.id}"
    return Job(comment.guild_id, lane, JobKind.TAKE_IN, comment.id, Priority.RETRACT, now)


def card_job(guild_id: int, card_id: int, now: datetime) -> Job:
    """Post a card, or draw it anew."""
    return Job(guild_id, f"desk:{guild_id}", JobKind.CARD, card_id, Priority.NEW, now)


def incident_job(guild_id: int, incident_id: int, now: datetime) -> Job:
    """Post the card of similar comments, or draw it anew."""
    return Job(guild_id, f"desk:{guild_id}", JobKind.INCIDENT, incident_id, Priority.NEW, now)


def crowd_job(guild_id: int, now: datetime) -> Job:
    """Count the cards that were not posted, a moment later."""
    later = now + CROWD_AFTER
    return Job(guild_id, f"desk:{guild_id}", JobKind.CROWD, guild_id, Priority.COUNTS, later)


def article_job(article: Article, kind: JobKind, priority: Priority, now: datetime) -> Job:
    """Make or change an article's own post."""
    lane = f"article:{article.channel_id}"
    return Job(article.guild_id, lane, kind, article.id, priority, now)


def recount_job(comment: Comment, now: datetime) -> Job:
    """Count the comments on an article anew, a little later."""
    lane = f"article:{comment.channel_id}"
    later = now + COUNT_AFTER
    kind = JobKind.REFRESH_ARTICLE
    return Job(comment.guild_id, lane, kind, comment.article_id, Priority.COUNTS, later)
