"""Labelled texts judged, and what came of them counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

from bot.domain.verdict import Category, Decision, Finding, Verdict
from bot.evaluation.figures import Counts, percentile
from bot.evaluation.reading import Example
from bot.moderation import Context, Policy

Judge = Callable[[str, Context], Verdict]
"""Text and context → verdict, as ``bot.moderation.judge``."""

SCORED = (Category.SLUR, Category.INCITEMENT, Category.HATE, Category.HARASSMENT)
"""The categories whose scores say how harmful a text is."""

_WARMING_UP = 20
"""Texts."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A text with its verdict."""

    example: Example
    verdict: Verdict
    seconds: float
    """How long judging it took."""

    @property
    def is_caught(self) -> bool:
        """Whether it was held or rejected."""
        return self.verdict.decision >= Decision.HOLD

    @property
    def score(self) -> float:
        """The highest score of slur, incitement, hate and harassment, from 0 to 1."""
        return max(self.verdict.scores.get(category.value, 0.0) for category in SCORED)


@dataclass(frozen=True, slots=True)
class Fired:
    """How often a category or a rule had a part in holding or rejecting a text."""

    harmful: int
    harmless: int


@dataclass(frozen=True, slots=True)
class Speed:
    """How long judging took, reading the file not included."""

    median: float
    """Seconds a text."""
    p99: float
    """Seconds that 99 % of the texts did not exceed."""
    per_second: float
    """Texts a second, one after the other."""


def judge_examples(
    judge: Judge, examples: Sequence[Example], policy: Policy, done: Callable[[], None]
) -> list[Judged]:
    """Judge all, in order; ``done`` is called after each.

    A judge loads its words with the first text that needs them: some are judged before the clock
    runs, so that times are of judging alone.
    """
    for example in examples[:_WARMING_UP]:
        judge(example.text, context_of(example, policy))
    judged: list[Judged] = []
    for example in examples:
        context = context_of(example, policy)
        started = perf_counter()
        verdict = judge(example.text, context)
        judged.append(Judged(example, verdict, perf_counter() - started))
        done()
    return judged


def context_of(example: Example, policy: Policy) -> Context:
    """What an example is judged in."""
    return Context(
        article_title=example.article_title,
        article_text=example.article_text,
        parent_text=example.parent_text,
        policy=policy,
    )


def counts_of(judged: Iterable[Judged]) -> Counts:
    """Counts of the texts that have a label."""
    return Counts.of(
        (one.example.harmful, one.is_caught) for one in judged if one.example.harmful is not None
    )


def by_group(judged: Iterable[Judged]) -> Mapping[str, Counts]:
    """Counts of each group, in the order of the groups' names."""
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        groups.setdefault(one.example.group, []).append(one)
    return {name: counts_of(groups[name]) for name in sorted(groups)}


def fired(judged: Iterable[Judged], name: Callable[[Finding], str]) -> Mapping[str, Fired]:
    """For each name of a finding the texts that such a finding held or rejected, commonest first.

    Args:
        judged: Texts with labels.
        name: What is counted, e.g. a finding's rule or its category.
    """
    harmful: Counter[str] = Counter()
    harmless: Counter[str] = Counter()
    for one in judged:
        names = {name(f) for f in one.verdict.findings if f.decision >= Decision.HOLD}
        (harmful if one.example.harmful else harmless).update(names)
    both = harmful + harmless
    order = sorted(both, key=lambda key: (-both[key], key))
    return {key: Fired(harmful[key], harmless[key]) for key in order}


def speed_of(judged: Sequence[Judged]) -> Speed:
    """The speed over all texts.

    Raises:
        ValueError: there are none.
    """
    seconds = [one.seconds for one in judged]
    return Speed(percentile(seconds, 0.5), percentile(seconds, 0.99), len(seconds) / sum(seconds))
