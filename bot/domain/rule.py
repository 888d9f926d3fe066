"""What a server's managers have written down themselves: rules, and changes to the policy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.verdict import Decision

ACTIONS = (Decision.FLAG, Decision.HOLD, Decision.REJECT)
"""What a rule may do with a text that it fires on."""


class RuleKind(StrEnum):
    """What a rule looks for."""

    WORDS = "words"
    """Words and phrases; ``*`` at an end lets a word go on there."""
    REGEX = "regex"
    """Regular expressions."""
    DOMAINS = "domains"
    """Links to these sites and their sub-domains."""
    INVITES = "invites"
    """Invitations to other Discord servers."""


class RuleState(StrEnum):
    """How far a rule has got."""

    DRAFT = "draft"
    """Written down; it is asked about nothing."""
    SHADOW = "shadow"
    """Its hits are noted, and nothing is done."""
    ACTIVE = "active"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of one server."""

    guild_id: int
    number: int
    """Counts up from 1 on each server; 0 before it is stored."""
    kind: RuleKind
    terms: tuple[str, ...]
    """What it looks for, as it was written; none for invitations, which are all meant."""
    action: Decision
    """One of `ACTIONS`."""
    created_at: datetime
    created_by: int
    created_by_name: str = ""
    allowed: tuple[str, ...] = ()
    """What does not count: phrases around a word, sub-domains, codes of one's own invitations."""
    severity: int = 2
    """1 mild, 2 serious, 3 the worst; the worst come first where there is no room for all."""
    note: str = ""
    """Why there is such a rule, for moderators."""
    spares_quotes: bool = False
    """Whether it does less to a text that only quotes the article or the comment it answers."""
    channel_id: int | None = None
    """The article channel that it is for; every channel if None."""
    expires_at: datetime | None = None
    state: RuleState = RuleState.DRAFT
    replaces: int | None = None
    """The rule whose place it takes when it is activated: a change that was not tried yet."""
    version: int = 1
    """Grows with every change; a change is stored only on top of the version it was made from."""

    def counts_in(self, channel_id: int | None, now: datetime | None) -> bool:
        """Whether it is for this channel and has not expired.

        Args:
            channel_id: None for no channel: rules of a single channel do not count then.
            now: None where nothing expires.
        """
        in_place = self.channel_id is None or self.channel_id == channel_id
        in_time = self.expires_at is None or now is None or now < self.expires_at
        return in_place and in_time


@dataclass(frozen=True, slots=True)
class RuleHit:
    """A rule fired on a text."""

    number: int
    """The rule's."""
    is_shadow: bool


@dataclass(frozen=True, slots=True)
class HitCounts:
    """How often a rule fired, and what moderators made of it."""

    fired: int = 0
    in_shadow: int = 0
    """How many of these did nothing."""
    approved: int = 0
    """Moderators let the comment stand."""
    rejected: int = 0
    """Moderators refused it or took it down."""
    waiting: int = 0
    """Nobody has decided yet."""

    @property
    def undecided(self) -> int:
        """How many no moderator has looked at, or had to."""
        return self.fired - self.approved - self.rejected - self.waiting
