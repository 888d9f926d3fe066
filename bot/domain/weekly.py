"""What a server has chosen about its moderators' weekly report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WeeklySettings:
    """When the report comes, in the server's time zone; the default is not at all."""

    guild_id: int
    weekday: int | None = None
    """0 for Monday to 6 for Sunday; None for no report."""
    hour: int = 9
    asked_on: str = ""
    """The date of the newest report that was asked for, so that each comes once."""
