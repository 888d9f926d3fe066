"""Where each output starts to count: false alarms are a budget that is spent head by head."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from bot.moderation.classifier.heads import HEADS
from bot.training.development import ORDINARY, TWINS

HOLD_BUDGET = {"incitement": 0.010, "hate": 0.009, "slur": 0.002, "harassment": 0.0}
"""Share of ordinary comments that a head may hold, at most."""
FLAG_BUDGET = {"incitement": 0.016, "hate": 0.02, "slur": 0.004, "harassment": 0.01}
TWIN_BUDGET = 0.04
"""Share of the harmless twins of incitement that the incitement head may hold; other hands write
twins that it holds more often."""
LOWEST = 0.3
"""No output below this one counts, however few false alarms it would bring."""

Knots = dict[str, dict[str, list[float]]]


def calibration(raw: Mapping[str, np.ndarray]) -> Knots:
    """Head -> raw outputs and the scores that they stand for, to be joined by straight lines.

    Args:
        raw: The model's outputs for each set, shape (texts, heads).
    """
    ordinary = np.concatenate([raw[name] for name in ORDINARY])
    twins = raw[TWINS]
    knots: Knots = {}
    for at, head in enumerate(HEADS):
        hold = _quantile(ordinary[:, at], HOLD_BUDGET[head])
        if head == "incitement":
            hold = max(hold, _quantile(twins[:, at], TWIN_BUDGET))
        flag = min(_quantile(ordinary[:, at], FLAG_BUDGET[head]), hold * 0.98)
        if head == "harassment":
            # The standard policy flags from 0.6 and holds from 0.95 on: never by this alone.
            knots[head] = {"raw": [0.0, flag, 1.0], "score": [0.0, 0.6, 0.9]}
        else:
            knots[head] = {"raw": [0.0, flag, hold, 1.0], "score": [0.0, 0.4, 0.7, 1.0]}
        knots[head]["raw"] = [round(value, 5) for value in knots[head]["raw"]]
    return knots


def _quantile(values: np.ndarray, share: float) -> float:
    """The output that this share of the texts exceeds, within (`LOWEST`, 1)."""
    return float(np.clip(np.quantile(values, 1 - share), LOWEST, 0.999))
