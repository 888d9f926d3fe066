"""Drains the outbox: lane by lane, most urgent first, and never gives a job up."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from functools import partial

from bot.domain.errors import OutcomeUnknown, StageBusy, StageUnavailable
from bot.domain.job import Job, JobKind
from bot.workflow.ports import Clock, Store
from bot.workflow.tables import GuildFilter

log = logging.getLogger(__name__)

FIRST_DELAY = timedelta(seconds=1)
LONGEST_DELAY = timedelta(hours=1)
AT_ONCE = 32
"""Lanes that are worked on at the same time."""

Handler = Callable[[Job, bool], Awaitable[None]]
"""Does one job. The second argument says that an earlier attempt may have reached Discord."""


class Postponed(Exception):
    """No failure: the job has to wait for something else of ours."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"not before {seconds} s")
        self.seconds = seconds


class Dispatcher:
    """Works the outbox of this process's guilds until it is cancelled."""

    def __init__(
        self,
        store: Store,
        handlers: Mapping[JobKind, Handler],
        clock: Clock,
        guild_filter: GuildFilter,
    ) -> None:
        self._store = store
        self._handlers = handlers
        self._clock = clock
        self._guild_filter = guild_filter
        self._woken = asyncio.Event()
        self._busy: dict[str, asyncio.Task[None]] = {}
        self._paused: dict[str, float] = {}
        self._newest_at_start = 0

    def wake(self) -> None:
        """Look at the outbox at once: something was added."""
        self._woken.set()

    async def run(self) -> None:
        """Work until cancelled; unfinished jobs stay in the outbox."""
        async with self._store.read() as tx:
            self._newest_at_start = await tx.jobs.newest_id()
        try:
            while True:
                self._woken.clear()
                await self._start_ready()
                await self._wait()
        finally:
            tasks = list(self._busy.values())
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _start_ready(self) -> None:
        now = asyncio.get_running_loop().time()
        self._paused = {lane: until for lane, until in self._paused.items() if until > now}
        free = AT_ONCE - len(self._busy)
        if free <= 0:
            return
        async with self._store.read() as tx:
            jobs = await tx.jobs.ready(
                self._guild_filter,
                now=self._clock(),
                besides=[*self._busy, *self._paused],
                limit=free,
            )
        for job in jobs:
            task = asyncio.create_task(self._do(job), name=f"{job.kind}-{job.target_id}")
            self._busy[job.lane] = task
            task.add_done_callback(partial(self._finished, job.lane))

    def _finished(self, lane: str, _task: asyncio.Task[None]) -> None:
        self._busy.pop(lane, None)
        self._woken.set()

    async def _wait(self) -> None:
        """Until woken, or the next job's time has come, or a paused lane is free again."""
        async with self._store.read() as tx:
            now = self._clock()
            next_time = await tx.jobs.next_time(self._guild_filter, after=now)
        delays = [] if next_time is None else [(next_time - now).total_seconds()]
        loop_now = asyncio.get_running_loop().time()
        delays += [until - loop_now for until in self._paused.values()]
        timeout = max(0.0, min(delays)) if delays else None
        try:
            async with asyncio.timeout(timeout):
                await self._woken.wait()
        except TimeoutError:
            return

    async def _do(self, job: Job) -> None:
        """One attempt. A job ends only by being done: every failure puts it back."""
        tried = job.attempts > 0 or self._is_older_than_this_process(job)
        try:
            await self._handlers[job.kind](job, tried)
        except Postponed as wait:
            await self._put_back(job, timedelta(seconds=wait.seconds), "waits", count=False)
        except StageBusy as busy:
            loop = asyncio.get_running_loop()
            self._paused[job.lane] = loop.time() + busy.retry_after
            await self._put_back(job, timedelta(0), str(busy), count=False)
        except OutcomeUnknown as unknown:
            log.warning("%s of %d: %s", job.kind, job.target_id, unknown)
            await self._put_back(job, _delay(job.attempts, first=0.3), str(unknown))
        except StageUnavailable as refused:
            log.warning("%s of %d: %s", job.kind, job.target_id, refused)
            await self._put_back(job, _delay(job.attempts), str(refused))
        except Exception as defect:
            # A defect in one job must stop neither its lane nor the others; it is tried again.
            log.exception("%s of %d failed", job.kind, job.target_id)
            await self._put_back(job, _delay(job.attempts), type(defect).__name__)
        else:
            async with self._store.write() as tx:
                await tx.jobs.done(job)

    def _is_older_than_this_process(self, job: Job) -> bool:
        return job.id <= self._newest_at_start

    async def _put_back(
        self, job: Job, delay: timedelta, error: str, *, count: bool = True
    ) -> None:
        async with self._store.write() as tx:
            await tx.jobs.postpone(job, until=self._clock() + delay, error=error, count=count)


def _delay(attempts: int, *, first: float = FIRST_DELAY.total_seconds()) -> timedelta:
    """Doubles with every attempt, up to an hour."""
    seconds = first * 2 ** min(attempts, 20)
    return min(timedelta(seconds=seconds), LONGEST_DELAY)
