import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from bot.storage.schema import metadata
from bot.storage.store import SqlStore
from bot.storage.upgrade import HEAD, DatabaseTooNew, alembic_config, upgrade, version


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


async def test_migrations_make_exactly_the_schema_that_the_queries_expect(store: SqlStore) -> None:
    async with store.engine.connect() as connection:
        assert await connection.run_sync(_differences) == []


async def test_head_names_the_newest_migration(store: SqlStore) -> None:
    async with store.engine.connect() as connection:
        config = await connection.run_sync(alembic_config)
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD
    assert await version(store.engine) == HEAD


async def test_upgrading_twice_changes_nothing(store: SqlStore) -> None:
    assert await upgrade(store.engine) == (HEAD, HEAD)


async def test_an_empty_database_is_upgraded_from_nothing(database_url: str) -> None:
    store = SqlStore.at(database_url)
    assert await version(store.engine) is None
    assert await upgrade(store.engine) == (None, HEAD)
    await store.close()


async def test_a_database_of_a_newer_greenroom_is_left_alone(store: SqlStore) -> None:
    async with store.engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseTooNew, match="9999"):
        await upgrade(store.engine)
    assert await version(store.engine) == "9999"
