"""Feeds: RSS, Atom and JSON Feed, read into items."""

from bot.domain.feed import Feed, FeedItem
from bot.sources.feeds.reader import read_feed

__all__ = ["Feed", "FeedItem", "read_feed"]
