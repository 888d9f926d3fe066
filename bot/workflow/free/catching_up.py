"""Takes in what was typed, changed and deleted in free mode while the bot could not hear it."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.errors import StageUnavailable
from bot.domain.posted import Article
from bot.workflow.free.message import TypedMessage
from bot.workflow.free.typing import FreeTyping
from bot.workflow.ports import Store

log = logging.getLogger(__name__)

LOOKED_OVER = 100
"""The newest messages of a thread that are compared with what is stored, for edits and
deletions: what Discord gives in one request."""


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest part of a thread."""

    messages: Sequence[TypedMessage]
    """Those that members typed, oldest first."""
    from_id: int
    """The oldest message that was looked at; 0 where that was the whole thread."""


class ThreadReader(Protocol):
    """Reads threads over Discord. Each method may raise `StageUnavailable`."""

    async def threads(self) -> Sequence[int]:
        """The ids of all threads that may have been written to lately, on all servers."""
        ...

    def since(self, article: Article, message_id: int) -> AsyncIterator[TypedMessage]:
        """What members typed in an article's thread after a message, oldest first."""
        ...

    async def newest(self, article: Article, count: int) -> Newest:
        """The newest messages in an article's thread, at most so many."""
        ...


class CatchingUp:
    """Compares threads in free mode with the store, at start and after a gap."""

    def __init__(self, store: Store, typing: FreeTyping, reader: ThreadReader) -> None:
        self._store = store
        self._typing = typing
        self._reader = reader

    async def run(self) -> None:
        """Go through all threads once."""
        self._typing.behind = None
        behind: set[int] = set()
        for thread_id in await self._reader.threads():
            article = await self._typing.article_in(thread_id)
            if article is None:
                continue
            try:
                await self._thread(article)
            except StageUnavailable as refused:
                log.warning("the thread of article %d cannot be read: %s", article.id, refused)
                behind.add(article.id)
        self._typing.behind = behind

    async def _thread(self, article: Article) -> None:
        thread_id = article.thread_id or 0
        newest = await self._reader.newest(article, LOOKED_OVER)
        seen = article.seen_message_id or thread_id
        for message in newest.messages:
            if message.id <= seen:
                await self._typing.take(thread_id, message)
        last = seen
        async for message in self._after(article, seen, newest):
            await self._typing.take(thread_id, message)
            last = message.id
        async with self._store.write() as tx:
            await tx.articles.seen(article.id, last)
            standing = await tx.comments.on_stage(article.id)
        there = {message.id for message in newest.messages}
        for comment in standing:
            message_id = comment.message_id or 0
            # Whether older ones still stand is not known: they are left as they are.
            is_covered = newest.from_id <= message_id <= seen
            if comment.stands_as_typed and is_covered and message_id not in there:
                await self._typing.vanished(message_id)

    async def _after(
        self, article: Article, seen: int, newest: Newest
    ) -> AsyncIterator[TypedMessage]:
        """What was typed after ``seen``; read again only where the newest do not reach back."""
        if newest.from_id <= seen:
            for message in newest.messages:
                if message.id > seen:
                    yield message
            return
        async for message in self._reader.since(article, seen):
            yield message
