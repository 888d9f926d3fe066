"""Subscriptions to feeds, and the items that these brought."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, func, insert, or_, select, update

from bot.domain.errors import Conflict
from bot.domain.feed import FeedState, Filters, Pulse, Subscription, Validators
from bot.storage.codec import look_from_json, look_to_json
from bot.storage.connection import Connection
from bot.storage.filters import in_guilds
from bot.storage.rows import AnyRow
from bot.storage.schema import feed_items, feeds
from bot.workflow.feeds.sorting import Known, Outcome, Sorted, version_of
from bot.workflow.feeds.stories import Story
from bot.workflow.feeds.tables import SeenItem
from bot.workflow.tables import GuildFilter

AT_ONCE = 400
"""Names asked for in one statement; databases take a limited number of values."""


class Feeds:
    """`bot.workflow.ports.FeedTable` on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, subscription: Subscription) -> tuple[Subscription, bool]:
        statement = select(feeds).where(
            feeds.c.channel_id == subscription.channel_id, feeds.c.url == subscription.url
        )
        found = (await self._connection.execute(statement)).one_or_none()
        if found is not None:
            return _subscription_of(found), False
        row = await self._connection.execute(
            insert(feeds).values(_columns(subscription)).returning(*feeds.c)
        )
        return _subscription_of(row.one()), True

    async def get(self, feed_id: int) -> Subscription | None:
        row = (await self._connection.execute(select(feeds).where(feeds.c.id == feed_id))).first()
        return _subscription_of(row) if row is not None else None

    async def has(self, channel_id: int, url: str) -> bool:
        statement = select(feeds.c.id).where(feeds.c.channel_id == channel_id, feeds.c.url == url)
        return (await self._connection.execute(statement)).first() is not None

    async def of_guild(self, guild_id: int) -> Sequence[Subscription]:
        statement = select(feeds).where(feeds.c.guild_id == guild_id).order_by(feeds.c.id)
        return [_subscription_of(row) for row in await self._connection.execute(statement)]

    async def due(
        self, now: datetime, guild_filter: GuildFilter, *, limit: int
    ) -> Sequence[Subscription]:
        statement = (
            select(feeds)
            .where(
                feeds.c.state == FeedState.ACTIVE.value,
                feeds.c.next_at <= now,
                in_guilds(feeds.c.guild_id, guild_filter),
            )
            .order_by(feeds.c.next_at, feeds.c.id)
            .limit(limit)
        )
        return [_subscription_of(row) for row in await self._connection.execute(statement)]

    async def next_due(self, guild_filter: GuildFilter) -> datetime | None:
        statement = select(func.min(feeds.c.next_at)).where(
            feeds.c.state == FeedState.ACTIVE.value, in_guilds(feeds.c.guild_id, guild_filter)
        )
        found: datetime | None = (await self._connection.execute(statement)).scalar_one()
        return found

    async def update(self, subscription: Subscription) -> Subscription:
        statement = (
            update(feeds)
            .where(feeds.c.id == subscription.id, feeds.c.version == subscription.version)
            .values({**_columns(subscription), "version": subscription.version + 1})
            .returning(*feeds.c)
        )
        row = (await self._connection.execute(statement)).one_or_none()
        if row is None:
            raise Conflict("Somebody else changed this feed at the same moment. Try again.")
        return _subscription_of(row)

    async def remove(self, feed_id: int) -> None:
        await self._connection.execute(delete(feed_items).where(feed_items.c.feed_id == feed_id))
        await self._connection.execute(delete(feeds).where(feeds.c.id == feed_id))

    async def known(
        self,
        channel_id: int,
        *,
        guids: Collection[str],
        addresses: Collection[str],
        since: datetime,
    ) -> Sequence[Known]:
        recent = feed_items.c.first_seen_at >= since
        wanted = [
            recent,
            *(feed_items.c.guid.in_(part) for part in _parts(guids)),
            *(feed_items.c.address.in_(part) for part in _parts(addresses)),
        ]
        found: dict[int, Known] = {}
        for condition in wanted:
            statement = (
                select(feed_items)
                .where(and_(feed_items.c.channel_id == channel_id, condition))
                .order_by(feed_items.c.id)
            )
            for row in await self._connection.execute(statement):
                found[row.id] = _known_of(row)
        # The newest first: of several that tell the same story it is the one that was posted last.
        return [found[number] for number in sorted(found, reverse=True)]

    async def add_item(
        self, subscription: Subscription, sorted_: Sorted, article_id: int | None, at: datetime
    ) -> None:
        story, item = sorted_.story, sorted_.item
        await self._connection.execute(
            insert(feed_items).values(
                feed_id=subscription.id,
                channel_id=subscription.channel_id,
                guid=story.guid,
                address=story.address,
                url=item.url,
                title=story.title,
                lead=story.lead,
                said=version_of(item),
                article_id=article_id,
                outcome=sorted_.outcome.value,
                why=sorted_.why,
                first_seen_at=at,
                last_seen_at=at,
            )
        )

    async def seen_again(self, item_ids: Collection[int], at: datetime) -> None:
        for part in _parts(item_ids):
            await self._connection.execute(
                update(feed_items).where(feed_items.c.id.in_(part)).values(last_seen_at=at)
            )

    async def changed(self, item_id: int, sorted_: Sorted, at: datetime) -> None:
        await self._connection.execute(
            update(feed_items)
            .where(feed_items.c.id == item_id)
            .values(
                title=sorted_.story.title,
                lead=sorted_.story.lead,
                said=version_of(sorted_.item),
                outcome=sorted_.outcome.value,
                why=sorted_.why,
                last_seen_at=at,
            )
        )

    async def forget_items(self, feed_id: int, *, before: datetime) -> None:
        await self._connection.execute(
            delete(feed_items).where(
                feed_items.c.feed_id == feed_id, feed_items.c.last_seen_at < before
            )
        )

    async def items(
        self, guild_id: int, *, search: str = "", limit: int = 10
    ) -> Sequence[SeenItem]:
        condition = feeds.c.guild_id == guild_id
        if search:
            condition &= or_(
                feed_items.c.title.icontains(search, autoescape=True),
                feed_items.c.url.icontains(search, autoescape=True),
            )
        statement = (
            select(feed_items, feeds.c.title.label("feed_title"))
            .join(feeds, feeds.c.id == feed_items.c.feed_id)
            .where(condition)
            .order_by(feed_items.c.id.desc())
            .limit(limit)
        )
        return [
            SeenItem(
                feed_id=row.feed_id,
                feed_title=row.feed_title,
                title=row.title,
                url=row.url,
                outcome=Outcome(row.outcome),
                why=row.why,
                article_id=row.article_id,
                first_seen_at=row.first_seen_at,
                last_seen_at=row.last_seen_at,
            )
            for row in await self._connection.execute(statement)
        ]


def _parts(values: Collection[Any]) -> list[list[Any]]:
    listed = sorted(set(values) - {""})
    return [listed[start : start + AT_ONCE] for start in range(0, len(listed), AT_ONCE)]


def _columns(subscription: Subscription) -> dict[str, Any]:
    pulse, validators = subscription.pulse, subscription.validators
    return {
        "guild_id": subscription.guild_id,
        "channel_id": subscription.channel_id,
        "url": subscription.url,
        "title": subscription.title,
        "state": subscription.state.value,
        "filters": asdict(subscription.filters),
        "look": look_to_json(subscription.look),
        "reads_pages": subscription.reads_pages,
        "first_posts": subscription.first_posts,
        "answered": subscription.answered,
        "etag": validators.etag,
        "last_modified": validators.last_modified,
        "next_at": pulse.next_at,
        "failures": pulse.failures,
        "failing_since": pulse.failing_since,
        "failure": pulse.failure,
        "told": pulse.told,
        "created_at": subscription.created_at,
        "created_by": subscription.created_by,
        "version": subscription.version,
    }


def _subscription_of(row: AnyRow) -> Subscription:
    kept = row.filters
    return Subscription(
        id=row.id,
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        url=row.url,
        title=row.title,
        created_at=row.created_at,
        created_by=row.created_by,
        pulse=Pulse(row.next_at, row.failures, row.failing_since, row.failure, row.told),
        state=FeedState(row.state),
        filters=Filters(
            with_words=tuple(kept["with_words"]),
            without_words=tuple(kept["without_words"]),
            categories=tuple(kept["categories"]),
            without_categories=tuple(kept["without_categories"]),
            newest_days=kept["newest_days"],
        ),
        look=look_from_json(row.look),
        reads_pages=row.reads_pages,
        first_posts=row.first_posts,
        answered=row.answered,
        validators=Validators(row.etag, row.last_modified),
        version=row.version,
    )


def _known_of(row: AnyRow) -> Known:
    return Known(
        story=Story(row.guid, row.address, row.title, row.lead),
        item_id=row.id,
        article_id=row.article_id,
        said=row.said,
        first_seen_at=row.first_seen_at,
    )
