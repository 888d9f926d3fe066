"""Hate: the rules of ``bot.moderation.hate``."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.verdict import Category, Evidence
from bot.moderation.context import Context
from bot.moderation.folding import Folded
from bot.moderation.grammar.english import english_grammar
from bot.moderation.grammar.weighing import evidence


def detect(folded: Folded, context: Context) -> Iterator[Evidence]:
    """Evidence for every rule of this category in every reading of the text."""
    yield from evidence(english_grammar(), Category.HATE, folded, context)
