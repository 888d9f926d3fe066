"""Texts that cannot be judged because there is nothing in them to read."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.verdict import Category, Evidence, Span
from bot.moderation import wording
from bot.moderation.context import Context
from bot.moderation.folding import Folded


def detect(folded: Folded, _context: Context) -> Iterator[Evidence]:
    """Evidence that nothing in the text can be read: no word, no emoji, not even a sign."""
    if folded.plain.text.strip():
        return
    yield Evidence(
        rule="form.nothing-readable",
        category=Category.FORM,
        span=Span(0, len(folded.original)),
        score=1.0,
        explanation=wording.EMPTY,
    )
