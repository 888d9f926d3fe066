"""What judging a comment costs with a server's own rules, as these grow.

    uv run python -m tests.benchmarks.rules_size

Wanted: with 10,000 terms, 1,000 domains and 100 expressions a judgement takes at most 2 ms more
at the median than without rules; with 10,000 terms alone at most 1.25 times as long.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from bot.domain.rule import Rule, RuleKind, RuleState
from bot.domain.verdict import Decision
from bot.moderation import Context, judge
from bot.moderation.rules import CompiledRules
from tests.benchmarks.lexicon_size import entries, interleaved, written_texts

TERMS, DOMAINS, EXPRESSIONS = 10_000, 1_000, 100
MOST_RATIO = 1.25
MOST_MORE = 0.002
"""Seconds a text."""


def main() -> int:
    """Judge the same texts with each set, print times and ratios; 1 where a goal was missed."""
    texts = written_texts(random.Random(7))
    terms = [entry.term for entry in entries(TERMS)]
    words = rule(1, RuleKind.WORDS, terms)
    domains = rule(2, RuleKind.DOMAINS, [f"{term}.example" for term in terms[:DOMAINS]])
    expressions = rule(
        3, RuleKind.REGEX, [rf"\b{term[:4]}\w*\d{{2,4}}\b" for term in terms[:EXPRESSIONS]]
    )
    sets = {
        "no rules": [],
        f"{TERMS:,} terms": [words],
        "all of them": [words, domains, expressions, rule(4, RuleKind.INVITES, [])],
    }
    runs: list[Callable[[], object]] = []
    for name, some in sets.items():
        started = time.perf_counter()
        compiled = CompiledRules(some)
        print(f"{name:14} made in {time.perf_counter() - started:.2f} s")
        runs.append(partial(judge_all, texts, compiled))
    seconds = [total / len(texts) for total in interleaved(runs)]
    for name, each in zip(sets, seconds, strict=True):
        print(f"{name:14} {each * 1e6:7.1f} µs a text  ratio {each / seconds[0]:.2f}")
    return int(seconds[1] / seconds[0] > MOST_RATIO or seconds[2] - seconds[0] > MOST_MORE)


def rule(number: int, kind: RuleKind, terms: list[str]) -> Rule:
    """An active rule that only flags."""
    return Rule(
        guild_id=1,
        number=number,
        kind=kind,
        terms=tuple(terms),
        action=Decision.FLAG,
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        created_by=1,
        state=RuleState.ACTIVE,
    )


def judge_all(texts: list[str], rules: CompiledRules) -> None:
    """Judge every text."""
    for text in texts:
        judge(text, Context(rules=rules))


if __name__ == "__main__":
    sys.exit(main())
