"""Which items of a feed a channel wants."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.feed import FeedItem


@dataclass(frozen=True, slots=True)
class Filters:
    """A channel's wishes; what is empty asks nothing."""

    with_words: tuple[str, ...] = ()
    """One of these words or phrases stands in title, summary or categories."""
    without_words: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    """The item has one of these."""
    without_categories: tuple[str, ...] = ()
    newest_days: int = 0
    """Items of at most so many days; 0 for any age."""

    def refusal(self, item: FeedItem, now: datetime) -> str:
        """Why the item is not wanted, in one sentence; empty where it is."""
        text = "\n".join((item.title, *item.paragraphs, *item.categories))
        own = {category.casefold() for category in item.categories}
        if self.newest_days and item.published_at is not None:
            age = now - item.published_at
            if age > timedelta(days=self.newest_days):
                return f"It is {age.days} days old; at most {self.newest_days} are wanted."
        if unwanted := _first_in(self.without_words, text):
            return f"It has “{unwanted}”, which is not wanted."
        if unwanted := next((c for c in self.without_categories if c.casefold() in own), ""):
            return f"Its category “{unwanted}” is not wanted."
        if self.with_words and not _first_in(self.with_words, text):
            return f"It has none of {_listed(self.with_words)}."
        if self.categories and not any(c.casefold() in own for c in self.categories):
            return f"It is in none of the categories {_listed(self.categories)}."
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
