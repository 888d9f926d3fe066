"""Accounts: people and bots."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class User:
    id: int
    username: str
    token: str
    bot: bool = False
    global_name: str | None = None
    avatar: str | None = None
    locale: str = "en-US"
    dms_open: bool = True
    guild_ids: set[int] = field(default_factory=set)
    # Guilds and direct channels this person was ever in: where their feed is kept.
    scopes: set[int] = field(default_factory=set)

    @property
    def display_name(self) -> str:
        return self.global_name or self.username
