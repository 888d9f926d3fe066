"""Articles and drafts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, insert, or_, select, update

from bot.domain.article import ArticleDocument
from bot.domain.errors import Conflict
from bot.domain.look import PLAIN, Look
from bot.domain.posted import Article, ArticleState, Draft, fingerprint
from bot.storage.codec import document_to_json, look_to_json
from bot.storage.connection import Connection
from bot.storage.counts import on_stage
from bot.storage.rows import article_of, draft_of
from bot.storage.schema import articles, comments, drafts
from bot.workflow.tables import Prepared


class Articles:
    """`bot.workflow.ports.ArticleTable` on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, draft: Draft, *, created_by: int, at: datetime) -> tuple[Article, bool]:
        key = fingerprint(draft.document)
        found = await self._one(
            and_(articles.c.channel_id == draft.channel_id, articles.c.fingerprint == key)
        )
        if found is not None:
            return found, False
        statement = (
            insert(articles)
            .values(
                guild_id=draft.guild_id,
                channel_id=draft.channel_id,
                fingerprint=key,
                title=draft.document.title,
                document=document_to_json(draft.document),
                state=ArticleState.POSTING.value,
                version=1,
                created_at=at,
                created_by=created_by,
                look=look_to_json(draft.look),
            )
            .returning(*articles.c)
        )
        return article_of((await self._connection.execute(statement)).one()), True

    async def get(self, article_id: int) -> Article | None:
        return await self._one(articles.c.id == article_id)

    async def by_message(self, message_id: int) -> Article | None:
        return await self._one(articles.c.message_id == message_id)

    async def by_thread(self, thread_id: int) -> Article | None:
        return await self._one(articles.c.thread_id == thread_id)

    async def update(self, article: Article) -> Article:
        statement = (
            update(articles)
            .where(articles.c.id == article.id, articles.c.version == article.version)
            .values(
                title=article.document.title,
                document=document_to_json(article.document),
                state=article.state.value,
                version=article.version + 1,
                message_id=article.message_id,
                thread_id=article.thread_id,
                last_activity_at=article.last_activity_at,
                in_forum=article.in_forum,
                closed_by_rule=article.closed_by_rule,
            )
            .returning(*articles.c)
        )
        row = (await self._connection.execute(statement)).one_or_none()
        if row is None:
            raise Conflict("Somebody else changed this article at the same moment. Try again.")
        return article_of(row)

    async def page(
        self, guild_id: int, *, search: str = "", offset: int = 0, limit: int = 10
    ) -> Sequence[Article]:
        statement = (
            select(articles)
            .where(_matches(guild_id, search))
            .order_by(articles.c.id.desc())
            .offset(offset)
            .limit(limit)
        )
        return [article_of(row) for row in await self._connection.execute(statement)]

    async def count(self, guild_id: int, *, search: str = "") -> int:
        statement = select(func.count()).select_from(articles).where(_matches(guild_id, search))
        return int((await self._connection.execute(statement)).scalar_one())

    async def quietest(
        self, guild_id: int, *, among: Sequence[int], besides: int
    ) -> Sequence[Article]:
        statement = (
            select(articles)
            .where(
                articles.c.guild_id == guild_id,
                articles.c.id != besides,
                articles.c.thread_id.in_(among),
            )
            .order_by(articles.c.last_activity_at, articles.c.id)
            .limit(10)
        )
        return [article_of(row) for row in await self._connection.execute(statement)]

    async def touched(self, article_id: int, at: datetime) -> None:
        # Not a change of the article: its version stays, nobody who edits it is disturbed.
        await self._connection.execute(
            update(articles).where(articles.c.id == article_id).values(last_activity_at=at)
        )

    async def to_close(self, rule: Prepared, now: datetime) -> Sequence[Article]:
        reached: list[ColumnElement[bool]] = []
        if rule.close_days:
            reached.append(articles.c.created_at <= now - timedelta(days=rule.close_days))
        if rule.close_comments:
            counted = (
                select(func.count())
                .select_from(comments)
                .where(on_stage(articles.c.id))
                .scalar_subquery()
            )
            reached.append(counted >= rule.close_comments)
        statement = select(articles).where(
            articles.c.channel_id == rule.channel_id,
            articles.c.state == ArticleState.OPEN.value,
            articles.c.closed_by_rule.is_(False),
            or_(*reached),
        )
        return [article_of(row) for row in await self._connection.execute(statement)]

    async def seen(self, article_id: int, message_id: int) -> None:
        before = articles.c.seen_message_id
        await self._connection.execute(
            update(articles)
            .where(articles.c.id == article_id, or_(before.is_(None), before < message_id))
            .values(seen_message_id=message_id)
        )

    async def add_draft(
        self,
        *,
        guild_id: int,
        channel_id: int,
        author_id: int,
        document: ArticleDocument,
        at: datetime,
        look: Look = PLAIN,
    ) -> Draft:
        statement = (
            insert(drafts)
            .values(
                look=look_to_json(look),
                guild_id=guild_id,
                channel_id=channel_id,
                author_id=author_id,
                document=document_to_json(document),
                created_at=at,
            )
            .returning(*drafts.c)
        )
        return draft_of((await self._connection.execute(statement)).one())

    async def draft(self, draft_id: int) -> Draft | None:
        statement = select(drafts).where(drafts.c.id == draft_id)
        row = (await self._connection.execute(statement)).one_or_none()
        return draft_of(row) if row is not None else None

    async def drop_draft(self, draft_id: int) -> None:
        await self._connection.execute(delete(drafts).where(drafts.c.id == draft_id))

    async def drop_drafts(self, *, before: datetime) -> None:
        await self._connection.execute(delete(drafts).where(drafts.c.created_at < before))

    async def _one(self, condition: ColumnElement[bool]) -> Article | None:
        row = (await self._connection.execute(select(articles).where(condition))).one_or_none()
        return article_of(row) if row is not None else None


def _matches(guild_id: int, search: str) -> ColumnElement[bool]:
    condition = articles.c.guild_id == guild_id
    if not search:
        return condition
    in_title = articles.c.title.icontains(search, autoescape=True)
    if search.isascii() and search.isdigit() and len(search) < 19:
        return and_(condition, or_(in_title, articles.c.id == int(search)))
    return and_(condition, in_title)
