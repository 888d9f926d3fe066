"""A card in the moderators' channel: the request to look at one comment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CardKind(StrEnum):
    """What a moderator is asked."""

    REVIEW = "review"
    """A text waits: approve or reject?"""
    LOOK = "look"
    """A published comment was flagged or reported: keep or remove?"""


@dataclass(frozen=True, slots=True)
class Card:
    """One request to look at one revision of a comment."""

    id: int
    guild_id: int
    comment_id: int
    number: int
    """The revision that it shows; it cannot decide about another."""
    kind: CardKind
    opened_at: datetime
    closed_at: datetime | None = None
    channel_id: int | None = None
    message_id: int | None = None
    """None until it has been posted, or where no moderators' channel is usable."""


@dataclass(frozen=True, slots=True)
class Report:
    """One member's report of one comment."""

    comment_id: int
    reporter_id: int
    reporter_name: str
    reason: str
    at: datetime
