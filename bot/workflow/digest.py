"""Once a day: the articles that were discussed most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.domain.actor import Actor
from bot.domain.guild import GuildSettings
from bot.domain.job import Job, JobKind, Priority
from bot.domain.posted import Article
from bot.workflow.permissions import require_manager
from bot.workflow.ports import Clock, Store, Transaction

NAMED = 5
"""Articles in a digest."""
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Digest:
    """The most discussed articles of a day."""

    guild_id: int
    channel_id: int
    day: str
    """The date on which it is posted, in the server's time zone."""
    articles: Sequence[tuple[Article, int]]
    """With their comments of the last day, the most first."""


class DigestStage(Protocol):
    """Where a digest is posted."""

    async def post_digest(self, digest: Digest) -> None:
        """Post it, once however often it is tried in the same minutes.

        Raises:
            StageBusy, OutcomeUnknown, StageUnavailable: as everywhere.
        """
        ...


class Digests:
    """Asks for each server's digest in its hour, and posts it."""

    def __init__(self, store: Store, stage: DigestStage, clock: Clock) -> None:
        self._store = store
        self._stage = stage
        self._clock = clock

    async def choose(self, manager: Actor, channel_id: int | None, hour: int) -> GuildSettings:
        """Where and from which hour; None for no digest. The first one comes at the next such hour.

        Raises:
            NotAllowed: no manager.
        """
        require_manager(manager)
        now = self._clock()
        async with self._store.write() as tx:
            settings = replace(
                await tx.guilds.get(manager.guild_id),
                digest_channel_id=channel_id,
                digest_hour=hour,
            )
            await tx.guilds.put(settings, by=manager.id, at=now)
            local = _local(now, settings)
            if local.hour >= hour:
                await tx.guilds.put_meta(_key(settings), local.date().isoformat())
        return settings

    async def ask_due(self) -> int:
        """Ask for the digests whose hour has come; returns how many."""
        now = self._clock()
        asked = 0
        async with self._store.read() as tx:
            wanting = await tx.guilds.with_digest()
        for settings in wanting:
            local = _local(now, settings)
            today = local.date().isoformat()
            if local.hour < settings.digest_hour:
                continue
            async with self._store.write() as tx:
                if await tx.guilds.meta(_key(settings)) == today:
                    continue
                await tx.guilds.put_meta(_key(settings), today)
                await tx.jobs.add(_job(settings, now))
                asked += 1
        return asked

    async def post(self, job: Job, _tried: bool) -> None:
        """Post a server's digest of the last day; nothing where nobody said anything."""
        async with self._store.read() as tx:
            settings = await tx.guilds.get(job.guild_id)
            articles = await self._articles(tx, job.guild_id)
        if settings.digest_channel_id is None or not articles:
            return
        day = _local(self._clock(), settings).date().isoformat()
        await self._stage.post_digest(
            Digest(job.guild_id, settings.digest_channel_id, day, articles)
        )

    async def _articles(self, tx: Transaction, guild_id: int) -> list[tuple[Article, int]]:
        found = []
        since = self._clock() - DAY
        for article_id, count in await tx.comments.most_discussed(
            guild_id, since=since, limit=NAMED
        ):
            article = await tx.articles.get(article_id)
            if article is not None and article.is_posted:
                found.append((article, count))
        return found


def _local(now: datetime, settings: GuildSettings) -> datetime:
    return now.astimezone(ZoneInfo(settings.time_zone))


def _key(settings: GuildSettings) -> str:
    return f"digest:{settings.guild_id}"


def _job(settings: GuildSettings, now: datetime) -> Job:
    guild_id = settings.guild_id
    return Job(guild_id, f"digest:{guild_id}", JobKind.DIGEST, guild_id, Priority.COUNTS, now)
