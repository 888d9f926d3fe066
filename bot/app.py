"""The composition root: the only place that wires the parts together, and the bot's life."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from random import Random

import aiohttp
import discord

from bot.background import end, kept_up, once
from bot.client import Greenroom, Services
from bot.discord_io.automod import DiscordRules
from bot.discord_io.channels import DiscordChannels
from bot.discord_io.desk import DeskCheck, Staff
from bot.discord_io.moderators import Moderators
from bot.discord_io.redirect import redirect
from bot.discord_io.refusals import LOGIN_REFUSED, closed_for_good
from bot.discord_io.replies import Deferrals
from bot.discord_io.stage import (
    DiscordArticles,
    DiscordAuthors,
    DiscordComments,
    DiscordDigests,
    DiscordModerators,
)
from bot.discord_io.threads import Threads
from bot.discord_io.webhooks import Webhooks
from bot.domain.errors import SettingsInvalid
from bot.domain.job import JobKind
from bot.housekeeping import Housekeeping
from bot.remote_judge import Endpoint, RemoteJudge
from bot.settings import Settings
from bot.sources.feeds.source import WebFeeds
from bot.sources.pages.source import WebPages
from bot.sources.web.fetching import Fetcher
from bot.storage.store import SqlStore
from bot.storage.upgrade import upgrade
from bot.workflow.answering import Answering
from bot.workflow.archives import Archives
from bot.workflow.articles import Articles
from bot.workflow.automod.shield import Shield
from bot.workflow.automod.terms import shipped_terms
from bot.workflow.closing import Closing
from bot.workflow.digest import Digests
from bot.workflow.dispatcher import Dispatcher, Handler
from bot.workflow.feeds.polling import Polling
from bot.workflow.feeds.subscriptions import Subscriptions
from bot.workflow.free.blocks import Blocks
from bot.workflow.free.catching_up import CatchingUp
from bot.workflow.free.channels import FreeChannels
from bot.workflow.free.typing import FreeTyping
from bot.workflow.installation import Installation
from bot.workflow.judging import Bench, OfflineJudge
from bot.workflow.limits import Limits
from bot.workflow.mine import Mine
from bot.workflow.modes import Modes
from bot.workflow.posting import Posting
from bot.workflow.publishing import Publishing
from bot.workflow.review import Review
from bot.workflow.room import Room
from bot.workflow.submissions import Submissions
from bot.workflow.tables import GuildFilter
from bot.workflow.telling import Teller

log = logging.getLogger(__name__)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


class App:
    """One bot with everything it is made of."""

    def __init__(self, settings: Settings) -> None:
        redirect(api_base=settings.api_base, gateway_url=settings.gateway_url)
        self.settings = settings
        self.store = SqlStore.at(settings.database_url)
        self.client = Greenroom(settings)
        self._judge = OfflineJudge(settings.classifier)
        endpoint = Endpoint.of(settings)
        self._remote_judge = RemoteJudge(self._judge, endpoint) if endpoint else None
        self._deferrals = Deferrals()
        self._fetcher = Fetcher(allow_private=settings.fetch_private)
        self._feeds = WebFeeds(self._fetcher)
        self._webhooks = Webhooks(self.store, self.client.http.user_agent)
        self.services = self._services()
        self.client.services = self.services
        self._handlers = self._make_handlers()
        threads = Threads(self.client, self.store)
        self._catching_up = CatchingUp(self.store, self.services.typing, threads)

    def _services(self) -> Services:
        store, client = self.store, self.client
        staff = Staff(client.get_guild, store)
        require_desk = DeskCheck(client.get_guild)
        bench = Bench(store, self._remote_judge or self._judge, now, staff)
        limits = Limits(
            comment_interval=timedelta(seconds=self.settings.comment_interval),
            waiting_comments=self.settings.comments_waiting,
        )
        self._moderators = DiscordModerators(client, store)
        articles = Articles(store, bench, now, require_desk)
        channels = DiscordChannels(client, store)
        self._free = FreeChannels(store)
        installation = Installation(store, channels, require_desk, now, self._free)
        teller = Teller(store, self._moderators, now)
        self._comments = DiscordComments(client, store, self._webhooks, teller)
        submissions = Submissions(store, bench, now, limits)
        shield = Shield(store, DiscordRules(client), shipped_terms, teller)
        return Services(
            store=store,
            clock=now,
            bench=bench,
            articles=articles,
            submissions=submissions,
            review=Review(store, now),
            installation=installation,
            mine=Mine(store),
            teller=teller,
            deferrals=self._deferrals,
            staff=staff,
            subscriptions=Subscriptions(store, self._feeds, articles, now),
            pages=WebPages(self._fetcher),
            moderators=Moderators(client, staff, installation),
            modes=Modes(
                store,
                channels,
                shield,
                require_desk,
                now,
                self._free,
                reads_messages=self.settings.message_content,
            ),
            shield=shield,
            typing=FreeTyping(store, bench, submissions, self._comments, teller, now, self._free),
            blocks=Blocks(),
            closing=Closing(store, now),
            archives=Archives(store),
            digests=Digests(store, DiscordDigests(client), now),
        )

    def _make_handlers(self) -> dict[JobKind, Handler]:
        store, client, teller = self.store, self.client, self.services.teller
        comments = self._comments
        articles = DiscordArticles(client, self._webhooks)
        room = Room(store, articles)
        posting = Posting(store, articles, room, teller, now)
        publishing = Publishing(store, comments, room, self.services.bench, teller, now)
        authors = DiscordAuthors(client, self._deferrals)
        answering = Answering(store, authors, self._moderators, teller, now)
        return {
            JobKind.TAKE_IN: publishing.take_in,
            JobKind.POST_ARTICLE: posting.post,
            JobKind.REFRESH_ARTICLE: posting.refresh,
            JobKind.PUBLISH: publishing.publish,
            JobKind.REVISE: publishing.revise,
            JobKind.RETRACT: publishing.retract,
            JobKind.CARD: answering.card,
            JobKind.ANSWER: answering.answer,
            JobKind.DIGEST: self.services.digests.post,
        }

    async def run(self) -> None:
        """Run until the client is closed or the task is cancelled.

        Raises:
            SettingsInvalid: Discord does not take the token or an intent.
            ConnectionError: the first connection could not be made; try again with a new App.
        """
        token = self.settings.require_token()
        background = None
        try:
            await upgrade(self.store.engine)
            await self._free.refresh()
            background = asyncio.create_task(self._background(), name="background")
            await self.client.start(token)
        except discord.LoginFailure:
            raise SettingsInvalid(LOGIN_REFUSED) from None
        except discord.PrivilegedIntentsRequired:
            raise SettingsInvalid(
                "MESSAGE_CONTENT_INTENT: Discord does not give this bot the Message Content "
                "intent. Switch it on under Bot, Privileged Gateway Intents, at "
                "https://discord.com/developers/applications, or write MESSAGE_CONTENT_INTENT=no."
            ) from None
        except discord.ConnectionClosed as closed:
            raise closed_for_good(closed.code) from closed
        except (aiohttp.ClientError, OSError, discord.DiscordServerError) as unreachable:
            raise ConnectionError(
                f"Discord cannot be reached ({type(unreachable).__name__})"
            ) from unreachable
        finally:
            if background is not None:
                background.cancel()
                await asyncio.gather(background, return_exceptions=True)
            await self.close()

    async def close(self) -> None:
        """Close every connection."""
        if not self.client.is_closed():
            await self.client.close()
        self._judge.close()
        if self._remote_judge is not None:
            await self._remote_judge.close()
        await self._webhooks.close()
        await self._fetcher.close()
        await self.store.close()

    async def _background(self) -> None:
        """Once the guilds are known: finish what the last process left, then work the outbox."""
        await self.client.became_ready.wait()
        guild_filter = self._guild_filter()
        dispatcher = Dispatcher(self.store, self._handlers, now, guild_filter)
        self.store.after_asking = dispatcher.wake
        teller = self.services.teller
        chance = Random()  # noqa: S311 - it spreads requests, and keeps no secret
        polling = Polling(
            self.store, self._feeds, teller, now, guild_filter, chance, self.services.pages
        )
        self.services.subscriptions.after_change = polling.wake
        log.info("ready: %d guilds", len(self.client.guilds))
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(kept_up("outbox", dispatcher.run))
            tasks.create_task(kept_up("feeds", polling.run))
            services = self.services
            house = Housekeeping(self.store, now, services.closing, services.digests)
            tasks.create_task(kept_up("housekeeping", house.run))
            # One that does not load holds every comment, and this says so in the log.
            tasks.create_task(once("judge", self._judge.warm_up))
            tasks.create_task(kept_up("shield", self.services.shield.run))
            tasks.create_task(kept_up("free threads", self._follow_threads))

    async def _follow_threads(self) -> None:
        """Take in what came while nobody listened: at the start, and after every gap."""
        while True:
            self.client.has_gap.clear()
            await self._catching_up.run()
            await self.services.submissions.finish_unjudged(self._guild_filter())
            for guild in self.client.guilds:
                self.services.shield.wake(guild.id)
            await self.client.has_gap.wait()

    def _guild_filter(self) -> GuildFilter:
        count = self.client.shard_count or 1
        ids = self.settings.shard_ids or tuple(range(count))
        return GuildFilter(count, ids)


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[App]:
    """A bot in this process that is ready; closed at the end.

    Raises:
        SettingsInvalid, ConnectionError: see `App.run`.
    """
    app = App(settings)
    task = asyncio.create_task(app.run(), name="bot")
    ready = asyncio.create_task(app.client.became_ready.wait())
    try:
        await asyncio.wait({task, ready}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            task.result()
        yield app
    finally:
        ready.cancel()
        await end(task)
