"""Texts in a language whose sense the other checks do not know."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.verdict import Category, Evidence, Span
from bot.moderation import wording
from bot.moderation.context import Context, TextKind
from bot.moderation.folding import Folded
from bot.moderation.language import KNOWN, Language, identify

FEWEST_WORDS = 5
"""Shorter texts say too little of their language; slurs in them are found in any."""


def detect(folded: Folded, context: Context) -> Iterator[Evidence]:
    """Evidence that a text is in another language than those that are judged by their meaning."""
    if context.kind is TextKind.DISPLAY_NAME:
        return
    language = foreign_language(folded)
    if language is None:
        return
    yield Evidence(
        rule="language.unknown",
        category=Category.LANGUAGE,
        span=Span(0, len(folded.original)),
        score=0.9,
        explanation=wording.FOREIGN.format(language=language.name),
        severity=1,
    )


def foreign_language(folded: Folded) -> Language | None:
    """The language a text is surely in, where that is one not judged by its meaning."""
    language = identify(folded.original, fewest_words=FEWEST_WORDS, plain=folded.plain)
    return None if language is None or language.code in KNOWN else language
