"""What has to be done from time to time, whether anybody asks for it or not."""

from __future__ import annotations

import asyncio

from bot.workflow.closing import Closing
from bot.workflow.digest import Digests
from bot.workflow.ports import Clock, Store
from bot.workflow.privacy.retention import Retention
from bot.workflow.standing.sanctions import Sanctions
from bot.workflow.statistics.weekly import WeeklyReports

EVERY = 60.0
"""Seconds between two rounds."""


class Housekeeping:
    """Forgets expired tokens, closes articles, ends sanctions, asks for digests and weekly
    reports, deletes what was kept long enough."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        closing: Closing,
        digests: Digests,
        weekly: WeeklyReports,
        retention: Retention,
        sanctions: Sanctions,
    ) -> None:
        self._store = store
        self._clock = clock
        self._closing = closing
        self._digests = digests
        self._weekly = weekly
        self._retention = retention
        self._sanctions = sanctions

    async def run(self) -> None:
        """Round after round, until cancelled."""
        while True:
            await self.once()
            await asyncio.sleep(EVERY)

    async def once(self) -> None:
        """One round."""
        async with self._store.write() as tx:
            await tx.comments.forget_replies(now=self._clock())
        await self._closing.close_due()
        await self._sanctions.expire_due()
        await self._digests.ask_due()
        await self._weekly.ask_due()
        await self._retention.blank_due()
        await self._retention.wipe_departed()
