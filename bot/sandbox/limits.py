"""Rate limits: buckets of requests, the global limit and the limit on bad ones.

Discord documents the mechanism and the global figures; the sizes of buckets are
what its servers were observed to answer.
Source: https://docs.discord.com/developers/topics/rate-limits
"""

from __future__ import annotations

import hashlib
import time
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.sandbox.jsontypes import Payload


@dataclass(frozen=True, slots=True)
class Limit:
    """``count`` requests in ``seconds``, counted together under one name."""

    name: str
    count: int
    seconds: float


GLOBAL: Final = Limit("global", 50, 1.0)
INVALID_REQUESTS: Final = Limit("invalid", 10_000, 600.0)
DEFAULT: Final = Limit("default", 50, 1.0)
CREATE_MESSAGE: Final = Limit("create message", 5, 5.0)
EDIT_MESSAGE: Final = Limit("edit message", 5, 5.0)
DELETE_MESSAGE: Final = Limit("delete message", 5, 1.0)
BULK_DELETE: Final = Limit("bulk delete", 1, 3.0)
READ_MESSAGES: Final = Limit("read messages", 5, 5.0)
REACTION: Final = Limit("reaction", 1, 0.25)
CREATE_THREAD: Final = Limit("create thread", 10, 10.0)
EDIT_CHANNEL: Final = Limit("edit channel", 5, 15.0)
EDIT_MEMBER: Final = Limit("edit member", 10, 10.0)
TYPING: Final = Limit("typing", 5, 5.0)
COMMANDS: Final = Limit("commands", 5, 20.0)
WEBHOOK: Final = Limit("webhook", 5, 2.0)
WEBHOOK_CHANNEL: Final = Limit("webhook channel", 30, 60.0)
EDIT_WEBHOOK_MESSAGE: Final = Limit("edit webhook message", 5, 2.0)
INTERACTION: Final = Limit("interaction", 5, 2.0)

_UNSCALED_COUNT: Final = 1_000_000


@dataclass(slots=True)
class _Window:
    ends: float
    used: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the limits say of one request. ``retry_after`` is in seconds."""

    headers: dict[str, str]
    retry_after: float | None = None
    is_global: bool = False
    # Discord's edge answers without a Via header when it has shut somebody out.
    shut_out: bool = False

    def body(self) -> Payload:
        return {
            "message": "You are being rate limited.",
            "retry_after": round(self.retry_after or 0.0, 3),
            "global": self.is_global,
            "code": 0,
        }


class RateLimits:
    """Counts requests in fixed windows, each limit for its own key.

    ``scale`` multiplies every count; None counts nothing.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._windows: dict[Hashable, _Window] = {}
        self._invalid: dict[int, deque[float]] = {}

    def admit(
        self,
        owner: int,
        scale: float | None,
        keyed: Sequence[tuple[Limit, Hashable]],
        *,
        counts_globally: bool,
    ) -> Verdict:
        """Count one request against its limits; the first of them gives the headers.

        Nothing is counted when any of them is full, as a refused request uses up
        no place.
        """
        first, first_key = keyed[0]
        if scale is None:
            return Verdict(_headers(first, first_key, _UNSCALED_COUNT, _UNSCALED_COUNT, 1.0))
        if self._is_shut_out(owner, scale):
            return Verdict({}, retry_after=INVALID_REQUESTS.seconds, shut_out=True)
        now = self._now()
        all_keyed = list(keyed)
        if counts_globally:
            all_keyed.append((GLOBAL, owner))
        windows = [(limit, self._window(limit, key, now)) for limit, key in all_keyed]
        for index, (limit, window) in enumerate(windows):
            if window.used >= scaled(limit, scale):
                wait = window.ends - now
                headers = _headers(first, first_key, scaled(first, scale), 0, wait)
                scope = "global" if limit is GLOBAL else "user" if index == 0 else "shared"
                headers["X-RateLimit-Scope"] = scope
                headers["Retry-After"] = str(int(wait) + 1)
                if limit is GLOBAL:
                    headers["X-RateLimit-Global"] = "true"
                return Verdict(headers, retry_after=wait, is_global=limit is GLOBAL)
        for _, window in windows:
            window.used += 1
        count, window = scaled(first, scale), windows[0][1]
        return Verdict(_headers(first, first_key, count, count - window.used, window.ends - now))

    def note_invalid(self, owner: int) -> None:
        """An answer of 401, 403 or 429 counts towards a temporary ban."""
        self._invalid.setdefault(owner, deque()).append(self._now())

    def _is_shut_out(self, owner: int, scale: float) -> bool:
        times = self._invalid.get(owner)
        if not times:
            return False
        while times and times[0] < self._now() - INVALID_REQUESTS.seconds:
            times.popleft()
        return len(times) >= scaled(INVALID_REQUESTS, scale)

    def _window(self, limit: Limit, key: Hashable, now: float) -> _Window:
        window = self._windows.get((limit.name, key))
        if window is None or window.ends <= now:
            window = self._windows[limit.name, key] = _Window(now + limit.seconds)
            if len(self._windows) > 10_000:
                self._windows = {
                    one: kept for one, kept in self._windows.items() if kept.ends > now
                }
        return window


def scaled(limit: Limit, scale: float) -> int:
    return max(1, int(limit.count * scale))


def _headers(
    limit: Limit, key: Hashable, count: int, remaining: int, reset_after: float
) -> dict[str, str]:
    bucket = hashlib.blake2b(limit.name.encode(), digest_size=8).hexdigest()
    return {
        "X-RateLimit-Limit": str(count),
        "X-RateLimit-Remaining": str(remaining),
        "X-RateLimit-Reset": f"{time.time() + reset_after:.3f}",
        "X-RateLimit-Reset-After": f"{reset_after:.3f}",
        "X-RateLimit-Bucket": bucket,
    }
