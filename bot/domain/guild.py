"""What a server has chosen in ``/setup``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.verdict import Decision

FOREIGN_CHOICES = (Decision.HOLD, Decision.FLAG, Decision.PUBLISH)
"""What may become of comments in languages that are not judged by their meaning."""


class ChannelMode(StrEnum):
    """How members comment in a channel that was made ready."""

    FORMS = "forms"
    """With buttons: nobody can read a comment before it is judged."""
    FREE = "free"
    """By typing below the article: what must wait is deleted again, a moment after it was sent."""


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """One server's choices; the defaults are those of a server that was never set up."""

    guild_id: int
    moderators_channel_id: int | None = None
    moderator_role_id: int | None = None
    time_zone: str = "UTC"
    policy: str = "standard"
    """Name of a policy preset."""
    foreign_comments: Decision = Decision.HOLD
    """One of `FOREIGN_CHOICES`."""
    pictures_wait: bool = False
    """Whether messages with pictures and other files wait for a moderator in free mode."""
    digest_channel_id: int | None = None
    """Where the most discussed articles are named once a day; nowhere where it is None."""
    digest_hour: int = 8
    """The hour from which the digest of a day is posted, in the server's time zone."""
    language: str = ""
    """The language in which Greenroom speaks to everybody there, e.g. ``de``; empty for the
    server's own."""
    shield_everywhere: bool = False
    """Whether a manager agreed to AutoMod rules that hold in every channel of the server."""
