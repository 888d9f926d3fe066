"""What the classifier gives a score for."""

from __future__ import annotations

from bot.domain.verdict import Category

HEADS = ("incitement", "hate", "slur", "harassment")
"""One output each, in the order of the model's outputs."""

CATEGORIES = tuple(Category(head) for head in HEADS)
