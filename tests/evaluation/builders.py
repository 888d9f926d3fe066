"""Judged texts, said in short."""

from __future__ import annotations

from bot.domain.verdict import Category, Decision, Finding, Span, Verdict
from bot.evaluation.measuring import Judged
from bot.evaluation.reading import Example


def finding(
    rule: str,
    decision: Decision = Decision.HOLD,
    *,
    category: Category = Category.HATE,
    score: float = 0.9,
) -> Finding:
    """A finding over the first letter."""
    return Finding(decision, rule, category, Span(0, 1), score, "Because.")


def judged(
    harmful: bool | None, *findings: Finding, group: str = "", seconds: float = 0.001
) -> Judged:
    """A text with this label, of which this was found."""
    example = Example(line=1, text="text", harmful=harmful, group=group)
    return Judged(example, Verdict.of(findings, "standard-1"), seconds)
