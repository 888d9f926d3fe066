"""What need not be kept is deleted, all of it, and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import JSON, Boolean, Column, DateTime, Integer, func, select
from sqlalchemy.types import TypeDecorator

from bot.domain.comment import CommentState
from bot.domain.privacy import Deletion, PrivacySettings, Purge, PurgeReason
from bot.domain.verdict import Decision
from bot.storage.codec import verdict_to_json
from bot.storage.leaving import OF_NO_SERVER, dependents, wiped_tables
from bot.storage.personal import KEPT, PERSONAL, is_discord_id
from bot.storage.privacy import without_words
from bot.storage.schema import metadata, revisions
from bot.storage.store import SqlStore
from bot.workflow.tables import GuildFilter
from tests.builders import GUILD, START, verdict

OTHER = GUILD + (1 << 30)
NOT_PEOPLE = (
    "guild_id",
    "channel_id",
    "message_id",
    "thread_id",
    "webhook_id",
    "role_id",
    "application_id",
)
"""Endings of columns whose ids Discord gives to something that is no person."""


def test_every_table_is_wiped_with_its_server() -> None:
    wiped = set(wiped_tables())
    reached = {other for table in wiped for other, _column in dependents(table)}
    forgotten = {table.name for table in metadata.sorted_tables if table not in wiped | reached}
    assert forgotten == OF_NO_SERVER


def test_every_persons_id_is_deleted_on_wish_or_kept_for_a_reason() -> None:
    known = {one.person for one in PERSONAL} | set(KEPT)
    forgotten = {
        str(column)
        for table in metadata.sorted_tables
        for column in table.columns
        if is_discord_id(column) and not column.name.endswith(NOT_PEOPLE) and column not in known
    }
    assert forgotten == set()


def value_for(column: Column[object], guild_id: int, at: datetime, nr: int) -> object:
    """Anything that a column takes, different for every row number."""
    if column.name == "guild_id":
        return guild_id
    if column.foreign_keys:
        return nr
    kind = column.type
    if isinstance(kind, TypeDecorator | DateTime):
        return at
    if isinstance(kind, JSON):
        return {}
    if isinstance(kind, Boolean):
        return False
    if isinstance(kind, Integer) or kind.python_type is int:
        return nr
    return f"{column.name[:4]}{nr}"


async def fill(store: SqlStore, guild_id: int, number: int) -> None:
    """A row in every table, all of one server; comment 2 of a server answers its comment 1."""
    async with store.engine.begin() as connection:
        for table in metadata.sorted_tables:
            if table.name in OF_NO_SERVER:
                continue
            row = {
                column.name: value_for(column, guild_id, START, number)
                for column in table.columns
                if column.name != "parent_id"
            }
            await connection.execute(table.insert().values(**row))
            if table.name == "comments":
                more = {**row, "id": number + 1, "message_id": None, "parent_id": number}
                await connection.execute(
                    table.insert().values(**{**more, "source_id": f"answer{number}"})
                )


async def counts(store: SqlStore) -> dict[str, int]:
    """Rows by table."""
    async with store.engine.connect() as connection:
        return {
            table.name: (
                await connection.execute(select(func.count()).select_from(table))
            ).scalar_one()
            for table in metadata.sorted_tables
            if table.name not in OF_NO_SERVER
        }


@pytest.mark.parametrize("limit", [1, 500])
async def test_a_wipe_leaves_nothing_of_a_server_and_everything_of_others(
    store: SqlStore, limit: int
) -> None:
    await fill(store, OTHER, 100)
    before = await counts(store)
    assert all(before.values()), before
    await fill(store, GUILD, 200)
    while True:
        async with store.write() as tx:
            if not await tx.privacy.wipe_some(GUILD, limit):
                break
    assert await counts(store) == before


async def test_the_note_that_a_server_was_left_goes_last() -> None:
    assert wiped_tables()[-1].name == "departures"


async def test_a_verdict_without_words_keeps_its_rules_and_nothing_of_the_text() -> None:
    told = verdict_to_json(verdict(Decision.HOLD))
    bare = without_words(told)
    assert bare is not None
    assert bare["decision"] == "hold"
    assert [one["rule"] for one in bare["findings"]] == [one["rule"] for one in told["findings"]]
    assert {one["explanation"] for one in bare["findings"]} == {""}
    assert {(one["start"], one["end"]) for one in bare["findings"]} == {(0, 0)}


async def gone_comment(store: SqlStore, number: int, *, guild_id: int, decided: datetime) -> None:
    """A rejected comment, below an article of its own."""
    async with store.engine.begin() as connection:
        for name in ("articles", "comments", "revisions"):
            table = metadata.tables[name]
            row = {
                column.name: value_for(column, guild_id, START, number)
                for column in table.columns
                if column.name not in {"parent_id", "blanked_at", "pending_number"}
            }
            if name == "comments":
                row |= {"state": CommentState.REJECTED.value, "decided_at": decided}
            if name == "revisions":
                row |= {"verdict": verdict_to_json(verdict(Decision.HOLD)), "text": "Words."}
            await connection.execute(table.insert().values(**row))


async def test_texts_to_blank_are_found_by_their_age_and_server(store: SqlStore) -> None:
    await gone_comment(store, 1, guild_id=GUILD, decided=START)
    await gone_comment(store, 2, guild_id=OTHER, decided=START)
    await gone_comment(store, 3, guild_id=OTHER, decided=START + timedelta(days=5))
    before = START + timedelta(days=1)
    async with store.write() as tx:
        assert await tx.privacy.to_blank(before=START, limit=9) == []
        assert await tx.privacy.to_blank(before=before, besides=[GUILD], limit=9) == [(2, OTHER)]
        assert await tx.privacy.to_blank(before=before, only=GUILD, limit=9) == [(1, GUILD)]
        assert await tx.privacy.blank([1, 2], before) == [1, 2]
        assert await tx.privacy.blank([1, 2], before) == []
        assert await tx.privacy.to_blank(before=before, limit=9) == []
        await tx.comments.add_revision(1, 2, "Written anew.", before)
        assert await tx.privacy.to_blank(before=before, limit=9) == [(1, GUILD)]
    async with store.engine.connect() as connection:
        texts = (await connection.execute(select(revisions.c.text))).scalars().all()
    assert sorted(texts) == ["", "", "Words.", "Written anew."]


async def test_the_log_has_a_row_a_day_for_the_sweep_and_one_for_each_wish(
    store: SqlStore,
) -> None:
    sweep = Purge(GUILD, START, "texts", 3, PurgeReason.RETENTION)
    wish = Purge(GUILD, START, "comments erased", 1, PurgeReason.MEMBER)
    async with store.write() as tx:
        for purge in (sweep, sweep, wish, wish):
            await tx.privacy.log(purge)
        await tx.privacy.log(
            Purge(GUILD, START + timedelta(days=1), "texts", 1, PurgeReason.RETENTION)
        )
        found = await tx.privacy.purges(GUILD, limit=9)
    assert [(one.what, one.count) for one in found] == [
        ("texts", 1),
        ("comments erased", 1),
        ("comments erased", 1),
        ("texts", 6),
    ]


async def test_what_a_server_chose_is_read_back(store: SqlStore) -> None:
    chosen = PrivacySettings(GUILD, 7, Deletion.ERASE)
    async with store.write() as tx:
        assert await tx.privacy.settings(GUILD) == PrivacySettings(GUILD)
        await tx.privacy.put(chosen)
        assert await tx.privacy.settings(GUILD) == chosen
        assert await tx.privacy.chosen() == [chosen]


async def test_a_server_counts_from_when_it_was_left_first_and_not_after_its_return(
    store: SqlStore,
) -> None:
    later = START + timedelta(days=3)
    async with store.write() as tx:
        await tx.privacy.left(GUILD, START)
        await tx.privacy.left(GUILD, later)
        assert await tx.privacy.departed(before=later) == [GUILD]
        await tx.privacy.returned([GUILD])
        assert await tx.privacy.departed(before=datetime(2100, 1, 1, tzinfo=UTC)) == []
        assert await tx.privacy.known_guilds(GuildFilter()) == []
