from datetime import UTC, datetime

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from bot.domain.guild import FOREIGN_CHOICES, GuildSettings
from bot.domain.verdict import Decision
from bot.storage.schema import metadata
from bot.storage.store import SqlStore
from bot.storage.upgrade import HEAD, DatabaseTooNew, alembic_config, upgrade, version

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def _migrate_to(connection: Connection, revision: str) -> None:
    command.upgrade(alembic_config(connection), revision)


def _back_to(connection: Connection, revision: str) -> None:
    command.downgrade(alembic_config(connection), revision)


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


async def test_servers_set_up_before_0002_hold_comments_in_other_languages(
    database_url: str,
) -> None:
    store = SqlStore.at(database_url)
    async with store.engine.begin() as connection:
        await connection.run_sync(_migrate_to, "0001")
        await connection.execute(
            text(
                "INSERT INTO guilds (guild_id, moderators_channel_id, time_zone, policy, "
                "changed_at, changed_by) VALUES (4, 77, 'Europe/Berlin', 'strict', "
                "'2026-01-02 03:04:05+00:00', 95)"
            )
        )
    assert await upgrade(store.engine) == ("0001", HEAD)
    async with store.read() as tx:
        assert await tx.guilds.get(4) == GuildSettings(
            4,
            moderators_channel_id=77,
            time_zone="Europe/Berlin",
            policy="strict",
            foreign_comments=Decision.HOLD,
        )
    await store.close()


async def test_the_way_back_to_0001_keeps_the_rows(store: SqlStore) -> None:
    async with store.write() as tx:
        await tx.guilds.put(GuildSettings(4, foreign_comments=Decision.FLAG), by=95, at=NOW)
    async with store.engine.begin() as connection:
        await connection.run_sync(_back_to, "0001")
        rows = (await connection.execute(text("SELECT * FROM guilds"))).mappings().all()
    assert [row["guild_id"] for row in rows] == [4]
    assert "foreign_comments" not in rows[0]


async def test_what_a_server_chose_is_read_back(store: SqlStore) -> None:
    for choice in FOREIGN_CHOICES:
        settings = GuildSettings(4, foreign_comments=choice)
        async with store.write() as tx:
            await tx.guilds.put(settings, by=95, at=NOW)
        async with store.read() as tx:
            assert await tx.guilds.get(4) == settings


async def test_a_database_of_a_newer_greenroom_is_left_alone(store: SqlStore) -> None:
    async with store.engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseTooNew, match="9999"):
        await upgrade(store.engine)
    assert await version(store.engine) == "9999"
