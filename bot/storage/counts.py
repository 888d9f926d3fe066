"""How many comments there are of which kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from bot.domain.comment import CommentState, Source
from bot.storage.connection import Connection
from bot.storage.schema import comments


class Counts:
    """The counting part of `bot.workflow.ports.CommentTable`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def count_waiting(self, guild_id: int, *, before: datetime | None = None) -> int:
        statement = select(func.count()).select_from(comments).where(waiting(guild_id))
        if before is not None:
            statement = statement.where(comments.c.waiting_since < before)
        return int((await self._connection.execute(statement)).scalar_one())

    async def counts_of_author(self, guild_id: int, author_id: int) -> Mapping[str, int]:
        statement = (
            select(comments.c.state, func.count().label("count"))
            .where(comments.c.guild_id == guild_id, comments.c.author_id == author_id)
            .group_by(comments.c.state)
        )
        rows = await self._connection.execute(statement)
        return {row.state: row._mapping["count"] for row in rows}

    async def count_waiting_by(self, article_id: int, author_id: int) -> int:
        statement = (
            select(func.count())
            .select_from(comments)
            .where(
                comments.c.article_id == article_id,
                comments.c.author_id == author_id,
                comments.c.waiting_since.is_not(None),
            )
        )
        return int((await self._connection.execute(statement)).scalar_one())

    async def count_on_stage(self, article_id: int) -> int:
        statement = select(func.count()).select_from(comments).where(on_stage(article_id))
        return int((await self._connection.execute(statement)).scalar_one())

    async def count_archived(self, article_id: int) -> int:
        statement = select(func.count()).select_from(comments).where(in_archive(article_id))
        return int((await self._connection.execute(statement)).scalar_one())

    async def most_discussed(
        self, guild_id: int, *, since: datetime, limit: int
    ) -> Sequence[tuple[int, int]]:
        count = func.count().label("count")
        statement = (
            select(comments.c.article_id, count)
            .where(
                comments.c.guild_id == guild_id,
                comments.c.state == CommentState.PUBLISHED.value,
                comments.c.message_id.is_not(None),
                comments.c.shown_at >= since,
            )
            .group_by(comments.c.article_id)
            .order_by(count.desc(), comments.c.article_id)
            .limit(limit)
        )
        rows = await self._connection.execute(statement)
        return [(row.article_id, row._mapping["count"]) for row in rows]


def waiting(guild_id: int) -> ColumnElement[bool]:
    """Comments of a server that wait for a moderator."""
    return (comments.c.guild_id == guild_id) & comments.c.waiting_since.is_not(None)


def on_stage(article_id: int | ColumnElement[int]) -> ColumnElement[bool]:
    """Comments that readers see below an article."""
    return (
        (comments.c.article_id == article_id)
        & comments.c.message_id.is_not(None)
        & (comments.c.state == CommentState.PUBLISHED.value)
    )


def in_archive(article_id: int) -> ColumnElement[bool]:
    """Comments that came with an article, are shown on demand, and may be."""
    return (
        (comments.c.article_id == article_id)
        & (comments.c.source == Source.ARCHIVE.value)
        & (comments.c.state == CommentState.PUBLISHED.value)
    )
