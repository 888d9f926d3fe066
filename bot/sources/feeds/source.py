"""Asking a feed over the web."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.domain.errors import DocumentUnreadable, SourceUnavailable
from bot.domain.feed import Feed, FeedAnswer, Validators
from bot.sources.web.fetching import Fetched, Fetcher


class WebFeeds:
    """`bot.workflow.ports.FeedSource` over the web."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher

    async def ask(self, url: str, known: Validators) -> FeedAnswer:
        fetched = await self._fetcher.fetch(url, known)
        pause = timedelta(seconds=fetched.max_age)
        if not fetched.changed:
            return FeedAnswer(None, known, fetched.moved_to, pause)
        feed = await _read(fetched)
        pause = max(pause, timedelta(minutes=feed.minutes))
        return FeedAnswer(feed, fetched.validators, fetched.moved_to, pause)

    async def find(self, address: str) -> tuple[str, Feed]:
        fetched = await self._fetcher.fetch(address)
        try:
            return fetched.url, await _read(fetched)
        except DocumentUnreadable:
            for url in await asyncio.to_thread(_places, fetched):
                try:
                    found = await self._fetcher.fetch(url)
                    return found.url, await _read(found)
                except (SourceUnavailable, DocumentUnreadable):
                    continue
            raise


async def _read(fetched: Fetched) -> Feed:
    # A large feed takes a second to read; everybody else's buttons must not wait for it.
    return await asyncio.to_thread(_read_now, fetched)


def _read_now(fetched: Fetched) -> Feed:
    # Loading the readers takes a tenth of a second, which a bot without feeds need not wait.
    from bot.sources.feeds.reader import read_feed

    return read_feed(fetched.body, url=fetched.url, content_type=fetched.content_type)


def _places(fetched: Fetched) -> list[str]:
    """Where the feed of a page may lie: where it says, else where feeds usually lie."""
    from bot.sources.feeds.discovery import named_feeds, usual_places

    named = [feed.url for feed in named_feeds(fetched.body, fetched.url)]
    return named or usual_places(fetched.url)
