"""Where a remote judge is and how it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A moderation service."""

    dialect: str
    """A key of `bot.remote_judge.dialects.DIALECTS`."""
    url: str
    key: str | None = None
    """Sent as a bearer token."""
    model: str = ""
    time_limit: float = 3.0
    """Seconds for the whole exchange."""

    @classmethod
    def of(cls, settings: Settings) -> Endpoint | None:
        """The service that the settings name, if they name one."""
        if settings.remote_judge == "off":
            return None
        return cls(
            dialect=settings.remote_judge,
            url=settings.remote_judge_url,
            key=settings.remote_judge_key,
            model=settings.remote_judge_model,
            time_limit=settings.remote_judge_time_limit,
        )

    @property
    def host(self) -> str:
        """The machine's name, without what a key could hide in."""
        return urlsplit(self.url).hostname or ""
