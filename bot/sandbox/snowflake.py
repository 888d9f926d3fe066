"""Discord's identifiers: time, worker and a counter in 64 bits.

Source: https://docs.discord.com/developers/reference#snowflakes
"""

from __future__ import annotations

import time
from collections.abc import Callable

DISCORD_EPOCH_MS = 1_420_070_400_000
_COUNTER_BITS = 12
_WORKER = 1 << 17


def created_at_ms(snowflake: int) -> int:
    """Unix time in milliseconds at which the id was made."""
    return (snowflake >> 22) + DISCORD_EPOCH_MS


def at_ms(unix_ms: int) -> int:
    """The smallest id that could have been made at this time."""
    return (unix_ms - DISCORD_EPOCH_MS) << 22


class SnowflakeSource:
    """Hands out ids that never repeat and always grow."""

    def __init__(self, wall_clock: Callable[[], float] = time.time) -> None:
        self._wall_clock = wall_clock
        self._last_ms = 0
        self._counter = 0

    def next(self) -> int:
        now = int(self._wall_clock() * 1000)
        if now > self._last_ms:
            self._last_ms = now
            self._counter = 0
        else:
            self._counter += 1
            if self._counter >> _COUNTER_BITS:
                self._last_ms += 1
                self._counter = 0
        return at_ms(self._last_ms) | _WORKER | self._counter
