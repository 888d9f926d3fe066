"""Counting requests against rate limits."""

from __future__ import annotations

import pytest

from bot.sandbox.limits import GLOBAL, INVALID_REQUESTS, Limit, RateLimits, Verdict

APP = 1
FIVE = Limit("five", 5, 2.0)
THREE = Limit("three", 3, 60.0)


class Time:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
def limits(clock: Time) -> RateLimits:
    return RateLimits(clock)


def admit(limits: RateLimits, *keys: tuple[Limit, str], scale: float | None = 1.0) -> Verdict:
    return limits.admit(APP, scale, keys or [(FIVE, "a")], counts_globally=False)


def test_a_window_opens_with_its_first_request_and_refills_when_it_ends(
    limits: RateLimits, clock: Time
) -> None:
    for left in (4, 3, 2, 1, 0):
        assert admit(limits).headers["X-RateLimit-Remaining"] == str(left)
    clock.now += 1.5
    refused = admit(limits)
    assert refused.retry_after == pytest.approx(0.5)
    assert refused.body()["global"] is False
    clock.now += 0.5
    assert admit(limits).retry_after is None


def test_keys_count_apart(limits: RateLimits) -> None:
    for _ in range(5):
        admit(limits, (FIVE, "a"))
    assert admit(limits, (FIVE, "a")).retry_after is not None
    assert admit(limits, (FIVE, "b")).retry_after is None


def test_a_refused_request_uses_up_no_place_anywhere(limits: RateLimits, clock: Time) -> None:
    for _ in range(3):
        admit(limits, (FIVE, "a"), (THREE, "c"))
    refused = admit(limits, (FIVE, "a"), (THREE, "c"))
    assert refused.headers["X-RateLimit-Scope"] == "shared"
    assert admit(limits, (FIVE, "a")).headers["X-RateLimit-Remaining"] == "1"


def test_scales_multiply_and_none_counts_nothing(limits: RateLimits) -> None:
    for _ in range(20):
        assert admit(limits, scale=4.0).retry_after is None
    assert admit(limits, scale=4.0).retry_after is not None
    for _ in range(100):
        assert admit(limits, (FIVE, "z"), scale=None).retry_after is None


def test_fifty_a_second_are_the_global_limit(limits: RateLimits, clock: Time) -> None:
    for number in range(GLOBAL.count):
        key = [(FIVE, str(number))]
        assert limits.admit(APP, 1.0, key, counts_globally=True).retry_after is None
    refused = limits.admit(APP, 1.0, [(FIVE, "x")], counts_globally=True)
    assert refused.is_global
    assert refused.headers["X-RateLimit-Scope"] == "global"
    assert limits.admit(2, 1.0, [(FIVE, "y")], counts_globally=True).retry_after is None


def test_ten_thousand_bad_requests_shut_an_application_out_for_a_while(
    limits: RateLimits, clock: Time
) -> None:
    for _ in range(INVALID_REQUESTS.count - 1):
        limits.note_invalid(APP)
    assert not admit(limits).shut_out
    limits.note_invalid(APP)
    assert admit(limits).shut_out
    clock.now += INVALID_REQUESTS.seconds + 1
    assert not admit(limits).shut_out
