"""Room among a guild's active threads: Discord allows about 1,000 of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.domain.errors import ThreadsExhausted
from bot.domain.posted import Article
from bot.workflow.ports import Store
from bot.workflow.stage import ArticleStage

T = TypeVar("T")


class Room:
    """Makes room for a thread that has to become active, at the cost of a quiet one of ours."""

    def __init__(self, store: Store, stage: ArticleStage) -> None:
        self._store = store
        self._stage = stage

    async def for_thread_of(self, article: Article, work: Callable[[], Awaitable[T]]) -> T:
        """Do what needs the article's thread to be active; make room for it where there is none.

        Raises:
            ThreadsExhausted: none of the active threads is ours.
        """
        try:
            return await work()
        except ThreadsExhausted:
            if not await self._make(article):
                raise
        return await work()

    async def _make(self, article: Article) -> bool:
        """Archive the longest quiet active thread of ours; foreign ones are left alone."""
        active = await self._stage.active_threads(article.guild_id)
        async with self._store.read() as tx:
            quiet = await tx.articles.quietest(article.guild_id, among=active, besides=article.id)
        for candidate in quiet:
            if await self._stage.archive_thread(candidate):
                return True
        return False
