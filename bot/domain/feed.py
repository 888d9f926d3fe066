"""A feed and its items, whatever dialect they were written in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item of a feed, as text."""

    guid: str
    """What the feed calls it by; its address where the feed gives no name, else empty."""
    title: str
    """Never empty: the first words of an item that has none."""
    url: str = ""
    paragraphs: tuple[str, ...] = ()
    """Its summary or text, as much as the feed gives; the first one is the lead."""
    author: str = ""
    published_at: datetime | None = None
    """Aware, UTC."""
    updated_at: datetime | None = None
    categories: tuple[str, ...] = ()
    picture_url: str = ""

    @property
    def lead(self) -> str:
        """The first paragraph; empty where there is none."""
        return self.paragraphs[0] if self.paragraphs else ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it was read."""

    title: str
    url: str = ""
    """The page that it belongs to."""
    items: tuple[FeedItem, ...] = ()
    """In the feed's own order, most often the newest first."""
    minutes: int = 0
    """How long the feed itself says that it stays as it is; 0 where it says nothing."""
