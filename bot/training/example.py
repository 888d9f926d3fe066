"""One text with what is known of its labels."""

from __future__ import annotations

import math
from dataclasses import dataclass

from bot.moderation.classifier.heads import HEADS

UNKNOWN = math.nan
"""A label that the source says nothing about; it takes no part in the loss."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text for training or measuring.

    ``labels`` has one figure from 0 to 1 for each of `HEADS`, or `UNKNOWN`.
    """

    text: str
    labels: tuple[float, ...]
    source: str
    """Data set or written batch, for weighing and for figures per source."""
    weight: float = 1.0
    kind: str = ""
    """A finer name inside the source, for figures only."""
    pair: str = ""
    """The name that a text and its harmless twin share; empty for what has none."""
    setting: str = ""
    """The headline that it stands under, or the comment that it answers; empty: not known."""


def labels(**known: float) -> tuple[float, ...]:
    """Labels by the heads' names; what is not named is unknown.

    Raises:
        ValueError: there is no such head.
    """
    if strangers := set(known) - set(HEADS):
        raise ValueError(f"there is no head {', '.join(sorted(strangers))}")
    return tuple(known.get(head, UNKNOWN) for head in HEADS)


def harmless() -> tuple[float, ...]:
    """Nothing of any kind."""
    return tuple(0.0 for _ in HEADS)
