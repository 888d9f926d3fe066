"""Work that Discord still has to be asked for, stored with the decision that calls for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum


class JobKind(StrEnum):
    """What is to be done. Each kind draws the present state anew, so doing it twice is harmless;
    the two that create a post look first whether it is there."""

    TAKE_IN = "take-in"
    """Delete a typed message whose text is stored, then judge it."""
    POST_ARTICLE = "post-article"
    REFRESH_ARTICLE = "refresh-article"
    PUBLISH = "publish"
    REVISE = "revise"
    RETRACT = "retract"
    CARD = "card"
    ANSWER = "answer"


class Priority(IntEnum):
    """Lower goes first."""

    RETRACT = 0
    """What must no longer be seen."""
    APPROVED = 1
    """Its author has waited for a moderator already."""
    NEW = 2
    CHANGED = 3
    COUNTS = 4


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to do on Discord. There is at most one of a kind for a target."""

    guild_id: int
    lane: str
    """Jobs of one lane are done one after another, most urgent first."""
    kind: JobKind
    target_id: int
    """The comment's, article's or card's id, as the kind says."""
    priority: Priority
    not_before: datetime
    id: int = 0
    """0 until it is stored."""
    generation: int = 0
    """Grows whenever the same job is asked for again, also while it is being done."""
    attempts: int = 0


def stage_lane(channel_id: int) -> str:
    """The lane of everything that goes through one channel's webhook."""
    return f"stage:{channel_id}"


def desk_lane(guild_id: int) -> str:
    """The lane of a guild's moderators' channel."""
    return f"desk:{guild_id}"


def article_lane(channel_id: int) -> str:
    """The lane of the articles' own posts in one channel."""
    return f"article:{channel_id}"


def author_lane(comment_id: int) -> str:
    """A lane for each answer: one author's closed door must not delay another's."""
    return f"author:{comment_id}"


def publish_job(guild_id: int, channel_id: int, comment_id: int, now: datetime) -> Job:
    """The request to post a comment that was cleared before its article's thread was open."""
    return Job(
        guild_id=guild_id,
        lane=stage_lane(channel_id),
        kind=JobKind.PUBLISH,
        target_id=comment_id,
        priority=Priority.NEW,
        not_before=now,
    )


def revise_job(guild_id: int, channel_id: int, comment_id: int, now: datetime) -> Job:
    """The request to draw a comment's post anew."""
    return Job(
        guild_id=guild_id,
        lane=stage_lane(channel_id),
        kind=JobKind.REVISE,
        target_id=comment_id,
        priority=Priority.CHANGED,
        not_before=now,
    )


def answer_job(guild_id: int, comment_id: int, not_before: datetime) -> Job:
    """The request to tell a comment's author how it stands."""
    return Job(
        guild_id=guild_id,
        lane=author_lane(comment_id),
        kind=JobKind.ANSWER,
        target_id=comment_id,
        priority=Priority.NEW,
        not_before=not_before,
    )


def take_in_job(guild_id: int, comment_id: int, now: datetime) -> Job:
    """The request to delete a typed message and judge its text, before anything else."""
    return Job(
        guild_id=guild_id,
        lane=f"take-in:{comment_id}",
        kind=JobKind.TAKE_IN,
        target_id=comment_id,
        priority=Priority.RETRACT,
        not_before=now,
    )
