"""Asking every feed in its time, and posting what is new: each item once, whatever stops when."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta
from random import Random

from bot.domain.article import ArticleDocument
from bot.domain.errors import Conflict, DocumentUnreadable, SourceGone, SourceUnavailable
from bot.domain.feed import Feed, FeedAnswer, FeedItem, FeedState, Subscription
from bot.domain.job import JobKind, Priority
from bot.domain.posted import Draft
from bot.workflow.feeds.schedule import after_answer, after_failure, is_dead
from bot.workflow.feeds.sorting import REMEMBERED, Outcome, Sorted, sort
from bot.workflow.feeds.stories import canonical_address
from bot.workflow.jobs import article_job
from bot.workflow.ports import Clock, FeedSource, PageSource, Store, Transaction
from bot.workflow.stage import Topic
from bot.workflow.tables import GuildFilter
from bot.workflow.telling import Teller

log = logging.getLogger(__name__)

AT_ONCE = 16
"""Feeds that are asked at the same time."""
LONGEST_SLEEP = 60.0
"""Seconds after which is looked again at the latest: feeds are added by other processes too."""
FORGOTTEN_AFTER = timedelta(days=90)
"""How long after it left its feed an item is remembered."""


class Polling:
    """Asks the feeds of this process's guilds until it is cancelled."""

    def __init__(
        self,
        store: Store,
        source: FeedSource,
        teller: Teller,
        clock: Clock,
        guild_filter: GuildFilter,
        random: Random,
        pages: PageSource,
    ) -> None:
        self._pages = pages
        self._store = store
        self._source = source
        self._teller = teller
        self._clock = clock
        self._guild_filter = guild_filter
        self._random = random
        self._woken = asyncio.Event()
        self._busy: dict[int, asyncio.Task[None]] = {}

    def wake(self) -> None:
        """Look at once: a feed was added or resumed."""
        self._woken.set()

    async def run(self) -> None:
        """Work until cancelled; what was not stored is asked again."""
        try:
            while True:
                self._woken.clear()
                pause = await self._start_due()
                ended = [asyncio.ensure_future(self._woken.wait()), *self._busy.values()]
                await asyncio.wait(ended, timeout=pause, return_when=asyncio.FIRST_COMPLETED)
                ended[0].cancel()
                self._busy = {key: task for key, task in self._busy.items() if not task.done()}
        finally:
            tasks = list(self._busy.values())
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def ask_due(self) -> int:
        """Ask every feed whose time has come, once, to the end; returns how many."""
        async with self._store.read() as tx:
            due = await tx.feeds.due(self._clock(), self._guild_filter, limit=10_000)
        turns = asyncio.Semaphore(AT_ONCE)

        async def in_turn(subscription: Subscription) -> None:
            async with turns:
                await self._guarded(subscription)

        await asyncio.gather(*map(in_turn, due))
        return len(due)

    async def _start_due(self) -> float:
        """Begin with those that are due; seconds until the next one is."""
        free = AT_ONCE - len(self._busy)
        async with self._store.read() as tx:
            # Those that are being asked are due still.
            due = await tx.feeds.due(self._clock(), self._guild_filter, limit=2 * AT_ONCE)
            next_at = await tx.feeds.next_due(self._guild_filter)
        for subscription in [one for one in due if one.id not in self._busy][:free]:
            self._busy[subscription.id] = asyncio.create_task(self._guarded(subscription))
        if next_at is None:
            return LONGEST_SLEEP
        wait = (next_at - self._clock()).total_seconds()
        return min(max(wait, 0.5), LONGEST_SLEEP)

    async def _guarded(self, subscription: Subscription) -> None:
        """One feed's trouble, whatever it is, stops no other."""
        try:
            await self.ask(subscription)
        except Conflict:
            # A moderator changed it in the meantime; it is due still and is asked again.
            log.info("feed %d was changed while it was asked", subscription.id)
        except Exception:
            log.exception("feed %d could not be asked", subscription.id)
            await self._failed(subscription, "Something went wrong here; the log has it.", None)

    async def ask(self, subscription: Subscription) -> list[Sorted]:
        """Ask one feed and store what became of its items.

        Raises:
            Conflict: it was changed in the meantime; nothing is stored.
        """
        try:
            answer = await self._source.ask(subscription.url, subscription.validators)
        except SourceGone as gone:
            await self._failed(replace(subscription, state=FeedState.GONE), str(gone), None)
            return []
        except SourceUnavailable as failure:
            await self._failed(subscription, str(failure), failure.retry_after)
            return []
        except DocumentUnreadable as unreadable:
            await self._failed(subscription, str(unreadable), None)
            return []
        return await self._take_in(subscription, answer)

    async def _take_in(self, subscription: Subscription, answer: FeedAnswer) -> list[Sorted]:
        now = self._clock()
        pages = await self._pages_of(subscription, answer.feed)
        async with self._store.write() as tx:
            found: list[Sorted] = []
            if answer.feed is not None:
                found = await self._sorted(tx, subscription, answer.feed)
                for one in found:
                    page = pages.get(one.item.url)
                    await self._store_item(tx, subscription, answer.feed, one, page)
                await tx.feeds.forget_items(subscription.id, before=now - FORGOTTEN_AFTER)
            moved = answer.moved_to and not await tx.feeds.has(
                subscription.channel_id, answer.moved_to
            )
            await tx.feeds.update(
                replace(
                    subscription,
                    url=answer.moved_to if moved else subscription.url,
                    answered=subscription.answered or answer.feed is not None,
                    validators=answer.validators,
                    pulse=after_answer(now, answer.pause, self._random),
                )
            )
        return found

    async def _pages_of(
        self, subscription: Subscription, feed: Feed | None
    ) -> dict[str, ArticleDocument]:
        """The pages of what will be posted, by address; one that cannot be read is left out, and
        its article says what the feed says."""
        if feed is None or not subscription.reads_pages:
            return {}
        async with self._store.read() as tx:
            found = await self._sorted(tx, subscription, feed)
        addresses = [one.item.url for one in found if one.outcome is Outcome.POST and one.item.url]
        pages: dict[str, ArticleDocument] = {}
        for address in addresses:
            try:
                pages[address] = await self._pages.read(address)
            except (SourceUnavailable, DocumentUnreadable) as unreadable:
                log.info("feed %d: a page cannot be read: %s", subscription.id, unreadable)
        return pages

    async def _sorted(
        self, tx: Transaction, subscription: Subscription, feed: Feed
    ) -> list[Sorted]:
        now = self._clock()
        known = await tx.feeds.known(
            subscription.channel_id,
            guids=[item.guid for item in feed.items],
            addresses=[canonical_address(item.url) for item in feed.items],
            since=now - REMEMBERED,
        )
        first = None if subscription.answered else subscription.first_posts
        return sort(feed, known, subscription.filters, now=now, first_posts=first)

    async def _store_item(
        self,
        tx: Transaction,
        subscription: Subscription,
        feed: Feed,
        one: Sorted,
        page: ArticleDocument | None,
    ) -> None:
        now = self._clock()
        if one.outcome is Outcome.POST:
            document = document_of(one.item, feed.title or subscription.title)
            if page is not None:
                document = with_page(document, page)
            look = subscription.look
            draft = Draft(
                id=0,
                guild_id=subscription.guild_id,
                channel_id=subscription.channel_id,
                author_id=0,
                document=document,
                created_at=now,
                look=replace(look, tags=(*look.tags, *one.item.categories)),
            )
            article, is_new = await tx.articles.add(
                draft, created_by=subscription.created_by, at=now
            )
            if is_new:
                await tx.jobs.add(article_job(article, JobKind.POST_ARTICLE, Priority.NEW, now))
            await tx.feeds.add_item(subscription, one, article.id, now)
        elif one.known is None:
            await tx.feeds.add_item(subscription, one, None, now)
        elif one.outcome is Outcome.UPDATE and one.known.article_id is not None:
            await self._correct(tx, subscription, one.known.article_id, one.item)
            await tx.feeds.changed(one.known.item_id, one, now)
        elif one.known.item_id:
            await tx.feeds.seen_again([one.known.item_id], now)

    async def _correct(
        self, tx: Transaction, subscription: Subscription, article_id: int, item: FeedItem
    ) -> None:
        article = await tx.articles.get(article_id)
        if article is None:
            return
        new = document_of(item, article.document.attribution or "")
        old = article.document
        # A summary does not take the place of a whole text that was read from the page.
        is_less = subscription.reads_pages and new.word_count < old.word_count
        document = replace(
            old,
            title=new.title,
            paragraphs=old.paragraphs if is_less else new.paragraphs or old.paragraphs,
            picture_url=new.picture_url or article.document.picture_url,
        )
        article = await tx.articles.update(replace(article, document=document))
        await tx.jobs.add(
            article_job(article, JobKind.REFRESH_ARTICLE, Priority.CHANGED, self._clock())
        )

    async def _failed(
        self, subscription: Subscription, why: str, retry_after: float | None
    ) -> None:
        now = self._clock()
        wait = timedelta(seconds=retry_after) if retry_after is not None else None
        pulse = after_failure(subscription.pulse, now, wait, self._random, failure=why)
        dead = is_dead(pulse, now) or subscription.state is FeedState.GONE
        log.warning("feed %d failed %d times: %s", subscription.id, pulse.failures, why)
        async with self._store.write() as tx:
            await tx.feeds.update(
                replace(subscription, pulse=replace(pulse, told=pulse.told or dead))
            )
        if dead and not subscription.pulse.told:
            await self._teller.tell(
                subscription.guild_id, Topic.FEED_DEAD, f"{subscription.title}: {why}"
            )


def document_of(item: FeedItem, feed_title: str) -> ArticleDocument:
    """The article that an item is posted as."""
    return ArticleDocument(
        title=item.title,
        paragraphs=item.paragraphs,
        attribution=feed_title or None,
        author=item.author or None,
        published_at=item.published_at,
        picture_url=item.picture_url or None,
        url=item.url or None,
    )


def with_page(document: ArticleDocument, page: ArticleDocument) -> ArticleDocument:
    """What the feed says, with the page's text where that is longer and what the feed lacks.

    The page's own comments stay there: an item is posted by itself, and nobody has looked at it.
    """
    longer = page.word_count > document.word_count
    return replace(
        document,
        paragraphs=page.paragraphs if longer else document.paragraphs,
        subheadings=page.subheadings if longer else document.subheadings,
        captions=page.captions or document.captions,
        author=document.author or page.author,
        published_at=document.published_at or page.published_at,
        picture_url=document.picture_url or page.picture_url,
    )
