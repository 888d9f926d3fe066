"""What a server has chosen in ``/setup``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """One server's choices; the defaults are those of a server that was never set up."""

    guild_id: int
    moderators_channel_id: int | None = None
    moderator_role_id: int | None = None
    time_zone: str = "UTC"
    policy: str = "standard"
    """Name of a policy preset."""
