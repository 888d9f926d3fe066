"""Articles that close by themselves: after so many days, or with so many comments."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.actor import Actor
from bot.domain.errors import NotFound
from bot.domain.posted import ArticleState
from bot.workflow.articles import turn
from bot.workflow.permissions import require_manager
from bot.workflow.ports import Clock, Store
from bot.workflow.tables import Prepared


class Closing:
    """Keeps each channel's rule, and closes what has reached it."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def choose(
        self, manager: Actor, channel_id: int, *, days: int, comments: int
    ) -> Prepared:
        """Keep a channel's rule; 0 for never.

        Raises:
            NotAllowed, NotFound: no manager, or the channel was never made ready.
        """
        require_manager(manager)
        async with self._store.write() as tx:
            prepared = await tx.guilds.prepared(channel_id)
            if prepared is None or prepared.guild_id != manager.guild_id:
                raise NotFound("This channel was not made ready. Run `/setup channel` first.")
            prepared = replace(prepared, close_days=days, close_comments=comments)
            await tx.guilds.put_prepared(prepared)
        return prepared

    async def close_due(self) -> int:
        """Close what has reached its channel's rule; returns how many articles.

        Once: what a moderator opens again after that stays open.
        """
        now = self._clock()
        closed = 0
        async with self._store.read() as tx:
            rules = await tx.guilds.closing()
        for rule in rules:
            async with self._store.write() as tx:
                for article in await tx.articles.to_close(rule, now):
                    shut = replace(article, state=ArticleState.CLOSED, closed_by_rule=True)
                    await turn(tx, shut, now)
                    closed += 1
        return closed
