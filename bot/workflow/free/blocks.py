"""What AutoMod refused, each message once: every rule that it breaks tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

ONE_MESSAGE = timedelta(seconds=10)
"""The same words of the same person in the same place within this time are one message."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """A message that was refused, as an execution event tells of it."""

    guild_id: int
    channel_id: int
    user_id: int
    text: str


class Blocks:
    """Remembers what was refused a moment ago."""

    def __init__(self) -> None:
        self._at: dict[Blocked, datetime] = {}

    def is_told_again(self, blocked: Blocked, at: datetime) -> bool:
        """Whether this message was told of before; if not, it is remembered."""
        self._at = {one: then for one, then in self._at.items() if at - then < ONE_MESSAGE}
        if blocked in self._at:
            return True
        self._at[blocked] = at
        return False
