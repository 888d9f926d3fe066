"""The operating curve: what is caught and what is a false alarm at every threshold."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """What holding every text with at least this score would bring."""

    threshold: float
    """A score, from 0 to 1."""
    recall: float
    """Share of the harmful texts that reach it."""
    false_alarm_rate: float
    """Share of the harmless texts that reach it."""


def operating_curve(scored: Iterable[tuple[bool, float]]) -> tuple[Point, ...]:
    """A point for each score that a text has, the highest first; scores of 0 give none.

    Args:
        scored: (is harmful, score from 0 to 1) of each text.

    Raises:
        ValueError: there are no harmful or no harmless texts.
    """
    harmful, harmless = _parted(scored)
    thresholds = {score for score in (*harmful, *harmless) if score > 0}
    return tuple(_point(t, harmful, harmless) for t in sorted(thresholds, reverse=True))


def points_at(
    scored: Iterable[tuple[bool, float]], thresholds: Iterable[float]
) -> tuple[Point, ...]:
    """The points of these thresholds, in their order.

    Raises:
        ValueError: there are no harmful or no harmless texts.
    """
    harmful, harmless = _parted(scored)
    return tuple(_point(threshold, harmful, harmless) for threshold in thresholds)


def _parted(scored: Iterable[tuple[bool, float]]) -> tuple[list[float], list[float]]:
    harmful: list[float] = []
    harmless: list[float] = []
    for is_harmful, score in scored:
        (harmful if is_harmful else harmless).append(score)
    if not harmful or not harmless:
        raise ValueError("a curve needs harmful and harmless texts")
    return sorted(harmful), sorted(harmless)


def _point(threshold: float, harmful: Sequence[float], harmless: Sequence[float]) -> Point:
    return Point(threshold, _reaching(threshold, harmful), _reaching(threshold, harmless))


def _reaching(threshold: float, ordered: Sequence[float]) -> float:
    return (len(ordered) - bisect_left(ordered, threshold)) / len(ordered)
