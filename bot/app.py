"""The bot's life: from the first connection to the last."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import Random

import aiohttp
import discord

from bot.background import end, kept_up, once
from bot.composition import Parts, now
from bot.discord_io.redirect import redirect
from bot.discord_io.refusals import LOGIN_REFUSED, closed_for_good
from bot.domain.errors import SettingsInvalid
from bot.housekeeping import Housekeeping
from bot.settings import Settings
from bot.storage.upgrade import upgrade
from bot.workflow.dispatcher import Dispatcher
from bot.workflow.feeds.polling import Polling
from bot.workflow.tables import GuildFilter

log = logging.getLogger(__name__)


class App:
    """One bot and its life."""

    def __init__(self, settings: Settings) -> None:
        redirect(api_base=settings.api_base, gateway_url=settings.gateway_url)
        self.settings = settings
        self._parts = Parts(settings)
        self.store = self._parts.store
        self.client = self._parts.client
        self.services = self._parts.services

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
            await self._parts.free.refresh()
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
        await self._parts.close()

    async def _background(self) -> None:
        """Once the guilds are known: finish what the last process left, then work the outbox."""
        await self.client.became_ready.wait()
        guild_filter = self._guild_filter()
        dispatcher = Dispatcher(self.store, self._parts.handlers, now, guild_filter)
        self.store.after_asking = dispatcher.wake
        teller = self.services.teller
        chance = Random()  # noqa: S311 - it spreads requests, and keeps no secret
        polling = Polling(
            self.store, self._parts.feeds, teller, now, guild_filter, chance, self.services.pages
        )
        self.services.subscriptions.after_change = polling.wake
        log.info("ready: %d guilds", len(self.client.guilds))
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(once("servers left", self._note_servers))
            tasks.create_task(kept_up("outbox", dispatcher.run))
            tasks.create_task(kept_up("feeds", polling.run))
            services = self.services
            house = Housekeeping(
                self.store,
                now,
                services.closing,
                services.digests,
                services.weekly,
                services.retention,
                services.sanctions,
            )
            tasks.create_task(kept_up("housekeeping", house.run))
            # One that does not load holds every comment, and this says so in the log.
            tasks.create_task(once("judge", self._parts.judge.warm_up))
            tasks.create_task(kept_up("shield", self.services.shield.run))
            tasks.create_task(kept_up("free threads", self._follow_threads))

    async def _follow_threads(self) -> None:
        """Take in what came while nobody listened: at the start, and after every gap."""
        while True:
            self.client.has_gap.clear()
            await self._parts.catching_up.run()
            await self.services.submissions.finish_unjudged(self._guild_filter())
            for guild in self.client.guilds:
                self.services.shield.wake(guild.id)
            await self.client.has_gap.wait()

    async def _note_servers(self) -> None:
        """Servers with an outage stand in Discord's greeting: they do not count as left."""
        present = {guild.id for guild in self.client.guilds}
        await self.services.retention.compare(present, self._guild_filter())

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
