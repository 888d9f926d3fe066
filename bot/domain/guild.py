"""What a server has chosen in ``/setup``."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.verdict import Decision

FOREIGN_CHOICES = (Decision.HOLD, Decision.FLAG, Decision.PUBLISH)
"""What may become of comments in languages that are not judged by their meaning."""


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
