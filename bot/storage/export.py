"""Everything that people may want to take elsewhere, as plain objects."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.codec import Json
from bot.storage.readiness import reading
from bot.storage.schema import articles, comments, history, reports, revisions
from bot.storage.store import SqlStore
from bot.storage.types import RowId, Snowflake

BATCH = 500
"""Rows read at once."""

_LEFT_OUT = {"fingerprint", "text_hash"}

_DISCORD_IDS = {
    column.name
    for table in (articles, comments, history, reports, revisions)
    for column in table.columns
    if isinstance(column.type, Snowflake) and column.type is not RowId
}


async def count_rows(store: SqlStore) -> int:
    """How many objects `exported` will yield."""
    async with reading(store.engine).connect() as connection:
        counts = [
            (await connection.execute(select(func.count()).select_from(table))).scalar_one()
            for table in (articles, comments)
        ]
    return sum(counts)


async def exported(store: SqlStore) -> AsyncIterator[Json]:
    """Articles, then comments with their texts, verdicts, history and reports, oldest first.

    All of it is one state of the database; the bot can go on writing meanwhile.
    """
    async with reading(store.engine).connect() as connection:
        async for row in _in_batches(connection, select(articles)):
            yield {"kind": "article", **row}
        async for row in _in_batches(connection, select(comments)):
            row["revisions"] = await _of(connection, revisions, row["id"])
            row["history"] = await _of(connection, history, row["id"])
            row["reports"] = await _of(connection, reports, row["id"])
            yield {"kind": "comment", **row}


async def _in_batches(connection: AsyncConnection, statement: Select[Any]) -> AsyncIterator[Json]:
    id_column = statement.selected_columns["id"]
    last = 0
    while True:
        page = statement.where(id_column > last).order_by(id_column).limit(BATCH)
        rows = (await connection.execute(page)).mappings().all()
        for row in rows:
            yield _plain(dict(row))
        if len(rows) < BATCH:
            return
        last = rows[-1]["id"]


async def _of(connection: AsyncConnection, table: Any, comment_id: int) -> list[Json]:
    statement = select(table).where(table.c.comment_id == comment_id).order_by(*table.primary_key)
    return [
        {key: value for key, value in _plain(dict(row)).items() if key != "comment_id"}
        for row in (await connection.execute(statement)).mappings()
    ]


def _plain(row: Json) -> Json:
    """Moments as ISO 8601; Discord ids as strings, which JavaScript would round otherwise."""
    plain: Json = {}
    for key, value in row.items():
        if key in _LEFT_OUT:
            continue
        if isinstance(value, datetime):
            plain[key] = value.isoformat()
        elif isinstance(value, int) and key in _DISCORD_IDS:
            plain[key] = str(value)
        else:
            plain[key] = value
    return plain
