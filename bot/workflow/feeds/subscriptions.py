"""What moderators do with feeds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.domain.actor import Actor
from bot.domain.errors import NotFound, Refused
from bot.domain.feed import Feed, FeedState, Filters, Pulse, Subscription, Validators
from bot.domain.look import Look
from bot.workflow.articles import Articles
from bot.workflow.feeds.sorting import REMEMBERED, Sorted, sort
from bot.workflow.feeds.stories import canonical_address
from bot.workflow.feeds.tables import SeenItem
from bot.workflow.feeds.templates import require_template
from bot.workflow.permissions import require_manager, require_moderator
from bot.workflow.ports import Clock, FeedSource, Store

MOST_FEEDS = 100
"""Feeds of one server."""
MOST_FIRST_POSTS = 10


@dataclass(frozen=True, slots=True)
class Preview:
    """What a feed says now, and what would become of its items."""

    subscription: Subscription
    feed: Feed
    items: Sequence[Sorted]
    """In the order in which they would be posted."""


class Subscriptions:
    """Adds, pauses and removes feeds, and says what they would bring and what they brought."""

    def __init__(self, store: Store, source: FeedSource, articles: Articles, clock: Clock) -> None:
        self._store = store
        self._source = source
        self._articles = articles
        self._clock = clock
        self.after_change: Callable[[], None] = _nobody
        """Called when a feed may be due earlier than before."""

    async def add(
        self,
        actor: Actor,
        address: str,
        *,
        channel_id: int,
        filters: Filters,
        first_posts: int,
    ) -> tuple[Subscription, bool]:
        """Subscribe a channel to the feed at an address, or to the one that the page there names.

        Returns:
            (subscription, True), or (the one that is there, False).

        Raises:
            NotAllowed, NotSetUp: this person may not post there, or the server is not ready.
            SourceUnavailable, DocumentUnreadable: no feed was found there.
            Refused: there are too many feeds.
        """
        await self._articles.require_poster(actor, channel_id=channel_id)
        url, feed = await self._source.find(address)
        now = self._clock()
        made = Subscription(
            id=0,
            guild_id=actor.guild_id,
            channel_id=channel_id,
            url=url,
            title=feed.title or url,
            created_at=now,
            created_by=actor.id,
            pulse=Pulse(now),
            filters=filters,
            first_posts=min(max(first_posts, 0), MOST_FIRST_POSTS),
        )
        async with self._store.write() as tx:
            if len(await tx.feeds.of_guild(actor.guild_id)) >= MOST_FEEDS:
                raise Refused(
                    "This server has {most} feeds, the most there may be. Remove one first: "
                    "/feed remove.",
                    most=MOST_FEEDS,
                )
            added = await tx.feeds.add(made)
        self.after_change()
        return added

    async def all(self, actor: Actor) -> Sequence[Subscription]:
        """The server's feeds.

        Raises:
            NotAllowed: no moderator.
        """
        async with self._store.read() as tx:
            require_moderator(actor, await tx.guilds.get(actor.guild_id))
            return await tx.feeds.of_guild(actor.guild_id)

    async def get(self, actor: Actor, feed_id: int) -> Subscription:
        """Raises:
        NotFound, NotAllowed: no such feed on this server, or no moderator.
        """
        async with self._store.read() as tx:
            require_moderator(actor, await tx.guilds.get(actor.guild_id))
            found = await tx.feeds.get(feed_id)
        if found is None or found.guild_id != actor.guild_id:
            raise NotFound("There is no such feed on this server. See /feed list.")
        return found

    async def channel_of(self, feed_id: int) -> int | None:
        """The channel that a feed is posted in, where its members' powers count."""
        async with self._store.read() as tx:
            found = await tx.feeds.get(feed_id)
        return found.channel_id if found is not None else None

    async def pause(self, actor: Actor, feed_id: int) -> Subscription:
        """Ask it no more, until somebody resumes it.

        Raises:
            NotFound, NotAllowed, Conflict: see `get`; somebody else was faster.
            Refused: it is paused already.
        """
        found = await self.get(actor, feed_id)
        if found.state is FeedState.PAUSED:
            raise Refused("This feed is paused already.")
        async with self._store.write() as tx:
            return await tx.feeds.update(replace(found, state=FeedState.PAUSED))

    async def resume(self, actor: Actor, feed_id: int) -> Subscription:
        """Ask it again, now.

        Raises:
            NotFound, NotAllowed, Conflict: see `get`; somebody else was faster.
            Refused: it is not paused.
        """
        found = await self.get(actor, feed_id)
        if found.state is FeedState.ACTIVE and not found.pulse.failures:
            raise Refused("This feed is not paused.")
        async with self._store.write() as tx:
            resumed = await tx.feeds.update(
                replace(found, state=FeedState.ACTIVE, pulse=Pulse(self._clock()))
            )
        self.after_change()
        return resumed

    async def remove(self, actor: Actor, feed_id: int) -> Subscription:
        """Forget it; the articles that it brought stay.

        Raises:
            NotFound, NotAllowed: see `get`.
        """
        found = await self.get(actor, feed_id)
        async with self._store.write() as tx:
            await tx.feeds.remove(feed_id)
        return found

    async def change_look(
        self, actor: Actor, feed_id: int, look: Look, *, reads_pages: bool
    ) -> Subscription:
        """How its posts look from now on; those that stand stay as they are.

        Raises:
            NotFound, NotAllowed, Conflict: see `get`; only managers choose whom a post pings.
            Refused: no template.
        """
        found = await self.get(actor, feed_id)
        require_template(look.title)
        require_template(look.lead)
        if look.mention_role_id not in {None, found.look.mention_role_id}:
            require_manager(actor)
        async with self._store.write() as tx:
            return await tx.feeds.update(replace(found, look=look, reads_pages=reads_pages))

    async def preview(self, actor: Actor, feed_id: int) -> Preview:
        """Ask it now; nothing is stored or posted.

        Raises:
            NotFound, NotAllowed: see `get`.
            SourceUnavailable, DocumentUnreadable: what is in its way.
        """
        found = await self.get(actor, feed_id)
        answer = await self._source.ask(found.url, Validators())
        feed = answer.feed or Feed(found.title)
        now = self._clock()
        async with self._store.read() as tx:
            known = await tx.feeds.known(
                found.channel_id,
                guids=[item.guid for item in feed.items],
                addresses=[canonical_address(item.url) for item in feed.items],
                since=now - REMEMBERED,
            )
        first = None if found.answered else found.first_posts
        items = sort(feed, known, found.filters, now=now, first_posts=first)
        return Preview(found, feed, items)

    async def why(self, actor: Actor, search: str) -> Sequence[SeenItem]:
        """What became of items whose title or address has this, newest first.

        Raises:
            NotAllowed: no moderator.
        """
        async with self._store.read() as tx:
            require_moderator(actor, await tx.guilds.get(actor.guild_id))
            return await tx.feeds.items(actor.guild_id, search=search)


def _nobody() -> None:
    """Nobody waits for feeds."""
