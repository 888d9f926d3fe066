"""Articles close by themselves, once."""

from datetime import timedelta

import pytest

from bot.domain.errors import NotAllowed, NotFound
from bot.domain.posted import Article, ArticleState
from bot.storage.store import SqlStore
from bot.workflow.closing import Closing
from bot.workflow.tables import Prepared
from tests.builders import CHANNEL, GUILD, START, actor
from tests.workflow.house import OLIVIA, House

MANAGER = actor(95, "Max", manages_guild=True)


@pytest.fixture
async def house(sqlite_store: SqlStore) -> House:
    made = House(sqlite_store)
    await made.open_article()
    async with sqlite_store.write() as tx:
        await tx.guilds.put_prepared(Prepared(CHANNEL, GUILD, {}, {}, START, 1))
    return made


@pytest.fixture
def closing(house: House) -> Closing:
    return Closing(house.store, house.clock)


async def article_of(house: House) -> Article:
    async with house.store.read() as tx:
        found = await tx.articles.get(house.article_id)
    assert found is not None
    return found


async def test_by_default_nothing_closes(house: House, closing: Closing) -> None:
    house.clock.now += timedelta(days=1000)
    assert await closing.close_due() == 0


async def test_after_its_days_it_closes_once_and_stays_open_when_it_is_reopened(
    house: House, closing: Closing
) -> None:
    await closing.choose(MANAGER, CHANNEL, days=7, comments=0)
    house.clock.now += timedelta(days=6, hours=23)
    assert await closing.close_due() == 0
    house.clock.now += timedelta(hours=2)
    assert await closing.close_due() == 1
    assert (await article_of(house)).state is ArticleState.CLOSED
    await house.closing.reopen(house.article_id, OLIVIA)
    assert await closing.close_due() == 0
    assert (await article_of(house)).state is ArticleState.OPEN


async def test_it_closes_with_its_last_comment(house: House, closing: Closing) -> None:
    await closing.choose(MANAGER, CHANNEL, days=0, comments=2)
    await house.send("The first.")
    held = await house.send("The second. [hold]")
    await house.work()
    assert await closing.close_due() == 0
    await house.review.approve(held.id, 1, OLIVIA)
    await house.work()
    assert await closing.close_due() == 1
    assert (await article_of(house)).state is ArticleState.CLOSED


async def test_only_managers_choose_and_only_for_channels_that_are_ready(
    closing: Closing,
) -> None:
    with pytest.raises(NotAllowed):
        await closing.choose(OLIVIA, CHANNEL, days=1, comments=0)
    with pytest.raises(NotFound):
        await closing.choose(MANAGER, 4711, days=1, comments=0)
