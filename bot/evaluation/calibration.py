"""Thresholds by which about a wanted share of comments is held.

All thresholds of a policy are moved together, by the same step in log-odds: a category that the
policy judges more mildly stays the milder one, and one number answers one wish. Held is only what
counter-evidence lets be held; it is the policy's, and no threshold changes it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import exp, inf, log

from bot.domain.figures import Figure, proportion
from bot.domain.verdict import Category, Decision
from bot.evaluation.figures import Counts
from bot.evaluation.measuring import Judged
from bot.moderation import Policy
from bot.moderation.thresholds import SETTABLE

_EDGE = 0.0005
"""How near to 0 and 1 a score is taken to be at the most: log-odds have no end."""
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Weighed:
    """One text, as far as thresholds matter for it."""

    scores: Mapping[Category, float]
    """The highest score of each adjustable category that may hold the text."""
    held_anyway: bool = False
    """Whether something else holds it, whatever the thresholds: its form, a failed check."""
    harmful: bool | None = None

    def is_held(self, thresholds: Mapping[Category, float]) -> bool:
        """Whether these thresholds hold it."""
        return self.held_anyway or any(
            self.reaches(category, threshold) for category, threshold in thresholds.items()
        )

    def reaches(self, category: Category, threshold: float) -> bool:
        """Whether this category alone holds it."""
        return self.scores.get(category, -inf) >= threshold


@dataclass(frozen=True, slots=True)
class Effect:
    """What holding some of the texts brings."""

    held: int
    texts: int
    of_labelled: Counts
    """Those with a label alone."""

    @property
    def share(self) -> Figure | None:
        """The share of all texts that is held."""
        return proportion(self.held, self.texts)


def thresholds_of(policy: Policy) -> dict[Category, float]:
    """The score from which a policy holds, of the categories that it holds by their score."""
    return {
        category: thresholds.hold
        for category, thresholds in policy.thresholds.items()
        if thresholds.hold and category in SETTABLE
    }


def probing(policy: Policy) -> Policy:
    """The policy to judge by before calibrating: it rejects nothing.

    A decision that counter-evidence lowers lowers the score too; what may be held keeps the score
    that it was seen with only where the strictest decision is to hold.
    """
    return replace(
        policy,
        thresholds={
            category: replace(thresholds, reject=None)
            for category, thresholds in policy.thresholds.items()
        },
    )


def weighed(judged: Judged, policy: Policy) -> Weighed:
    """What thresholds of ``policy`` have to do with a text that was judged by ``probing`` it."""
    adjustable = thresholds_of(policy)
    scores: dict[Category, float] = {}
    held_anyway = False
    for finding in judged.verdict.findings:
        if finding.category not in adjustable:
            held_anyway |= finding.decision >= Decision.HOLD
        elif policy.ceiling(finding.counters) >= Decision.HOLD:
            scores[finding.category] = max(scores.get(finding.category, 0.0), finding.score)
    return Weighed(scores, held_anyway, judged.example.harmful)


def propose(texts: Sequence[Weighed], policy: Policy, share: float) -> dict[Category, float]:
    """Thresholds, to three digits, that hold as near to ``share`` of the texts as scores allow.

    Args:
        texts: Comments as they come in; a share of a choice of them says little.
        policy: Where the thresholds start from.
        share: From 0 to 1. Of two shares that are as near, the smaller is taken.
    """
    thresholds = thresholds_of(policy)
    step = _step([_margin(text, thresholds) for text in texts], share * len(texts))
    return {
        category: round(_probability(_log_odds(threshold) + step), _DIGITS)
        for category, threshold in thresholds.items()
    }


def effect(texts: Sequence[Weighed], thresholds: Mapping[Category, float]) -> Effect:
    """What these thresholds together, and what holds anyway, bring."""
    return _effect((text.harmful, text.is_held(thresholds)) for text in texts)


def effect_alone(texts: Sequence[Weighed], category: Category, threshold: float) -> Effect:
    """What the threshold of one category alone brings."""
    return _effect((text.harmful, text.reaches(category, threshold)) for text in texts)


def _effect(outcomes: Iterable[tuple[bool | None, bool]]) -> Effect:
    all_of_them = list(outcomes)
    return Effect(
        held=sum(held for _, held in all_of_them),
        texts=len(all_of_them),
        of_labelled=Counts.of((label, held) for label, held in all_of_them if label is not None),
    )


def _margin(text: Weighed, thresholds: Mapping[Category, float]) -> float:
    """The greatest step, in log-odds, by which the thresholds may rise and still hold a text."""
    if text.held_anyway:
        return inf
    return max(
        (_log_odds(score) - _log_odds(thresholds[c]) for c, score in text.scores.items()),
        default=-inf,
    )


def _step(margins: Sequence[float], wanted: float) -> float:
    """The step at which the number of margins that reach it is nearest to ``wanted``."""
    reachable = sorted({margin for margin in margins if abs(margin) < inf}, reverse=True)
    if not reachable:
        return 0.0
    # Midway between two texts, so that rounding moves neither; the ends are open.
    between = ((high + low) / 2 for high, low in pairwise(reachable))
    steps = [reachable[0] + 1.0, *between, reachable[-1] - 0.1]
    rising = sorted(margins)

    def distance(step: float) -> tuple[float, float]:
        return (abs(len(rising) - bisect_left(rising, step) - wanted), -step)

    return min(steps, key=distance)


def _log_odds(share: float) -> float:
    inner = min(1 - _EDGE, max(_EDGE, share))
    return log(inner / (1 - inner))


def _probability(log_odds: float) -> float:
    return 1 / (1 + exp(-log_odds))
