"""A proportion with the confidence interval of the truth behind it."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

Z = NormalDist().inv_cdf(0.975)
"""Standard normal quantile of a two-sided 95 % interval, 1.96."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure from 0 to 1 with the 95 % confidence interval of the truth behind it."""

    value: float
    low: float
    high: float


def proportion(hits: int, trials: int) -> Figure | None:
    """``hits / trials`` with Wilson's score interval; None of no trials.

    Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference",
    Journal of the American Statistical Association 22 (1927).
    """
    if trials == 0:
        return None
    value = hits / trials
    spread = Z * Z / trials
    centre = (value + spread / 2) / (1 + spread)
    reach = Z * sqrt(value * (1 - value) / trials + spread / trials / 4) / (1 + spread)
    return Figure(
        value,
        0.0 if hits == 0 else max(0.0, centre - reach),
        1.0 if hits == trials else min(1.0, centre + reach),
    )
