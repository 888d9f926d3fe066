"""Which words carried a score: each stretch of words is left out, and what is missed tells.

Source of the method: "Understanding Neural Networks through Representation Erasure", Li et al.,
2016. It needs no gradient and reads a few variants of one window.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from bot.domain.verdict import Category, Span
from bot.moderation.classifier.reading import readable
from bot.moderation.folding import View

STRETCHES = 8
"""Stretches that a passage is cut into at most."""
_WORD = re.compile(r"\S+")

Scores = Mapping[Category, float]
ScoresOf = Callable[[Sequence[str]], Sequence[Scores]]
"""The scores of each of several texts."""
Word = tuple[int, int]
"""Where a word begins and ends in a view's text."""


def words_of(view: View, first: int = 0, last: int | None = None) -> list[Word]:
    """The words of a view that the encoder reads as its words ``first`` to before ``last``.

    One word can be read as several, as an emoji is, or as none.
    """
    words = []
    read = 0
    for found in _WORD.finditer(view.text):
        start, read = read, read + len(readable(found.group()).split())
        if start < read and read > first and (last is None or start < last):
            words.append(found.span())
    return words


def carriers(
    view: View, words: Sequence[Word], scores: Scores, scores_of: ScoresOf
) -> dict[Category, Span]:
    """For each score the span in the original text whose absence lowers it most.

    Neighbouring stretches that matter at least half as much belong to it.

    Args:
        view: How the text was read.
        words: Those that are looked at, one at least, and which gave the ``scores``.
        scores: What each category has with all of them.
        scores_of: Asked once, with a text for each stretch that is left out.
    """
    size = -(-len(words) // STRETCHES)
    bounds = [
        (words[at][0], words[min(at + size, len(words)) - 1][1])
        for at in range(0, len(words), size)
    ]
    if len(bounds) < 2:
        return dict.fromkeys(scores, passage(view, words))
    begin, end = bounds[0][0], bounds[-1][1]
    without = scores_of(
        [f"{view.text[begin:start]} {view.text[stop:end]}" for start, stop in bounds]
    )
    return {
        category: passage(
            view, _around_worst([score - other[category] for other in without], bounds)
        )
        for category, score in scores.items()
    }


def _around_worst(losses: Sequence[float], bounds: Sequence[Word]) -> Sequence[Word]:
    first = last = max(range(len(losses)), key=losses.__getitem__)
    half = losses[first] / 2
    if half <= 0:
        return bounds
    while first > 0 and losses[first - 1] >= half:
        first -= 1
    while last < len(losses) - 1 and losses[last + 1] >= half:
        last += 1
    return bounds[first : last + 1]


def passage(view: View, words: Sequence[Word]) -> Span:
    """From the first to the last of the words, in the original text."""
    start, end = words[0][0], words[-1][1]
    if view.origins is None:
        return Span(start, end)
    written = view.origins[start:end]
    return Span(min(written), max(written) + 1) if written else Span(0, 0)
