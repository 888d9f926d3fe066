from dataclasses import replace
from datetime import timedelta

from bot.domain.job import Job, JobKind, Priority
from bot.storage.store import SqlStore
from bot.workflow.tables import GuildFilter
from tests.builders import CHANNEL, GUILD, START

ALL = GuildFilter()


def job(target: int, *, lane: str = "", priority: Priority = Priority.NEW, later: int = 0) -> Job:
    return Job(
        guild_id=GUILD,
        lane=lane or f"stage:{CHANNEL}",
        kind=JobKind.PUBLISH,
        target_id=target,
        priority=priority,
        not_before=START + timedelta(seconds=later),
    )


async def _ready(store: SqlStore, *besides: str, after: int = 0) -> list[int]:
    async with store.read() as tx:
        moment = START + timedelta(seconds=after)
        jobs = await tx.jobs.ready(ALL, now=moment, besides=besides, limit=10)
    return [found.target_id for found in jobs]


async def test_of_each_lane_the_most_urgent_job_comes_first(store: SqlStore) -> None:
    async with store.write() as tx:
        for asked in (job(1), job(2, priority=Priority.APPROVED), job(3, lane="other"), job(4)):
            await tx.jobs.add(asked)
    assert await _ready(store) == [2, 3]
    assert await _ready(store, "other") == [2]


async def test_a_job_waits_for_its_time(store: SqlStore) -> None:
    async with store.write() as tx:
        await tx.jobs.add(job(1, later=60))
    assert await _ready(store) == []
    async with store.read() as tx:
        assert await tx.jobs.next_time(ALL, after=START) == START + timedelta(seconds=60)
    assert await _ready(store, after=60) == [1]


async def test_asking_twice_is_one_job_at_the_earlier_time_and_higher_urgency(
    store: SqlStore,
) -> None:
    async with store.write() as tx:
        await tx.jobs.add(job(1, later=60, priority=Priority.APPROVED))
        await tx.jobs.add(job(1, later=5))
        assert await tx.jobs.count(ALL) == 1
    async with store.read() as tx:
        (found,) = await tx.jobs.ready(ALL, now=START + timedelta(seconds=5), besides=(), limit=10)
    assert found.priority is Priority.APPROVED


async def test_a_job_asked_for_while_it_was_done_is_done_again(store: SqlStore) -> None:
    async with store.write() as tx:
        await tx.jobs.add(job(1))
    async with store.read() as tx:
        (under_way,) = await tx.jobs.ready(ALL, now=START, besides=(), limit=10)
    async with store.write() as tx:
        await tx.jobs.add(job(1))
        await tx.jobs.done(under_way)
    assert await _ready(store) == [1]
    async with store.read() as tx:
        (again,) = await tx.jobs.ready(ALL, now=START, besides=(), limit=10)
    async with store.write() as tx:
        await tx.jobs.done(again)
    assert await _ready(store) == []


async def test_a_job_asked_for_later_while_it_was_done_waits_until_then(
    store: SqlStore,
) -> None:
    async with store.write() as tx:
        await tx.jobs.add(job(1))
        (under_way,) = await tx.jobs.ready(ALL, now=START, besides=(), limit=10)
        await tx.jobs.add(job(1, later=3))
        await tx.jobs.done(under_way)
    assert await _ready(store, after=2) == []
    assert await _ready(store, after=3) == [1]


async def test_a_postponed_job_counts_its_attempts(store: SqlStore) -> None:
    async with store.write() as tx:
        await tx.jobs.add(job(1))
        (found,) = await tx.jobs.ready(ALL, now=START, besides=(), limit=10)
        later = START + timedelta(seconds=9)
        await tx.jobs.postpone(found, until=later, error="refused", count=True)
        await tx.jobs.postpone(found, until=later, error="waits", count=False)
    assert await _ready(store) == []
    async with store.read() as tx:
        (again,) = await tx.jobs.ready(ALL, now=later, besides=(), limit=10)
    assert again == replace(found, not_before=later, attempts=1)


async def test_a_job_asked_for_while_it_was_tried_is_not_postponed(store: SqlStore) -> None:
    async with store.write() as tx:
        await tx.jobs.add(job(1))
        (under_way,) = await tx.jobs.ready(ALL, now=START, besides=(), limit=10)
        await tx.jobs.add(job(1, later=5))
        later = START + timedelta(hours=1)
        await tx.jobs.postpone(under_way, until=later, error="waits", count=False)
    assert await _ready(store) == [1]


async def test_a_job_knows_how_many_go_before_it(store: SqlStore) -> None:
    async with store.write() as tx:
        await tx.jobs.add(job(1))
        await tx.jobs.add(job(2))
        await tx.jobs.add(job(3, priority=Priority.APPROVED))
        await tx.jobs.add(job(4, lane="other"))
        assert await tx.jobs.ahead(JobKind.PUBLISH, 2) == 2
        assert await tx.jobs.ahead(JobKind.PUBLISH, 3) == 0
        assert await tx.jobs.ahead(JobKind.PUBLISH, 5) is None


async def test_each_process_works_for_the_guilds_of_its_shards(store: SqlStore) -> None:
    async with store.write() as tx:
        for index in range(6):
            guild_id = (index + 1) << 22
            await tx.jobs.add(replace(job(index + 1, lane=f"lane {index}"), guild_id=guild_id))
    seen: list[int] = []
    for shard in range(3):
        async with store.read() as tx:
            found = await tx.jobs.ready(GuildFilter(3, (shard,)), now=START, besides=(), limit=10)
        assert all((one.guild_id >> 22) % 3 == shard for one in found)
        seen += [one.target_id for one in found]
    assert sorted(seen) == [1, 2, 3, 4, 5, 6]
