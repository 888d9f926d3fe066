"""A person at the moment they ask for something, with the powers they hold right then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and what they may do where they act. Taken anew from Discord at every step."""

    id: int
    name: str
    guild_id: int
    role_ids: frozenset[int] = frozenset()
    manages_messages: bool = False
    """Manage Messages in the article's parent channel."""
    manages_guild: bool = False
    views_channel: bool = True
    """View Channel in the article's parent channel."""
    timed_out_until: datetime | None = None
    passed_screening: bool = True
    avatar_url: str | None = None
