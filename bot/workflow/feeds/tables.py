"""What the store holds of feeds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.feed import Subscription
from bot.workflow.feeds.sorting import Known, Outcome, Sorted
from bot.workflow.tables import GuildFilter


class FeedTable(Protocol):
    """Subscriptions to feeds, and the items that these brought."""

    async def add(self, subscription: Subscription) -> tuple[Subscription, bool]:
        """Store it with a new id; (the one stored before, False) if that channel has its feed."""
        ...

    async def get(self, feed_id: int) -> Subscription | None: ...

    async def has(self, channel_id: int, url: str) -> bool:
        """Whether the channel has a feed at that address."""
        ...

    async def of_guild(self, guild_id: int) -> Sequence[Subscription]:
        """In the order in which they were added."""
        ...

    async def due(
        self, now: datetime, guild_filter: GuildFilter, *, limit: int
    ) -> Sequence[Subscription]:
        """Active ones whose time has come, longest waiting first."""
        ...

    async def next_due(self, guild_filter: GuildFilter) -> datetime | None:
        """When the next active one is due; None if there is none."""
        ...

    async def update(self, subscription: Subscription) -> Subscription:
        """Store it on top of the version it was read at.

        Raises:
            Conflict: somebody else changed it since.
        """
        ...

    async def remove(self, feed_id: int) -> None:
        """Forget it and its items; articles that were posted stay."""
        ...

    async def known(
        self,
        channel_id: int,
        *,
        guids: Collection[str],
        addresses: Collection[str],
        since: datetime,
    ) -> Sequence[Known]:
        """What a channel's feeds brought: by name, by address, and all of it ``since`` then."""
        ...

    async def add_item(
        self, subscription: Subscription, sorted_: Sorted, article_id: int | None, at: datetime
    ) -> None:
        """Store an item that was not known."""
        ...

    async def seen_again(self, item_ids: Collection[int], at: datetime) -> None:
        """They stand in the feed still."""
        ...

    async def changed(self, item_id: int, sorted_: Sorted, at: datetime) -> None:
        """An item says something else now."""
        ...

    async def forget_items(self, feed_id: int, *, before: datetime) -> None:
        """Forget those that the feed has not shown since ``before``."""
        ...

    async def items(
        self, guild_id: int, *, search: str = "", limit: int = 10
    ) -> Sequence[SeenItem]:
        """Newest first; ``search`` is a part of the title or the address."""
        ...


@dataclass(frozen=True, slots=True)
class SeenItem:
    """An item that a feed brought, and what became of it."""

    feed_id: int
    feed_title: str
    title: str
    url: str
    outcome: Outcome
    why: str
    article_id: int | None
    first_seen_at: datetime
    last_seen_at: datetime
