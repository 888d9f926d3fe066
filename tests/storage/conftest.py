"""Every storage test runs on SQLite, and on PostgreSQL where a server is named.

GREENROOM_TEST_POSTGRESQL is the address of a server on which databases may be created, e.g.
``postgresql+asyncpg://postgres@127.0.0.1:5433/postgres``.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.storage.store import SqlStore
from bot.storage.upgrade import upgrade

SERVER = os.environ.get("GREENROOM_TEST_POSTGRESQL", "")


@asynccontextmanager
async def fresh_postgresql() -> AsyncIterator[str]:
    """The address of an empty database of its own."""
    name = f"greenroom_{secrets.token_hex(6)}"
    admin = create_async_engine(SERVER, isolation_level="AUTOCOMMIT")
    async with admin.connect() as connection:
        await connection.execute(text(f'CREATE DATABASE "{name}"'))
    try:
        yield make_url(SERVER).set(database=name).render_as_string(hide_password=False)
    finally:
        async with admin.connect() as connection:
            await connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
        await admin.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """An empty database."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'greenroom.db'}"
        return
    if not SERVER:
        pytest.skip("GREENROOM_TEST_POSTGRESQL names no PostgreSQL server")
    async with fresh_postgresql() as url:
        yield url


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[SqlStore]:
    """A store with the newest schema."""
    opened = SqlStore.at(database_url)
    await upgrade(opened.engine)
    yield opened
    await opened.close()
