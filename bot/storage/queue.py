"""What waits, in the orders that moderators ask for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    and_,
    case,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    text,
    tuple_,
    update,
)

from bot.storage.codec import verdict_from_json
from bot.storage.connection import Connection
from bot.storage.counts import waiting
from bot.storage.rows import AnyRow
from bot.storage.schema import (
    articles,
    claims,
    comments,
    revisions,
    searches,
    waiting_texts,
)
from bot.workflow.desk.tables import Waiting
from bot.workflow.desk.wishes import UNRANKED, Order, Place, Wish, key_of, searchable

_REMEMBERED = timedelta(days=7)


class Queue:
    """`bot.workflow.desk.tables.QueueTable` on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def rank(
        self, comment_id: int, *, rank: int, rule: str, text: str, incident_id: int | None
    ) -> None:
        await self._connection.execute(
            update(comments)
            .where(comments.c.id == comment_id)
            .values(waiting_rank=rank, waiting_rule=rule[:64], incident_id=incident_id)
        )
        await self._connection.put(waiting_texts, comment_id=comment_id, text=searchable(text))

    async def leave(self, comment_id: int) -> None:
        await self._connection.execute(
            delete(waiting_texts).where(waiting_texts.c.comment_id == comment_id)
        )

    async def page(
        self,
        guild_id: int,
        wish: Wish,
        *,
        now: datetime,
        after: Place | None = None,
        before: Place | None = None,
        limit: int,
        unread_for: int | None = None,
    ) -> Sequence[Waiting]:
        await self._plan_anew(wish)
        order = _ordered_by(wish.order)
        wanted = [_wanted(guild_id, wish)]
        if after is not None:
            wanted.append(tuple_(*order) > _there(wish.order, after))
        if before is not None:
            wanted.append(tuple_(*order) < _there(wish.order, before))
        if unread_for is not None:
            wanted.append(comments.c.id.not_in(_read_by_others(guild_id, unread_for, now)))
        # The ids first, from the index alone; only these few comments are then read.
        ids = select(comments.c.id).where(*wanted).limit(limit)
        ids = ids.order_by(*(column.desc() for column in order) if before else order)
        found = list((await self._connection.execute(ids)).scalars())
        rows = {row.id: row for row in await self._connection.execute(_lines(found, now))}
        lines = [_waiting_of(rows[one], wish.order) for one in found if one in rows]
        return lines[::-1] if before else lines

    async def count(self, guild_id: int, wish: Wish, *, first: Place | None) -> tuple[int, int]:
        await self._plan_anew(wish)
        earlier: ColumnElement[Any] = literal(0)
        if first is not None:
            is_earlier = tuple_(*_ordered_by(wish.order)) < _there(wish.order, first)
            earlier = func.coalesce(func.sum(case((is_earlier, 1), else_=0)), 0)
        statement = (
            select(func.count(), earlier).select_from(comments).where(_wanted(guild_id, wish))
        )
        total, come_before = (await self._connection.execute(statement)).one()
        return int(total), int(come_before)

    async def _plan_anew(self, wish: Wish) -> None:
        """Let PostgreSQL plan for these words: a plan for any words takes them all to be rare, and
        reads what waits one by one when they are not."""
        if wish.words and self._connection.dialect == "postgresql":
            await self._connection.execute(text("SET LOCAL plan_cache_mode = force_custom_plan"))

    async def rules(self, guild_id: int) -> Sequence[str]:
        statement = (
            select(comments.c.waiting_rule)
            .where(waiting(guild_id), comments.c.waiting_rule != "")
            .group_by(comments.c.waiting_rule)
            .order_by(func.count().desc(), comments.c.waiting_rule)
        )
        return list((await self._connection.execute(statement)).scalars())

    async def remember(self, guild_id: int, wish: Wish, at: datetime) -> int:
        await self._connection.execute(delete(searches).where(searches.c.at < at - _REMEMBERED))
        statement = (
            insert(searches)
            .values(guild_id=guild_id, wish=wish.plain(), at=at)
            .returning(searches.c.id)
        )
        return int((await self._connection.execute(statement)).scalar_one())

    async def remembered(self, guild_id: int, search_id: int) -> Wish | None:
        statement = select(searches.c.wish).where(
            searches.c.id == search_id, searches.c.guild_id == guild_id
        )
        plain = (await self._connection.execute(statement)).scalar_one_or_none()
        return Wish(**{**plain, "order": Order(plain["order"])}) if plain is not None else None


def _ordered_by(order: Order) -> tuple[Column[Any], Column[Any]]:
    first = comments.c.waiting_since if order is Order.OLDEST else comments.c.waiting_rank
    return first, comments.c.id


def _there(order: Order, place: Place) -> ColumnElement[Any]:
    key = place.moment if order is Order.OLDEST else place.key
    return tuple_(literal(key, _ordered_by(order)[0].type), literal(place.comment_id))


def _wanted(guild_id: int, wish: Wish) -> ColumnElement[bool]:
    wanted = [waiting(guild_id)]
    for column, value in (
        (comments.c.article_id, wish.article_id),
        (comments.c.author_id, wish.author_id),
        (comments.c.incident_id, wish.incident_id),
    ):
        if value is not None:
            wanted.append(column == value)
    if wish.rule:
        rule = comments.c.waiting_rule
        wanted.append(or_(rule == wish.rule, rule.startswith(f"{wish.rule}.", autoescape=True)))
    if wish.words:
        said = select(literal(1)).where(
            waiting_texts.c.comment_id == comments.c.id,
            *(
                waiting_texts.c.text.contains(word, autoescape=True)
                for word in searchable(wish.words).split()
            ),
        )
        wanted.append(said.exists())
    return and_(*wanted)


def _read_by_others(guild_id: int, moderator_id: int, now: datetime) -> Any:
    return select(claims.c.comment_id).where(
        claims.c.guild_id == guild_id,
        claims.c.until > now,
        claims.c.moderator_id != moderator_id,
    )


def _lines(comment_ids: Sequence[int], now: datetime) -> Any:
    return (
        select(
            comments.c.id,
            comments.c.pending_number,
            comments.c.article_id,
            articles.c.title,
            comments.c.author_id,
            comments.c.author_name,
            comments.c.waiting_since,
            comments.c.waiting_rank,
            revisions.c.text,
            revisions.c.verdict,
            claims.c.moderator_name,
        )
        .join(articles, articles.c.id == comments.c.article_id)
        .join(
            revisions,
            and_(
                revisions.c.comment_id == comments.c.id,
                revisions.c.number == comments.c.pending_number,
            ),
        )
        .outerjoin(claims, and_(claims.c.comment_id == comments.c.id, claims.c.until > now))
        .where(comments.c.id.in_(comment_ids))
    )


def _waiting_of(row: AnyRow, order: Order) -> Waiting:
    rank = UNRANKED if row.waiting_rank is None else row.waiting_rank
    key = key_of(row.waiting_since) if order is Order.OLDEST else rank
    return Waiting(
        comment_id=row.id,
        number=row.pending_number,
        article_id=row.article_id,
        article_title=row.title,
        author_id=row.author_id,
        author_name=row.author_name,
        since=row.waiting_since,
        text=row.text,
        verdict=verdict_from_json(row.verdict) if row.verdict is not None else None,
        place=Place(key, row.id),
        reader=row.moderator_name or "",
    )
