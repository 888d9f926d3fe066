"""When a feed is asked again."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.feed import Pulse
from bot.workflow.feeds.schedule import (
    DEAD_AFTER,
    EVERY,
    JITTER,
    RARELY,
    SELDOM,
    after_answer,
    after_failure,
    is_dead,
)

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@given(st.integers(0, 10_000), st.integers(0, 2**32))
def test_a_feed_that_answers_is_asked_within_the_hour(minutes: int, seed: int) -> None:
    pulse = after_answer(NOW, timedelta(minutes=minutes), Random(seed))
    assert EVERY * (1 - JITTER) <= pulse.next_at - NOW <= SELDOM * (1 + JITTER)
    assert (pulse.failures, pulse.failing_since) == (0, None)


def test_a_feed_that_fails_is_asked_less_and_less_and_told_of_after_a_day() -> None:
    pulse, now, pauses = Pulse(NOW), NOW, []
    while not is_dead(pulse, now):
        pulse = after_failure(pulse, now, None, Random(1))
        pauses.append(pulse.next_at - now)
        now = pulse.next_at
    assert pauses[0] <= EVERY * (1 + JITTER)
    assert all(later >= earlier for earlier, later in pairwise(pauses[:5]))
    assert max(pauses) <= RARELY * (1 + JITTER)
    assert DEAD_AFTER <= now - NOW <= DEAD_AFTER + RARELY * (1 + JITTER)
    assert len(pauses) < 15


def test_a_feed_is_left_alone_as_long_as_its_server_asks() -> None:
    pulse = after_failure(Pulse(NOW), NOW, timedelta(hours=9), Random(1))
    assert pulse.next_at - NOW == timedelta(hours=9)


def test_an_answer_ends_a_row_of_failures() -> None:
    failed = after_failure(Pulse(NOW), NOW, None, Random(1))
    assert failed.failing_since == NOW
    assert after_answer(NOW, timedelta(0), Random(1)).failures == 0
