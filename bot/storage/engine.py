"""Opening the database."""

from __future__ import annotations

import sqlite3

from sqlalchemy import Connection, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.domain.errors import SettingsInvalid

READ_ONLY = "greenroom_read_only"
"""Execution option of a connection that changes nothing."""

BUSY_TIMEOUT_MS = 15_000
"""How long SQLite waits for another process's write, e.g. a backup's."""

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}


def open_engine(database_url: str) -> AsyncEngine:
    """An engine for the URL, ready for concurrent transactions.

    Raises:
        SettingsInvalid: the URL is malformed or names another database or driver.
    """
    try:
        url = make_url(database_url)
        family = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError):
        family = ""
    if family not in _DRIVERS or url.drivername != _DRIVERS[family]:
        raise SettingsInvalid(
            "DATABASE_URL must start with sqlite+aiosqlite:/// or postgresql+asyncpg://, "
            "e.g. sqlite+aiosqlite:///greenroom.db"
        )
    if family == "postgresql":
        return create_async_engine(url, pool_pre_ping=True, hide_parameters=True)
    # An error's message must not carry what people wrote into the log.
    engine = create_async_engine(url, hide_parameters=True)
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # The driver's own transaction handling begins too late: a transaction that reads first and
    # writes then would overwrite what another committed in between, without an error. With
    # isolation_level None it does nothing by itself and _begin_sqlite is in charge.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    # With WAL a commit survives the death of the process; only the machine's own can undo it.
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    read_only = connection.get_execution_options().get(READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def sqlite_path(database_url: str) -> str | None:
    """The file of an SQLite database; None for others and for one in memory."""
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite" or url.database in {None, "", ":memory:"}:
        return None
    return url.database


def sqlite_version() -> str:
    """The version of the SQLite library in use."""
    return sqlite3.sqlite_version
