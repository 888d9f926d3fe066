"""Which words carried a score: each stretch of words is left out, and what is missed tells.

Source of the method: "Understanding Neural Networks through Representation Erasure", Li et al.,
2016. It needs no gradient and reads about a dozen variants of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.domain.verdict import Span
from bot.moderation.folding import View

STRETCHES = 12
"""Stretches that a text is cut into at most."""
_WORD = re.compile(r"\S+")

ScoreOf = Callable[[Sequence[str]], Sequence[float]]
"""The score of each of several texts."""


def carriers(view: View, score: float, score_of: ScoreOf) -> Span:
    """The span in the original text whose absence lowers the score most.

    Neighbouring stretches that matter at least half as much belong to it.
    """
    words = [found.span() for found in _WORD.finditer(view.text)]
    if len(words) < 2:
        return _span(view, 0, len(view.text))
    size = -(-len(words) // STRETCHES)
    stretches = [words[at : at + size] for at in range(0, len(words), size)]
    bounds = [(part[0][0], part[-1][1]) for part in stretches]
    without = [f"{view.text[:start]} {view.text[end:]}" for start, end in bounds]
    losses = [score - other for other in score_of(without)]
    first = last = max(range(len(losses)), key=losses.__getitem__)
    half = losses[first] / 2
    if half <= 0:
        return _span(view, 0, len(view.text))
    while first > 0 and losses[first - 1] >= half:
        first -= 1
    while last < len(losses) - 1 and losses[last + 1] >= half:
        last += 1
    return _span(view, bounds[first][0], bounds[last][1])


def _span(view: View, start: int, end: int) -> Span:
    if view.origins is None:
        return Span(start, end)
    written = view.origins[start:end]
    return Span(min(written), max(written) + 1) if written else Span(0, 0)
