"""Feeds asked over real sockets, on a clock that moves by hand."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from xml.sax.saxutils import escape

import pytest_asyncio
from sqlalchemy import select

from bot.domain.feed import FeedState, Filters, Pulse, Subscription
from bot.domain.posted import Article
from bot.sources.feeds.source import WebFeeds
from bot.sources.pages.source import WebPages
from bot.sources.web.fetching import Fetcher
from bot.storage.schema import jobs
from bot.storage.store import SqlStore
from bot.workflow.feeds.polling import Polling
from bot.workflow.tables import GuildFilter
from bot.workflow.telling import Teller
from tests.builders import CHANNEL, GUILD, START, HandClock
from tests.sources.web.server import Server, web_server
from tests.workflow.stages import MemoryDesk


@dataclass
class Story:
    """One story of a newspaper of our own."""

    number: int
    title: str
    lead: str
    guid: str

    def xml(self) -> str:
        """As an item."""
        return (
            f"<item><title>{escape(self.title)}</title><guid isPermaLink='false'>{self.guid}</guid>"
            f"<link>https://gazette.example/{self.guid}</link>"
            f"<description>{escape(self.lead)}</description></item>"
        )


def story(number: int) -> Story:
    """Stories differ in all but small words."""
    random = Random(number)
    words = ["".join(random.choices("abcdefghijklmnopqrstuvwxyz", k=7)) for _ in range(14)]
    return Story(number, " ".join(words[:5]), " ".join(words), f"g{number}")


def rss(stories: list[Story]) -> str:
    """A feed, newest first."""
    inside = "".join(one.xml() for one in reversed(stories))
    return f"<rss version='2.0'><channel><title>Gazette</title>{inside}</channel></rss>"


class Newsroom:
    """A store, a web server, and the feeds between them."""

    def __init__(self, store: SqlStore, server: Server, fetcher: Fetcher) -> None:
        self.store = store
        self.server = server
        self.clock = HandClock()
        self.desk = MemoryDesk()
        self.fetcher = fetcher
        self.source = WebFeeds(fetcher)
        self.polling = self.new_polling()

    def new_polling(self) -> Polling:
        """As a new process has it."""
        teller = Teller(self.store, self.desk, self.clock)
        return Polling(
            self.store,
            self.source,
            teller,
            self.clock,
            GuildFilter(),
            Random(self.clock().minute),
            WebPages(self.fetcher),
        )

    async def add(self, url: str, **changes: object) -> Subscription:
        """Subscribe to a feed."""
        made = Subscription(
            0, GUILD, CHANNEL, url, "Gazette", self.clock(), 90, Pulse(self.clock()), first_posts=1
        )
        async with self.store.write() as tx:
            added, _ = await tx.feeds.add(replace(made, **changes))  # type: ignore[arg-type]
        return added

    async def ask(self, **later: float) -> None:
        """Some time later, ask what is due."""
        self.clock.now += timedelta(**later)
        await self.polling.ask_due()

    async def articles(self) -> list[Article]:
        """What was posted, oldest first."""
        async with self.store.read() as tx:
            return sorted(await tx.articles.page(GUILD, limit=10_000), key=lambda one: one.id)

    async def titles(self) -> list[str]:
        """Their titles."""
        return [article.document.title for article in await self.articles()]

    async def feed(self, feed_id: int) -> Subscription:
        """As it is stored."""
        async with self.store.read() as tx:
            found = await tx.feeds.get(feed_id)
        assert found is not None
        return found


@pytest_asyncio.fixture
async def newsroom(sqlite_store: SqlStore) -> AsyncIterator[Newsroom]:
    fetcher = Fetcher(allow_private=True, time_limit=2)
    async with web_server() as server:
        yield Newsroom(sqlite_store, server, fetcher)
    await fetcher.close()


async def test_new_items_become_articles_once(newsroom: Newsroom) -> None:
    stories = [story(n) for n in range(4)]
    url = newsroom.server.put("/feed", rss(stories[:3]))
    await newsroom.add(url)
    await newsroom.ask()
    assert await newsroom.titles() == [stories[2].title]
    newsroom.server.put("/feed", rss(stories))
    await newsroom.ask(minutes=15)
    await newsroom.ask(minutes=15)
    assert await newsroom.titles() == [stories[2].title, stories[3].title]
    (first, _) = await newsroom.articles()
    assert first.document.url == "https://gazette.example/g2"
    assert first.document.attribution == "Gazette"
    async with newsroom.store.engine.connect() as connection:
        kinds = list((await connection.execute(select(jobs.c.kind))).scalars())
    assert kinds == ["post-article", "post-article"]


async def test_a_correction_changes_the_article(newsroom: Newsroom) -> None:
    url = newsroom.server.put("/feed", rss([story(1)]))
    await newsroom.add(url)
    await newsroom.ask()
    newsroom.server.put("/feed", rss([replace(story(1), title="Corrected title")]))
    await newsroom.ask(minutes=15)
    assert await newsroom.titles() == ["Corrected title"]


async def test_what_did_not_change_is_not_sent_again(newsroom: Newsroom) -> None:
    url = newsroom.server.put("/feed", rss([story(1)]), ETag='"1"')
    added = await newsroom.add(url)
    await newsroom.ask()
    await newsroom.ask(minutes=15)
    assert newsroom.server.asked[-1].headers["If-None-Match"] == '"1"'
    assert (await newsroom.feed(added.id)).pulse.failures == 0


async def test_a_feed_that_moved_for_good_is_asked_there(newsroom: Newsroom) -> None:
    new = newsroom.server.put("/new", rss([story(1)]))
    old = newsroom.server.put("/old", status=301, Location="/new")
    added = await newsroom.add(old)
    await newsroom.ask()
    assert (await newsroom.feed(added.id)).url == new


async def test_moderators_are_told_once_of_a_feed_that_failed_for_a_day(
    newsroom: Newsroom,
) -> None:
    added = await newsroom.add(newsroom.server.put("/feed", status=500))
    for _ in range(60):
        await newsroom.ask(hours=1)
    assert len(newsroom.desk.told) == 1
    newsroom.server.put("/feed", rss([story(1)]))
    await newsroom.ask(hours=7)
    found = await newsroom.feed(added.id)
    assert (found.pulse.failures, found.pulse.told, found.pulse.failure) == (0, False, "")
    assert await newsroom.titles() == [story(1).title]


async def test_a_feed_that_is_gone_is_told_of_and_asked_no_more(newsroom: Newsroom) -> None:
    added = await newsroom.add(newsroom.server.put("/feed", status=410))
    await newsroom.ask()
    await newsroom.ask(days=1)
    assert (await newsroom.feed(added.id)).state is FeedState.GONE
    assert len(newsroom.server.asked) == len(newsroom.desk.told) == 1


async def test_what_a_filter_leaves_says_why(newsroom: Newsroom) -> None:
    url = newsroom.server.put("/feed", rss([story(1)]))
    await newsroom.add(url, filters=Filters(with_words=("harbour",)))
    await newsroom.ask()
    assert await newsroom.titles() == []
    async with newsroom.store.read() as tx:
        (item,) = await tx.feeds.items(GUILD, search=story(1).title[:12])
    assert item.why == "It has none of “harbour”."


async def test_one_broken_feed_stops_no_other(newsroom: Newsroom) -> None:
    await newsroom.add(newsroom.server.put("/broken", "<html>no feed"))
    await newsroom.add("http://127.0.0.1:9/feed")
    await newsroom.add(newsroom.server.put("/feed", rss([story(1)])))
    await newsroom.ask()
    assert await newsroom.titles() == [story(1).title]


async def test_a_week_with_restarts_posts_every_story_once(newsroom: Newsroom) -> None:
    """Outages, corrections, re-issues under other names, and a process that is killed at work."""
    random = Random(5)
    shown = [story(0)]
    await newsroom.add(newsroom.server.put("/feed", rss(shown)))
    await newsroom.ask()
    for number in range(1, 500):
        shown = [*shown, story(number)][-30:]
        if number % 20 == 0:
            shown[-5] = replace(shown[-5], title=f"{shown[-5].title} corrected")
        if number % 35 == 0:
            shown.append(replace(shown[-3], guid=f"again{number}"))
        if number % 50 in (10, 11, 12):
            newsroom.server.put("/feed", status=503)
        else:
            newsroom.server.put("/feed", rss(shown))
        newsroom.clock.now += timedelta(minutes=20)
        if number % 7 == 0:
            working = asyncio.create_task(newsroom.polling.ask_due())
            await asyncio.sleep(random.uniform(0, 0.02))
            working.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await working
            newsroom.polling = newsroom.new_polling()
        await newsroom.polling.ask_due()
    for _ in range(12):
        newsroom.server.put("/feed", rss(shown))
        await newsroom.ask(hours=1)
    titles = [title.removesuffix(" corrected") for title in await newsroom.titles()]
    assert titles == [story(number).title for number in range(500)]


async def test_five_hundred_feeds_are_asked_in_their_time(newsroom: Newsroom) -> None:
    for number in range(500):
        await newsroom.add(newsroom.server.put(f"/{number}", rss([story(number)])))
    running = asyncio.create_task(newsroom.polling.run())
    async with asyncio.timeout(60):
        while len(await newsroom.articles()) < 500:  # noqa: ASYNC110
            await asyncio.sleep(0.2)
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running
    assert sorted(await newsroom.titles()) == sorted(story(n).title for n in range(500))
    assert newsroom.clock() == START


PAGE = """<html><head><title>{title}</title><meta property='og:type' content='article'></head><body>
<article><h1>{title}</h1>{paragraphs}</article></body></html>"""


async def test_the_whole_article_is_read_from_its_page_where_that_is_wanted(
    newsroom: Newsroom,
) -> None:
    title, lead = "Night ferries to the island return", "The night ferries will run again."
    paragraphs = [
        f"{lead} The port authority said on Monday that number {n} of its two boats is mended, and "
        "that it will leave the old pier at eleven every evening until the end of the summer."
        for n in range(6)
    ]
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    link = newsroom.server.put("/ferries", PAGE.format(title=title, paragraphs=body))
    feed = (
        "<rss version='2.0'><channel><title>Gazette</title><item><title>{}</title>"
        f"<guid>{link}</guid><link>{link}</link><description>{lead}</description>"
        "</item></channel></rss>"
    )
    await newsroom.add(newsroom.server.put("/feed", feed.format(title)), reads_pages=True)
    await newsroom.ask()
    (article,) = await newsroom.articles()
    assert len(article.document.paragraphs) >= 5
    newsroom.server.put("/feed", feed.format(f"{title} at last"))
    await newsroom.ask(minutes=15)
    (article,) = await newsroom.articles()
    assert article.document.title == f"{title} at last"
    assert len(article.document.paragraphs) >= 5


async def test_a_page_that_cannot_be_read_leaves_what_the_feed_says(newsroom: Newsroom) -> None:
    await newsroom.add(newsroom.server.put("/feed", rss([story(1)])), reads_pages=True)
    await newsroom.ask()
    (article,) = await newsroom.articles()
    assert article.document.paragraphs == (story(1).lead,)
