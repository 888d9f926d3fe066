"""A server's own changes to a policy preset, as versions that never change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.verdict import Category


class Level(StrEnum):
    """What a threshold leads to."""

    FLAG = "flag"
    HOLD = "hold"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Override:
    """One threshold that is not the preset's."""

    category: Category
    level: Level
    threshold: float | None
    """From 0 to 1; None: never."""
    channel_id: int | None = None
    """The article channel that it is for; every channel if None."""

    @property
    def place(self) -> tuple[int, str, str]:
        """What it is about; there is one override for each."""
        return (self.channel_id or 0, self.category.value, self.level.value)


@dataclass(frozen=True, slots=True)
class PolicyChoice:
    """A preset with a server's changes to it."""

    preset: str
    overrides: tuple[Override, ...] = ()
    """In the order of their places, one for each."""


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """What a server's policy was from a moment on."""

    guild_id: int
    version: int
    """Counts up from 1 on each server."""
    choice: PolicyChoice
    at: datetime
    author_id: int
    author_name: str
    note: str = ""
