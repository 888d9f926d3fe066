"""What members see of their own: their comments, and news that could not reach them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.actor import Actor
from bot.domain.comment import Comment
from bot.workflow.answering import status_of
from bot.workflow.ports import Store
from bot.workflow.stage import Status
from bot.workflow.tables import Notice


@dataclass(frozen=True, slots=True)
class Own:
    """One of a member's comments with its newest text and standing."""

    comment: Comment
    text: str
    status: Status


class Mine:
    """A member's own comments and news."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def comments(self, actor: Actor, *, article_id: int | None = None) -> Sequence[Own]:
        """Their newest comments, at most 25, newest first."""
        async with self._store.read() as tx:
            found = await tx.comments.of_author(
                actor.guild_id, actor.id, article_id=article_id, limit=25
            )
            own = []
            for comment in found:
                revision = await tx.comments.revision(comment.id, comment.latest_number)
                text = revision.text if revision is not None else ""
                own.append(Own(comment, text, await status_of(tx, comment)))
        return own

    async def one(self, comment: Comment, text: str) -> Own:
        """One of them with its standing."""
        async with self._store.read() as tx:
            return Own(comment, text, await status_of(tx, comment))

    async def news(self, actor: Actor) -> Sequence[tuple[Notice, Status]]:
        """News that neither an answer nor a direct message could bring, oldest first."""
        async with self._store.read() as tx:
            found = []
            for notice in await tx.notices.of(actor.guild_id, actor.id):
                comment = await tx.comments.get(notice.comment_id)
                if comment is not None:
                    found.append((notice, await status_of(tx, comment)))
        return found

    async def told(self, notices: Sequence[Notice]) -> None:
        """They have been shown these."""
        if not notices:
            return
        async with self._store.write() as tx:
            await tx.notices.delivered([notice.id for notice in notices])
