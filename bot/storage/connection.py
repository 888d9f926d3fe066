"""A connection to the database whose statements are never broken off half-way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from sqlalchemy import CursorResult, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

_Result = TypeVar("_Result")


async def to_its_end(work: Coroutine[Any, Any, _Result]) -> _Result:
    """What the work returns; a cancellation takes effect when the work is done.

    A driver whose statement is broken off leaves the state of its connection, its lock on the
    database with it, open until somebody collects it as garbage.
    """
    running = asyncio.ensure_future(work)
    given_up = False
    while not running.done():
        try:
            await asyncio.wait((running,))
        except asyncio.CancelledError:
            given_up = True
    if given_up:
        # What the work raised, if it did, has nobody left to be told.
        if not running.cancelled():
            running.exception()
        raise asyncio.CancelledError
    return running.result()


class Connection:
    """What the tables ask their statements of."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._connection.dialect.name

    async def execute(
        self, statement: Executable, parameters: Any = None
    ) -> CursorResult[*tuple[Any, ...]]:
        """The statement's rows, all of them read."""
        return await to_its_end(self._connection.execute(statement, parameters))

    def insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """An insertion that can say what happens where the row is there already."""
        return sqlite.insert(table) if self.dialect == "sqlite" else postgresql.insert(table)

    async def put(self, table: Table, **values: Any) -> None:
        """Insert a row, or replace the one with the same primary key.

        One statement: of two processes that delete and insert at once, the second would fail.
        """
        key = [column.name for column in table.primary_key]
        changed = {name: value for name, value in values.items() if name not in key}
        statement = self.insert(table).values(values)
        await self.execute(
            statement.on_conflict_do_update(index_elements=key, set_=changed)
            if changed
            else statement.on_conflict_do_nothing()
        )


@asynccontextmanager
async def connected(engine: AsyncEngine) -> AsyncIterator[Connection]:
    """A connection from the pool; what is not committed when it goes back is undone."""
    connection = engine.connect()
    try:
        await to_its_end(connection.start())
        yield Connection(connection)
    finally:
        if connection.sync_connection is not None:
            await to_its_end(connection.close())


@asynccontextmanager
async def beginning(engine: AsyncEngine) -> AsyncIterator[Connection]:
    """A connection in a transaction, which is committed unless an exception leaves the block."""
    connection = engine.connect()
    try:
        await to_its_end(connection.start())
        transaction = connection.begin()
        await to_its_end(transaction.start())
        yield Connection(connection)
        await to_its_end(transaction.commit())
    finally:
        if connection.sync_connection is not None:
            await to_its_end(connection.close())
