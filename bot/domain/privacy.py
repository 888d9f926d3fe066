"""How long what people wrote is kept, and what becomes of it when they ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

RETENTION_DAYS = 90
"""Days that the texts of rejected, withdrawn and removed comments are kept, unless chosen."""

AFTER_LEAVING = timedelta(days=30)
"""A server that removed the bot has its data deleted after this time."""


class Deletion(StrEnum):
    """What becomes of a member's comments when they have their data deleted."""

    ANONYMISE = "anonymise"
    """Texts stay; name, picture and id go."""
    ERASE = "erase"
    """Posts are taken down and texts deleted."""


class PurgeReason(StrEnum):
    """Why something was deleted."""

    RETENTION = "retention"
    """It had been kept as long as the server keeps it."""
    MEMBER = "member"
    """The member whose it was asked for it."""


@dataclass(frozen=True, slots=True)
class PrivacySettings:
    """One server's choices; the defaults are those of a server that never chose."""

    guild_id: int
    retention_days: int = RETENTION_DAYS
    """0 keeps texts for ever."""
    deletion: Deletion = Deletion.ANONYMISE


@dataclass(frozen=True, slots=True)
class Purge:
    """Something that was deleted. Never says whose it was or what it said."""

    guild_id: int
    at: datetime
    what: str
    """e.g. ``texts`` or ``comments made anonymous``."""
    count: int
    why: PurgeReason
