"""The comments that come with an article: judged like all others, and posted or kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.actor import Actor
from bot.domain.comment import Author, Comment, Source, Submission
from bot.domain.posted import Article
from bot.workflow.permissions import require_sees
from bot.workflow.ports import Store

ARCHIVED = 5
"""Comments on one page of an archive."""


@dataclass(frozen=True, slots=True)
class Archive:
    """Some of the comments that came with an article and were not posted, in their order."""

    article: Article
    comments: Sequence[tuple[Comment, str]]
    offset: int
    total: int


class Archives:
    """Shows what was kept apart."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def page(self, article_id: int, actor: Actor, *, offset: int = 0) -> Archive:
        """What the site's readers said below an article, for anybody who sees its channel.

        Raises:
            NotFound: no such article on this server, or its channel cannot be seen.
        """
        async with self._store.read() as tx:
            article = require_sees(actor, await tx.articles.get(article_id))
            total = await tx.comments.count_archived(article_id)
            found = []
            for comment in await tx.comments.archived(article_id, offset=offset, limit=ARCHIVED):
                shown = await tx.comments.revision(comment.id, comment.shown_number or 1)
                found.append((comment, shown.text if shown is not None else ""))
        return Archive(article, found, offset, total)


def imports_of(
    article: Article, *, at: datetime, source: Source = Source.IMPORT
) -> list[Submission]:
    """The document's own comments as submissions, in their order."""
    return [
        Submission(
            guild_id=article.guild_id,
            article_id=article.id,
            author=Author(None, comment.author or ""),
            text=comment.text,
            source=source,
            source_id=f"{article.id}.{index}",
            at=at,
        )
        for index, comment in enumerate(article.document.comments, start=1)
    ]
