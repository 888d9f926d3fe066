"""Once a week: how it went, for the moderators."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.domain.actor import Actor
from bot.domain.guild import GuildSettings
from bot.domain.job import Job, JobKind, Priority
from bot.domain.weekly import WeeklySettings
from bot.workflow.permissions import require_manager
from bot.workflow.ports import Clock, Store
from bot.workflow.statistics import sheets
from bot.workflow.statistics.periods import Period, timeline
from bot.workflow.statistics.pictures import Picture
from bot.workflow.statistics.series import FalseHolds, Outcomes, false_holds, outcomes
from bot.workflow.statistics.tables import Discussed, Quantiles, Wait, Waiting

NAMED = 3
"""Articles, waits and rules that are named."""


@dataclass(frozen=True, slots=True)
class WeeklyReport:
    """A server's last seven days."""

    guild_id: int
    day: str
    """The date for which it was asked, in the server's time zone."""
    came: Outcomes
    decided: Quantiles | None
    """How long moderators' decisions took: median and 90th percentile in seconds."""
    waiting: Waiting
    now: datetime
    slowest: tuple[Wait, ...]
    false_holds: tuple[FalseHolds, ...]
    discussed: tuple[Discussed, ...]
    picture: Picture | None


class WeeklyStage(Protocol):
    """Where the report is posted."""

    async def post_weekly(self, report: WeeklyReport) -> None:
        """Post it, once however often it is tried in the same minutes. Without a usable
        moderators' channel nothing is posted.

        Raises:
            StageBusy, OutcomeUnknown, StageUnavailable: as everywhere.
        """
        ...


class WeeklyReports:
    """Asks for each server's report in its hour, and posts it."""

    def __init__(self, store: Store, stage: WeeklyStage, clock: Clock) -> None:
        self._store = store
        self._stage = stage
        self._clock = clock

    async def choose(self, manager: Actor, weekday: int | None, hour: int) -> WeeklySettings:
        """On which day and from which hour; None for no report. The first comes at the next such
        hour.

        Raises:
            NotAllowed: no manager.
        """
        require_manager(manager)
        async with self._store.write() as tx:
            guild = await tx.guilds.get(manager.guild_id)
            settings = WeeklySettings(manager.guild_id, weekday, hour)
            if weekday is not None:
                last = _last_due(self._clock(), guild, settings)
                settings = replace(settings, asked_on=last.date().isoformat())
            await tx.statistics.put_weekly(settings)
        return settings

    async def ask_due(self) -> int:
        """Ask for the reports whose hour has come; returns how many. After an absence of weeks
        only the newest is asked for."""
        now = self._clock()
        asked = 0
        async with self._store.read() as tx:
            wanting = await tx.statistics.with_weekly()
        for one in wanting:
            async with self._store.read() as tx:
                guild = await tx.guilds.get(one.guild_id)
            if _last_due(now, guild, one).date().isoformat() == one.asked_on:
                continue
            async with self._store.write() as tx:
                # As it is now: another process may have asked, or a manager chosen otherwise.
                settings = await tx.statistics.weekly(one.guild_id)
                if settings.weekday is None:
                    continue
                due = _last_due(now, guild, settings).date().isoformat()
                if due <= settings.asked_on:
                    continue
                await tx.statistics.put_weekly(replace(settings, asked_on=due))
                await tx.jobs.add(_job(one.guild_id, now))
                asked += 1
        return asked

    async def post(self, job: Job, _tried: bool) -> None:
        """Post the report that was asked for last."""
        async with self._store.read() as tx:
            settings = await tx.statistics.weekly(job.guild_id)
        if settings.weekday is not None:
            await self._stage.post_weekly(await self.drawn_up(settings))

    async def drawn_up(self, settings: WeeklySettings) -> WeeklyReport:
        """The last seven days up to now, in whole days of the server's time zone."""
        guild_id = settings.guild_id
        now = self._clock()
        async with self._store.read() as tx:
            guild = await tx.guilds.get(guild_id)
            line = timeline(Period.WEEK, now, guild.time_zone)
            found = tx.statistics
            came = outcomes(await found.states(guild_id, line.bins), line)
            whole = await found.delays(guild_id, [replace(line.bins[0], until=line.bins[-1].until)])
            rules = false_holds(await found.rules(guild_id, line.span))
            return WeeklyReport(
                guild_id,
                settings.asked_on,
                came,
                whole[0] if whole else None,
                await found.waiting(guild_id),
                now,
                tuple(await found.slowest(guild_id, line.span, limit=NAMED)),
                tuple(one for one in rules if one.approved)[:NAMED],
                tuple(await found.discussed(guild_id, line.span, limit=NAMED)),
                sheets.comments_sheet(came, line, Period.WEEK).picture,
            )


def _last_due(now: datetime, guild: GuildSettings, settings: WeeklySettings) -> datetime:
    """The newest moment at which a report was due, in the server's time zone."""
    local = now.astimezone(ZoneInfo(guild.time_zone))
    back = (local.weekday() - (settings.weekday or 0)) % 7
    due = local.replace(hour=settings.hour, minute=0, second=0, microsecond=0)
    due -= timedelta(days=back)
    return due if due <= local else due - timedelta(days=7)


def _job(guild_id: int, now: datetime) -> Job:
    return Job(guild_id, f"weekly:{guild_id}", JobKind.WEEKLY, guild_id, Priority.COUNTS, now)
