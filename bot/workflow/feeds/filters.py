"""Which items of a feed a channel wants."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from bot.domain.feed import FeedItem, Filters


def refusal(filters: Filters, item: FeedItem, now: datetime) -> str:
    """Why the item is not wanted, in one sentence; empty where it is."""
    text = "\n".join((item.title, *item.paragraphs, *item.categories))
    own = {category.casefold() for category in item.categories}
    if filters.newest_days and item.published_at is not None:
        age = now - item.published_at
        if age > timedelta(days=filters.newest_days):
            return f"It is {age.days} days old; at most {filters.newest_days} are wanted."
    if unwanted := _first_in(filters.without_words, text):
        return f"It has “{unwanted}”, which is not wanted."
    if unwanted := next((c for c in filters.without_categories if c.casefold() in own), ""):
        return f"Its category “{unwanted}” is not wanted."
    if filters.with_words and not _first_in(filters.with_words, text):
        return f"It has none of {_listed(filters.with_words)}."
    if filters.categories and not any(c.casefold() in own for c in filters.categories):
        return f"It is in none of the categories {_listed(filters.categories)}."
    return ""


def _first_in(words: tuple[str, ...], text: str) -> str:
    """The first that stands there as whole words, in any case."""
    for word in words:
        pattern = r"\s+".join(map(re.escape, word.split()))
        if pattern and re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE):
            return word
    return ""


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"“{word}”" for word in words)
