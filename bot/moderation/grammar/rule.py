"""A rule: patterns that show one thing, with the sentence that explains it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.verdict import Category


@dataclass(frozen=True, slots=True)
class Rule:
    """What a family of patterns is evidence of."""

    name: str
    """Dotted, e.g. ``incitement.call``."""
    category: Category
    score: float
    """How sure a match is, from 0 to 1, before counter-evidence."""
    explanation: str
    """What it shows, in words that ": 'the passage'" may follow."""
    patterns: tuple[str, ...]
    severity: int = 2
    negatable: bool = True
    """Whether a "not" in the passage speaks against it; false where the rule is about denying."""
