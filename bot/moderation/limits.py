"""How much of a text is looked at closely before a person has to."""

from __future__ import annotations

from bot.domain.verdict import Category, Evidence, Span
from bot.moderation import wording
from bot.moderation.folding import Folded

MAXIMUM_LENGTH = 20_000
"""Code points that are judged; a longer text waits for a person."""

MAXIMUM_PASSAGES = 40
"""Passages that one detector weighs in one text; more of them wait for a person."""


def too_many_passages(folded: Folded) -> Evidence:
    """Evidence that a text has more to weigh than a comment has."""
    return Evidence(
        rule="form.too-many-passages",
        category=Category.FORM,
        span=Span(0, len(folded.original)),
        score=1.0,
        explanation=wording.TOO_MANY.format(most=MAXIMUM_PASSAGES),
    )
