"""Time that a test can move forward, and Discord's way of writing it."""

from __future__ import annotations

import time
from datetime import UTC, datetime


class Clock:
    """Wall time plus what was skipped; one for each application and each guild."""

    __slots__ = ("skipped",)

    def __init__(self) -> None:
        self.skipped = 0.0

    def now(self) -> float:
        """Seconds since the Unix epoch."""
        return time.time() + self.skipped

    def advance(self, seconds: float) -> None:
        """Skip time. Raises ``ValueError`` when asked to go back."""
        if seconds < 0:
            raise ValueError(f"time goes forward only, not {seconds} s; pass a positive number")
        self.skipped += seconds


def timestamp(seconds: float) -> str:
    """ISO 8601 with microseconds and offset, as in Discord's payloads."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="microseconds")


def parse_timestamp(text: str) -> float:
    """Seconds since the epoch; raises ``ValueError`` for anything but ISO 8601."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.timestamp()
