"""The most discussed articles are named once a day, in the server's own hour."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.errors import NotAllowed
from bot.domain.job import Job, JobKind, Priority
from bot.storage.store import SqlStore
from bot.workflow.digest import Digest, Digests
from tests.builders import GUILD, START, actor
from tests.workflow.house import OLIVIA, House

MANAGER = actor(95, "Max", manages_guild=True)
JOB = Job(GUILD, f"digest:{GUILD}", JobKind.DIGEST, GUILD, Priority.COUNTS, START)


class Wall:
    """Where digests are posted."""

    def __init__(self) -> None:
        self.posted: list[Digest] = []

    async def post_digest(self, digest: Digest) -> None:
        self.posted.append(digest)


@pytest.fixture
async def house(sqlite_store: SqlStore) -> House:
    made = House(sqlite_store)
    await made.open_article()
    return made


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def digests(house: House, wall: Wall) -> Digests:
    return Digests(house.store, wall, house.clock)


async def test_it_is_asked_for_once_a_day_from_its_hour_in_the_servers_time_zone(
    house: House, digests: Digests
) -> None:
    async with house.store.write() as tx:
        settings = replace(await tx.guilds.get(GUILD), time_zone="Europe/Istanbul")
        await tx.guilds.put(settings, by=1, at=START)
    house.clock.now = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)  # 3:00 in Istanbul
    await digests.choose(MANAGER, 55, 8)
    asked = []
    for hour in range(48):
        house.clock.now = datetime(2026, 3, 2, 0, 30, tzinfo=UTC) + timedelta(hours=hour)
        if await digests.ask_due():
            asked.append(hour)
    assert asked == [5, 29]


async def test_chosen_after_its_hour_it_begins_the_next_day(house: House, digests: Digests) -> None:
    house.clock.now = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
    await digests.choose(MANAGER, 55, 8)
    assert await digests.ask_due() == 0
    house.clock.now += timedelta(hours=17)
    assert await digests.ask_due() == 1


async def test_it_counts_what_was_shown_in_the_last_day(
    house: House, digests: Digests, wall: Wall
) -> None:
    await digests.choose(MANAGER, 55, 8)
    await house.send("The first.")
    await house.send("The second.")
    await house.send("Nobody sees it. [hold]")
    await house.work()
    await digests.post(JOB, False)
    (digest,) = wall.posted
    assert digest.channel_id == 55
    assert [(article.id, count) for article, count in digest.articles] == [(house.article_id, 2)]
    house.clock.now += timedelta(days=2)
    await digests.post(JOB, False)
    assert len(wall.posted) == 1


async def test_none_is_wanted_any_more(house: House, digests: Digests, wall: Wall) -> None:
    await digests.choose(MANAGER, 55, 8)
    await house.send("The first.")
    await house.work()
    await digests.choose(MANAGER, None, 8)
    await digests.post(JOB, False)
    assert wall.posted == []
    assert await digests.ask_due() == 0


async def test_only_managers_choose(digests: Digests) -> None:
    with pytest.raises(NotAllowed):
        await digests.choose(OLIVIA, 55, 8)
