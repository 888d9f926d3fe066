"""The outbox."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import case, delete, func, insert, select, update

from bot.domain.job import Job, JobKind
from bot.storage.connection import Connection
from bot.storage.filters import in_guilds
from bot.storage.rows import job_of
from bot.storage.schema import jobs
from bot.workflow.tables import GuildFilter


class Jobs:
    """`bot.workflow.ports.JobTable` on SQL."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.asked = False
        """Whether this transaction has asked for a job."""

    async def add(self, job: Job) -> None:
        self.asked = True
        same = (jobs.c.kind == job.kind.value) & (jobs.c.target_id == job.target_id)
        row = (await self._connection.execute(select(jobs).where(same))).one_or_none()
        if row is not None:
            await self._connection.execute(
                update(jobs)
                .where(same)
                .values(
                    priority=min(row.priority, int(job.priority)),
                    not_before=min(row.not_before, job.not_before),
                    again_at=job.not_before,
                    generation=row.generation + 1,
                )
            )
            return
        await self._connection.execute(
            insert(jobs).values(
                guild_id=job.guild_id,
                lane=job.lane,
                kind=job.kind.value,
                target_id=job.target_id,
                priority=int(job.priority),
                not_before=job.not_before,
                again_at=job.not_before,
                generation=0,
                attempts=0,
                error="",
            )
        )

    async def ready(
        self, guild_filter: GuildFilter, *, now: datetime, besides: Sequence[str], limit: int
    ) -> Sequence[Job]:
        place = (
            func.row_number()
            .over(partition_by=jobs.c.lane, order_by=(jobs.c.priority, jobs.c.id))
            .label("place")
        )
        ranked = (
            select(jobs, place)
            .where(
                jobs.c.not_before <= now,
                jobs.c.lane.not_in(besides),
                in_guilds(jobs.c.guild_id, guild_filter),
            )
            .subquery()
        )
        statement = (
            select(ranked)
            .where(ranked.c.place == 1)
            .order_by(ranked.c.priority, ranked.c.id)
            .limit(limit)
        )
        return [job_of(row) for row in await self._connection.execute(statement)]

    async def newest_id(self) -> int:
        statement = select(func.coalesce(func.max(jobs.c.id), 0))
        return int((await self._connection.execute(statement)).scalar_one())

    async def next_time(self, guild_filter: GuildFilter, *, after: datetime) -> datetime | None:
        statement = select(func.min(jobs.c.not_before)).where(
            jobs.c.not_before > after, in_guilds(jobs.c.guild_id, guild_filter)
        )
        moment: datetime | None = (await self._connection.execute(statement)).scalar_one()
        return moment

    async def done(self, job: Job) -> None:
        result = await self._connection.execute(
            delete(jobs).where(jobs.c.id == job.id, jobs.c.generation == job.generation)
        )
        if result.rowcount == 0:
            # Asked for again while it was being done: a new job, at the time it was asked for.
            await self._connection.execute(
                update(jobs)
                .where(jobs.c.id == job.id)
                .values(attempts=0, error="", not_before=jobs.c.again_at)
            )

    async def postpone(self, job: Job, *, until: datetime, error: str, count: bool) -> None:
        await self._connection.execute(
            update(jobs)
            .where(jobs.c.id == job.id)
            .values(
                # Asked for again while it was being tried: the time asked for counts.
                not_before=case(
                    (jobs.c.generation == job.generation, until), else_=jobs.c.not_before
                ),
                error=error,
                attempts=jobs.c.attempts + (1 if count else 0),
            )
        )

    async def is_overtaking(self, job: Job, *, now: datetime) -> bool:
        first = (jobs.c.priority < job.priority) | (
            (jobs.c.priority == job.priority) & (jobs.c.id < job.id)
        )
        statement = select(jobs.c.id).where(
            jobs.c.lane == job.lane, first, jobs.c.not_before <= now
        )
        return (await self._connection.execute(statement.limit(1))).first() is not None

    async def ahead(self, kind: JobKind, target_id: int) -> int | None:
        mine = (
            await self._connection.execute(
                select(jobs.c.lane, jobs.c.priority, jobs.c.id).where(
                    jobs.c.kind == kind.value, jobs.c.target_id == target_id
                )
            )
        ).one_or_none()
        if mine is None:
            return None
        first = (jobs.c.priority < mine.priority) | (
            (jobs.c.priority == mine.priority) & (jobs.c.id < mine.id)
        )
        statement = (
            select(func.count())
            .select_from(jobs)
            .where(jobs.c.lane == mine.lane, jobs.c.kind == kind.value, first)
        )
        return int((await self._connection.execute(statement)).scalar_one())

    async def count(self, guild_filter: GuildFilter) -> int:
        statement = (
            select(func.count()).select_from(jobs).where(in_guilds(jobs.c.guild_id, guild_filter))
        )
        return int((await self._connection.execute(statement)).scalar_one())
