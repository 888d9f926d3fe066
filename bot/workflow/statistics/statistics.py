"""``/stats``: figures for moderators."""

from __future__ import annotations

from enum import StrEnum

from bot.domain.actor import Actor
from bot.domain.errors import NotFound
from bot.domain.guild import GuildSettings
from bot.workflow.permissions import require_moderator
from bot.workflow.ports import Clock, Store, Transaction
from bot.workflow.statistics import sheets, times
from bot.workflow.statistics.periods import Bin, Period, Timeline, timeline
from bot.workflow.statistics.pictures import Sheet
from bot.workflow.statistics.series import discussion, false_holds, outcomes, spread
from bot.workflow.statistics.tables import Said

PAGE = 2000
"""Comments of an article that are read at once."""


class Topic(StrEnum):
    """What can be looked at."""

    COMMENTS = "comments"
    REASONS = "reasons"
    DECISIONS = "time to decision"
    EXPOSURE = "exposure in free mode"
    FALSE_HOLDS = "false holds"


class Statistics:
    """Answers moderators' questions about how it goes."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def sheet(self, actor: Actor, topic: Topic, period: Period) -> Sheet:
        """One topic over one period, in the server's time zone.

        Raises:
            NotAllowed: no moderator.
        """
        async with self._store.read() as tx:
            settings = await tx.guilds.get(actor.guild_id)
            require_moderator(actor, settings)
            return await self.drawn_up(tx, settings, topic, period)

    async def article(self, actor: Actor, article_id: int) -> Sheet:
        """The shape of the discussion below one article.

        Raises:
            NotAllowed: no moderator of where the article is.
            NotFound: there is none on this server.
        """
        async with self._store.read() as tx:
            settings = await tx.guilds.get(actor.guild_id)
            require_moderator(actor, settings)
            article = await tx.articles.get(article_id)
            if article is None or article.guild_id != actor.guild_id:
                raise NotFound("There is no such article on this server.")
        found = await self._said(article_id)
        return sheets.article_sheet(discussion(found), article.document.title, settings.time_zone)

    async def drawn_up(
        self, tx: Transaction, settings: GuildSettings, topic: Topic, period: Period
    ) -> Sheet:
        """The same for whoever has checked who asks."""
        guild_id = settings.guild_id
        now = self._clock()
        first = await tx.statistics.first(guild_id) if period is Period.ALL else None
        line = timeline(period, now, settings.time_zone, first)
        found = tx.statistics
        match topic:
            case Topic.COMMENTS:
                counted = outcomes(await found.states(guild_id, line.bins), line)
                return sheets.comments_sheet(counted, line, period)
            case Topic.REASONS:
                return sheets.reasons_sheet(await found.rules(guild_id, line.span), period)
            case Topic.FALSE_HOLDS:
                rows = false_holds(await found.rules(guild_id, line.span))
                return sheets.false_holds_sheet(rows, period)
            case Topic.DECISIONS:
                whole = await found.delays(guild_id, [_whole(line)])
                return times.delays_sheet(
                    spread(await found.delays(guild_id, line.bins), line),
                    whole[0] if whole else None,
                    await found.waiting(guild_id),
                    line,
                    period,
                    now,
                )
            case Topic.EXPOSURE:
                whole = await found.exposures(guild_id, [_whole(line)])
                return times.exposure_sheet(
                    spread(await found.exposures(guild_id, line.bins), line),
                    whole[0] if whole else None,
                    line,
                    period,
                )

    async def _said(self, article_id: int) -> list[Said]:
        found: list[Said] = []
        while True:
            after = found[-1].id if found else 0
            async with self._store.read() as tx:
                page = await tx.statistics.said(article_id, after=after, limit=PAGE)
            found += page
            if len(page) < PAGE:
                return found


def _whole(line: Timeline) -> Bin:
    """All of it as one bin."""
    first, span = line.bins[0], line.span
    return Bin(0, first.day, span.since, span.until)
