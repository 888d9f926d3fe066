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
    REPOST = "repost"
    """Take a comment's post down and post it anew: a webhook's name and picture cannot change."""
    CARD = "card"
    INCIDENT = "incident"
    """Post or draw the card of similar comments; the target is the incident."""
    CROWD = "crowd"
    """Say how many cards were not posted; the target is the server."""
    ANSWER = "answer"
    DIGEST = "digest"
    """Name the most discussed articles of a server; the target is the server."""
    WEEKLY = "weekly"
    """Report to a server's moderators how the week went; the target is the server."""
    SANCTION = "sanction"
    """Do on Discord what a case says, or take it back; the target is the case."""
    CASE_CARD = "case-card"
    APPEAL_CARD = "appeal-card"
    APPEAL_OUTCOME = "appeal-outcome"
    """Tell a member what became of their appeal."""


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
