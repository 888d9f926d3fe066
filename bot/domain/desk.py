"""The review desk: what moderators have chosen for it, and what they keep there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.comment import CommentState
from bot.domain.verdict import Category, Decision, Verdict

CLAIM_LASTS = timedelta(minutes=5)
"""How long a comment counts as being read by whoever opened it last."""
UNDO_WITHIN = timedelta(minutes=10)
"""How long a decision can be undone."""


class Blur(StrEnum):
    """Texts that a card does not even show behind a spoiler."""

    NOTHING = "nothing"
    SLURS = "slurs"
    """Texts that are held or refused for a slur."""
    HATRED = "hatred"
    """Those, and what is held or refused for hatred or incitement."""
    EVERYTHING = "everything"


_BLURRED = {
    Blur.SLURS: frozenset({Category.SLUR}),
    Blur.HATRED: frozenset({Category.SLUR, Category.HATE, Category.INCITEMENT}),
}


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """One server's choices for its desk; the defaults are those of a server that made none."""

    guild_id: int
    report_threshold: int = 1
    """Reports that open a card."""
    hide_threshold: int = 0
    """Reports, weighed by who made them, that hide a comment until it is decided; 0: never."""
    card_cap: int = 20
    """New cards within ten minutes after which the rest is only counted."""
    blur: Blur = Blur.SLURS

    def blurs(self, verdict: Verdict | None) -> bool:
        """Whether a text with this verdict is shown only to who asks for it."""
        if self.blur is Blur.EVERYTHING:
            return True
        worst = _BLURRED.get(self.blur, frozenset())
        return verdict is not None and any(
            finding.category in worst and finding.decision >= Decision.HOLD
            for finding in verdict.findings
        )


@dataclass(frozen=True, slots=True)
class Claim:
    """A moderator reads a comment. No lock: whoever decides first has decided."""

    comment_id: int
    moderator_id: int
    moderator_name: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Note:
    """What one moderator tells the others about a comment or its author. Members never see it."""

    id: int
    guild_id: int
    comment_id: int | None
    author_id: int | None
    by_id: int
    by_name: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Decided:
    """A moderator's decision about a waiting text, with what it takes to undo it."""

    guild_id: int
    comment_id: int
    number: int
    """The revision that was decided."""
    approved: bool
    by_id: int
    by_name: str
    at: datetime
    before_state: CommentState
    before_shown: int | None
    """The revision that was shown before."""
    before_waiting: datetime
    """Since when it had waited."""
    batch: int = 0
    """What was decided together has one number; 0 until it is stored."""
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Incident:
    """Similar comments on one article that were held: one card for all of them."""

    id: int
    guild_id: int
    article_id: int
    opened_at: datetime
    channel_id: int | None = None
    message_id: int | None = None
    """None until its card has been posted."""


class ReportOutcome(StrEnum):
    """What moderators made of a report."""

    UPHELD = "upheld"
    DISMISSED = "dismissed"
    """The comment was left or let through."""
    FALSE = "false"
    """Somebody reported what there was nothing to report about."""
