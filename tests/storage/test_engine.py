import asyncio
import gc
import warnings
from random import Random

import pytest
from sqlalchemy import text

from bot.domain.errors import SettingsInvalid, StoreClosed
from bot.storage.engine import open_engine
from bot.storage.store import SqlStore
from tests.builders import START, document


async def test_thirty_concurrent_read_then_write_transactions_lose_no_update(
    store: SqlStore,
) -> None:
    async with store.engine.begin() as connection:
        await connection.execute(text("CREATE TABLE counter (value INTEGER NOT NULL)"))
        await connection.execute(text("INSERT INTO counter VALUES (0)"))
    lock = "" if store.engine.dialect.name == "sqlite" else " FOR UPDATE"

    async def add_one() -> None:
        async with store.engine.begin() as connection:
            value = (
                await connection.execute(text(f"SELECT value FROM counter{lock}"))  # noqa: S608
            ).scalar_one()
            await asyncio.sleep(0)
            await connection.execute(text("UPDATE counter SET value = :v"), {"v": value + 1})

    await asyncio.gather(*(add_one() for _ in range(30)))
    async with store.engine.connect() as connection:
        assert (await connection.execute(text("SELECT value FROM counter"))).scalar_one() == 30


async def test_sqlite_keeps_a_write_ahead_log_and_checks_foreign_keys(store: SqlStore) -> None:
    if store.engine.dialect.name != "sqlite":
        pytest.skip("a matter of SQLite")
    async with store.engine.connect() as connection:
        journal = (await connection.execute(text("PRAGMA journal_mode"))).scalar_one()
        keys = (await connection.execute(text("PRAGMA foreign_keys"))).scalar_one()
    assert (journal, keys) == ("wal", 1)


async def test_a_failed_transaction_keeps_nothing(store: SqlStore) -> None:
    async def fail() -> None:
        async with store.write() as tx:
            await tx.guilds.put_meta("key", "value")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    async with store.read() as tx:
        assert await tx.guilds.meta("key") is None


async def test_reading_goes_on_while_somebody_writes(store: SqlStore) -> None:
    async with store.write() as writer:
        await writer.guilds.put_meta("key", "new")
        async with store.read() as reader:
            assert await reader.guilds.meta("key") is None
    async with store.read() as reader:
        assert await reader.guilds.meta("key") == "new"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "greenroom.db",
        "mysql://localhost/greenroom",
        "sqlite:///greenroom.db",
        "postgresql://x/y",
    ],
)
def test_an_address_of_another_database_or_driver_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(SettingsInvalid, match=r"sqlite\+aiosqlite:///greenroom\.db"):
        open_engine(url)


async def test_requests_that_are_given_up_leave_no_connection_open(store: SqlStore) -> None:
    async def read() -> None:
        async with store.read() as tx:
            await tx.articles.get(1)

    async def write() -> None:
        async with store.write() as tx:
            await tx.articles.touched(1, START)

    for step in range(20):
        asked = [asyncio.create_task(one()) for one in (read, write, read, write)]
        await asyncio.sleep(0.0005 * step)
        for task in asked:
            task.cancel()
        ended = await asyncio.gather(*asked, return_exceptions=True)
        assert all(one is None or isinstance(one, asyncio.CancelledError) for one in ended), ended
    with warnings.catch_warnings(record=True, action="always") as caught:
        gc.collect()
    assert [str(one.message) for one in caught] == []
    await write()


async def test_a_transaction_that_is_given_up_leaves_neither_a_lock_nor_a_connection(
    sqlite_store: SqlStore,
) -> None:
    random = Random(7)

    async def work() -> None:
        async with sqlite_store.write() as tx:
            for _ in range(4):
                await tx.articles.add_draft(
                    guild_id=1, channel_id=2, author_id=3, document=document(), at=START
                )

    with warnings.catch_warnings(record=True, action="always") as caught:
        for times in (1, 2) * 100:
            given_up = asyncio.create_task(work())
            for _ in range(times):
                await asyncio.sleep(random.uniform(0, 0.006 / times))
                given_up.cancel()
            await asyncio.gather(given_up, return_exceptions=True)
            async with asyncio.timeout(5):
                await work()
        gc.collect()
    assert [str(one.message) for one in caught] == []


async def test_closing_waits_for_what_is_under_way_and_takes_nothing_new(store: SqlStore) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def write() -> None:
        async with store.write() as tx:
            begun.set()
            await go_on.wait()
            await tx.guilds.put_meta("kept", "yes")

    writing = asyncio.create_task(write())
    await begun.wait()
    closing = asyncio.create_task(store.close())
    await asyncio.sleep(0.05)
    assert not closing.done()
    with pytest.raises(StoreClosed):
        async with store.read():
            pass
    go_on.set()
    await writing
    await closing
    again = SqlStore(store.engine)
    async with again.read() as tx:
        assert await tx.guilds.meta("kept") == "yes"
