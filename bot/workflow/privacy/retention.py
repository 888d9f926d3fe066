"""Texts that nobody needs any more are deleted, and so is everything of servers that left."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from bot.domain.privacy import AFTER_LEAVING, RETENTION_DAYS, Purge, PurgeReason
from bot.workflow.ports import Clock, Store
from bot.workflow.privacy.own_data import redraw_cards
from bot.workflow.tables import GuildFilter

log = logging.getLogger(__name__)

AT_ONCE = 100
"""Comments whose texts are deleted in one transaction: others wait for it on SQLite."""
BATCHES = 20
"""Batches in one round; the next round goes on."""
ROWS_AT_ONCE = 500
"""Rows of a server that are deleted in one transaction."""
TEXTS = "texts of rejected, withdrawn and removed comments"


class Retention:
    """Deletes what has been kept long enough."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def blank_due(self) -> int:
        """Delete the texts of comments gone for longer than their server keeps them.

        Returns:
            How many comments lost their texts.
        """
        async with self._store.read() as tx:
            chosen = await tx.privacy.chosen()
        default = timedelta(days=RETENTION_DAYS)
        done = await self._blank(default, besides=[one.guild_id for one in chosen])
        for one in chosen:
            if one.retention_days:
                done += await self._blank(timedelta(days=one.retention_days), only=one.guild_id)
        return done

    async def wipe_departed(self) -> int:
        """Delete everything of the servers that were left long enough ago; returns how many."""
        async with self._store.read() as tx:
            departed = await tx.privacy.departed(before=self._clock() - AFTER_LEAVING)
        for guild_id in departed:
            rows = 0
            while True:
                async with self._store.write() as tx:
                    gone = await tx.privacy.wipe_some(guild_id, ROWS_AT_ONCE)
                if not gone:
                    break
                rows += gone
                await asyncio.sleep(0)  # Whoever waits to write goes first.
            log.info("server %d was left 30 days ago: its data is deleted, %d rows", guild_id, rows)
        return len(departed)

    async def note_left(self, guild_id: int) -> None:
        """A server removed the bot. An outage of Discord's is not that."""
        async with self._store.write() as tx:
            await tx.privacy.left(guild_id, self._clock())

    async def note_joined(self, guild_id: int) -> None:
        """A server invited the bot, perhaps again: its data stays."""
        async with self._store.read() as tx:
            # This comes for every server at every start, and hardly one was left.
            if guild_id not in await tx.privacy.departed(before=self._clock()):
                return
        async with self._store.write() as tx:
            await tx.privacy.returned([guild_id])

    async def compare(self, present: Collection[int], guild_filter: GuildFilter) -> None:
        """Note what happened while the bot was away.

        Args:
            present: The servers that it is on, those with an outage among them.
            guild_filter: Those that this process answers for.
        """
        async with self._store.write() as tx:
            await tx.privacy.returned(list(present))
            for guild_id in await tx.privacy.known_guilds(guild_filter):
                if guild_id not in present:
                    await tx.privacy.left(guild_id, self._clock())

    async def _blank(
        self, kept: timedelta, *, only: int | None = None, besides: Sequence[int] = ()
    ) -> int:
        done = 0
        for _ in range(BATCHES):
            now = self._clock()
            batch = await self._blank_some(now - kept, now, only, besides)
            done += batch
            if batch < AT_ONCE:
                break
            await asyncio.sleep(0)
        return done

    async def _blank_some(
        self, before: datetime, now: datetime, only: int | None, besides: Sequence[int]
    ) -> int:
        async with self._store.write() as tx:
            found = await tx.privacy.to_blank(
                before=before, only=only, besides=besides, limit=AT_ONCE
            )
            if not found:
                return 0
            servers = dict(found)
            blanked = await tx.privacy.blank(list(servers), now)
            await redraw_cards(tx, blanked, now)
            for guild_id, count in Counter(servers[one] for one in blanked).items():
                await tx.privacy.log(Purge(guild_id, now, TEXTS, count, PurgeReason.RETENTION))
        return len(found)
