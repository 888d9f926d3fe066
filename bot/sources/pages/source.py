"""Fetching the article at an address."""

from __future__ import annotations

import asyncio

from bot.domain.article import ArticleDocument
from bot.sources.web.fetching import Fetched, Fetcher


class WebPages:
    """Reads articles from pages of the web."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher

    async def read(self, address: str) -> ArticleDocument:
        """The article at an address, with the readers' comments that its page carries.

        Raises:
            SourceUnavailable: it cannot be fetched.
            DocumentUnreadable: there is no article in it.
        """
        fetched = await self._fetcher.fetch(address)
        return await asyncio.to_thread(_read_now, fetched)


def _read_now(fetched: Fetched) -> ArticleDocument:
    # Loading the reader takes half a second, which a bot that posts files need not wait.
    from bot.sources.pages.reader import read_page

    return read_page(fetched.body, url=fetched.url, content_type=fetched.content_type)
