import json
from datetime import UTC, datetime, timedelta

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from bot.domain.guild import FOREIGN_CHOICES, GuildSettings
from bot.domain.verdict import Decision
from bot.storage.codec import verdict_to_json
from bot.storage.schema import metadata
from bot.storage.store import SqlStore
from bot.storage.upgrade import HEAD, DatabaseTooNew, alembic_config, upgrade, version
from bot.workflow.desk.wishes import Wish
from bot.workflow.statistics.periods import Span
from tests.builders import verdict

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


async def test_why_texts_were_held_is_read_from_verdicts_of_before_0007(
    database_url: str,
) -> None:
    store = SqlStore.at(database_url)
    async with store.engine.begin() as connection:
        await connection.run_sync(_migrate_to, "0006")
        await connection.execute(
            text(
                "INSERT INTO articles (id, guild_id, channel_id, fingerprint, title, document, "
                "state, version, created_at, created_by) VALUES "
                "(1, 4, 5, 'f', 'Ferries', '{}', 'open', 1, '2026-01-02 03:04:05+00:00', 90)"
            )
        )
        for number, decision in ((1, Decision.HOLD), (2, Decision.PUBLISH)):
            await connection.execute(
                text(
                    "INSERT INTO comments (id, guild_id, article_id, channel_id, author_name, "
                    "shown_name, source, source_id, text_hash, state, version, latest_number, "
                    "created_at, reason, exposed_ms) VALUES (:id, 4, 1, 5, 'Ada', '', 'form', "
                    ":source, '', 'held', 1, 1, '2026-01-02 03:04:05+00:00', '', 0)"
                ),
                {"id": number, "source": str(number)},
            )
            await connection.execute(
                text(
                    "INSERT INTO revisions (comment_id, number, text, created_at, judged_at, "
                    "verdict) VALUES (:id, 1, 'Words.', '2026-01-02 03:04:05+00:00', "
                    "'2026-01-02 03:04:05+00:00', :verdict)"
                ),
                {"id": number, "verdict": json.dumps(verdict_to_json(verdict(decision)))},
            )
    assert await upgrade(store.engine) == ("0006", HEAD)
    async with store.read() as tx:
        (found,) = await tx.statistics.rules(4, Span(NOW, NOW + timedelta(days=1)))
    assert found.held == 1
    await store.close()


async def test_what_waited_before_0011_is_found_by_its_words(database_url: str) -> None:
    store = SqlStore.at(database_url)
    async with store.engine.begin() as connection:
        await connection.run_sync(_migrate_to, "0010")
        await connection.execute(
            text(
                "INSERT INTO articles (id, guild_id, channel_id, fingerprint, title, document, "
                "state, version, created_at, created_by) VALUES "
                "(1, 4, 5, 'f', 'Ferries', '{}', 'open', 1, '2026-01-02 03:04:05+00:00', 90)"
            )
        )
        for number in (1, 2):
            await connection.execute(
                text(
                    "INSERT INTO comments (id, guild_id, article_id, channel_id, author_name, "
                    "shown_name, source, source_id, text_hash, state, version, latest_number, "
                    "pending_number, created_at, reason, exposed_ms) VALUES "
                    "(:id, 4, 1, 5, 'Ada', '', 'form', :source, '', 'held', 1, 1, 1, "
                    "'2026-01-02 03:04:05+00:00', '', 0)"
                ),
                {"id": number, "source": str(number)},
            )
            await connection.execute(
                text(
                    "INSERT INTO revisions (comment_id, number, text, created_at, judged_at, "
                    "verdict) VALUES (:id, 1, 'Münster', '2026-01-02 03:04:05+00:00', "
                    "'2026-01-02 03:04:05+00:00', :verdict)"
                ),
                {"id": number, "verdict": json.dumps(verdict_to_json(verdict(Decision.HOLD)))},
            )
        await connection.execute(
            text("UPDATE comments SET waiting_since = created_at WHERE id = 1")
        )
    assert await upgrade(store.engine) == ("0010", HEAD)
    async with store.read() as tx:
        found = await tx.queue.page(4, Wish(words="munster"), now=NOW, limit=5)
    assert [line.comment_id for line in found] == [1]
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
