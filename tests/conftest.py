"""What several families of tests need."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage.store import SqlStore
from bot.storage.upgrade import upgrade


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the newest schema, to be copied: migrating takes a while."""
    path = tmp_path_factory.mktemp("schema") / "greenroom.db"

    async def make() -> None:
        store = SqlStore.at(f"sqlite+aiosqlite:///{path}")
        await upgrade(store.engine)
        await store.close()

    asyncio.run(make())
    return path


@pytest.fixture
async def sqlite_store(migrated: Path, tmp_path: Path) -> AsyncIterator[SqlStore]:
    """A store on SQLite with the newest schema."""
    path = tmp_path / "greenroom.db"
    shutil.copy(migrated, path)
    opened = SqlStore.at(f"sqlite+aiosqlite:///{path}")
    yield opened
    await opened.close()
