"""When a feed is asked again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from bot.domain.feed import Pulse

EVERY = timedelta(minutes=10)
"""Between two questions, where the feed does not ask for more."""
SELDOM = timedelta(hours=1)
"""As long as a feed that works is left alone, whatever it says of itself."""
RARELY = timedelta(hours=6)
"""As long as one that fails is."""
DEAD_AFTER = timedelta(days=1)
"""A feed that failed for so long is told of."""
JITTER = 0.1
"""Share by which each pause varies, so that feeds of one host drift apart."""


def is_dead(pulse: Pulse, now: datetime) -> bool:
    """Whether it has failed for a day, and nobody was told."""
    since = pulse.failing_since
    return not pulse.told and since is not None and now - since >= DEAD_AFTER


def after_answer(now: datetime, asked_pause: timedelta, random: Random) -> Pulse:
    """The pulse after the feed answered.

    Args:
        asked_pause: How long the feed or its server say that it stays as it is; 0 if nothing.
    """
    pause = min(max(EVERY, asked_pause), SELDOM)
    return Pulse(now + _varied(pause, random))


def after_failure(
    pulse: Pulse, now: datetime, retry_after: timedelta | None, random: Random, *, failure: str = ""
) -> Pulse:
    """The pulse after it failed: each pause is twice as long as the one before.

    Args:
        retry_after: How long its server asks to wait; never less than that.
        failure: Why it failed, in one sentence.
    """
    pause = _varied(min(EVERY * 2 ** min(pulse.failures, 10), RARELY), random)
    return replace(
        pulse,
        next_at=now + max(pause, retry_after or pause),
        failures=pulse.failures + 1,
        failing_since=pulse.failing_since or now,
        failure=failure,
    )


def _varied(pause: timedelta, random: Random) -> timedelta:
    return pause * random.uniform(1 - JITTER, 1 + JITTER)
