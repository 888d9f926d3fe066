"""Figures from counts: pure arithmetic, each proportion with its 95 % confidence interval."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from bot.domain.figures import Figure, proportion


@dataclass(frozen=True, slots=True)
class Counts:
    """How many texts were judged how. "Caught" means held or rejected."""

    caught: int = 0
    """Harmful and caught: true positives."""
    missed: int = 0
    """Harmful and shown: false negatives."""
    false_alarms: int = 0
    """Harmless and caught: false positives."""
    passed: int = 0
    """Harmless and shown: true negatives."""

    @classmethod
    def of(cls, outcomes: Iterable[tuple[bool, bool]]) -> Counts:
        """Counts of pairs (is harmful, was caught)."""
        table = {(True, True): 0, (True, False): 0, (False, True): 0, (False, False): 0}
        for outcome in outcomes:
            table[outcome] += 1
        return cls(*table.values())

    @property
    def total(self) -> int:
        """All texts."""
        return self.caught + self.missed + self.false_alarms + self.passed

    @property
    def harmful(self) -> int:
        """All harmful texts."""
        return self.caught + self.missed

    @property
    def harmless(self) -> int:
        """All harmless texts."""
        return self.false_alarms + self.passed

    @property
    def accuracy(self) -> Figure | None:
        """The share of texts judged as labelled; None without texts."""
        return proportion(self.caught + self.passed, self.total)

    @property
    def precision(self) -> Figure | None:
        """The share of what was caught that is harmful; None if nothing was caught."""
        return proportion(self.caught, self.caught + self.false_alarms)

    @property
    def recall(self) -> Figure | None:
        """The share of what is harmful that was caught; None without harmful texts."""
        return proportion(self.caught, self.harmful)

    @property
    def false_alarm_rate(self) -> Figure | None:
        """The share of what is harmless that was caught; None without harmless texts."""
        return proportion(self.false_alarms, self.harmless)

    @property
    def f1(self) -> Figure | None:
        """The harmonic mean of precision and recall; None where there was nothing to catch.

        F1 = 2j / (1 + j) with j = caught / (caught + missed + false alarms), and among texts drawn
        at random that quotient is a binomial proportion given its denominator. So the interval is
        j's Wilson interval, put through the same growing function. No resampling, no seed.
        """
        j = proportion(self.caught, self.caught + self.missed + self.false_alarms)
        if j is None:
            return None
        return Figure(*(2 * bound / (1 + bound) for bound in (j.value, j.low, j.high)))


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least ``share`` (0 to 1) of the values do not exceed.

    Raises:
        ValueError: there are no values.
    """
    if not values:
        raise ValueError("no values")
    return sorted(values)[max(0, ceil(share * len(values)) - 1)]
