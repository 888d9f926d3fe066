"""Servers that removed the bot, and the end of everything that is stored of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Table, delete, exists, insert, select, update

from bot.storage.connection import Connection
from bot.storage.filters import in_guilds
from bot.storage.schema import departures, guilds, meta, metadata
from bot.workflow.tables import GuildFilter

OF_NO_SERVER = frozenset({"meta"})
"""Tables about the installation itself. Keys that name a server are deleted by `_wipe_meta`."""


def wiped_tables() -> list[Table]:
    """The tables with a ``guild_id``, those first that refer to others.

    Last comes the note that the server was left: a wipe that is broken off goes on later.
    """
    ordered = [table for table in reversed(metadata.sorted_tables) if "guild_id" in table.c]
    return [*(table for table in ordered if table is not departures), departures]


def dependents(table: Table) -> list[tuple[Table, str]]:
    """(table, column) of the other tables' references to this one."""
    return [
        (other, key.parent.name)
        for other in metadata.sorted_tables
        if other is not table
        for key in other.foreign_keys
        if key.column.table is table
    ]


class Leaving:
    """The part of `bot.workflow.privacy.tables.PrivacyTable` about whole servers."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def left(self, guild_id: int, at: datetime) -> None:
        same = select(departures.c.at).where(departures.c.guild_id == guild_id)
        if (await self._connection.execute(same)).one_or_none() is None:
            await self._connection.execute(insert(departures).values(guild_id=guild_id, at=at))

    async def returned(self, guild_ids: Sequence[int]) -> None:
        await self._connection.execute(
            delete(departures).where(departures.c.guild_id.in_(guild_ids))
        )

    async def departed(self, *, before: datetime) -> Sequence[int]:
        statement = select(departures.c.guild_id).where(departures.c.at < before)
        return list((await self._connection.execute(statement)).scalars())

    async def known_guilds(self, guild_filter: GuildFilter) -> Sequence[int]:
        gone = exists().where(departures.c.guild_id == guilds.c.guild_id)
        statement = select(guilds.c.guild_id).where(
            ~gone, in_guilds(guilds.c.guild_id, guild_filter)
        )
        return list((await self._connection.execute(statement)).scalars())

    async def wipe_some(self, guild_id: int, limit: int) -> int:
        for table in wiped_tables():
            gone = await self._wipe_from(table, guild_id, limit)
            if gone:
                return gone
        await self._wipe_meta(guild_id)
        return 0

    async def _wipe_from(self, table: Table, guild_id: int, limit: int) -> int:
        here = table.c.guild_id == guild_id
        keys = list(table.primary_key.columns)
        if len(keys) > 1:
            return (await self._connection.execute(delete(table).where(here))).rowcount
        (key,) = keys
        ids = list((await self._connection.execute(select(key).where(here).limit(limit))).scalars())
        if not ids:
            return 0
        for other, column in dependents(table):
            await self._connection.execute(delete(other).where(other.c[column].in_(ids)))
        for reference in table.foreign_keys:
            if reference.column.table is table:
                await self._connection.execute(
                    update(table)
                    .where(table.c[reference.parent.name].in_(ids))
                    .values({reference.parent.name: None})
                )
        await self._connection.execute(delete(table).where(key.in_(ids)))
        return len(ids)

    async def _wipe_meta(self, guild_id: int) -> None:
        await self._connection.execute(delete(meta).where(meta.c.key == f"digest:{guild_id}"))
