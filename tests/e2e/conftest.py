"""The real client over real sockets against the sandbox: one sandbox for the whole run of tests,
an application and a server of its own for each test."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio

from bot.sandbox.people.sandbox import Sandbox
from tests.e2e.house import House, shared_file


@pytest.fixture(scope="session")
def openapi() -> Path | None:
    """Discord's own description, where it is there; every body is then checked against it."""
    return shared_file("data/discord-openapi.json")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def sandbox_address(openapi: Path | None) -> AsyncIterator[str]:
    """The address of a sandbox in a process of its own."""
    async with Sandbox.spawn(openapi=openapi) as sandbox:
        yield sandbox.address


@pytest.fixture
async def sandbox(sandbox_address: str) -> AsyncIterator[Sandbox]:
    """The sandbox, with connections of this test's own."""
    async with Sandbox.connect(sandbox_address) as connected:
        yield connected


@pytest.fixture
async def house(sandbox: Sandbox, migrated: Path, tmp_path: Path) -> AsyncIterator[House]:
    """A server with people in it, and a bot that runs in this process and is set up."""
    shutil.copy(migrated, tmp_path / "greenroom.db")
    async with AsyncExitStack() as stack:
        made = await House.build(sandbox, tmp_path, stack)
        await made.start()
        await made.set_up()
        yield made
        await made.check_clean()


@pytest.fixture
async def bare_house(sandbox: Sandbox, migrated: Path, tmp_path: Path) -> AsyncIterator[House]:
    """The same, before anybody has run /setup and before the bot runs."""
    shutil.copy(migrated, tmp_path / "greenroom.db")
    async with AsyncExitStack() as stack:
        made = await House.build(sandbox, tmp_path, stack)
        yield made
        await made.check_clean()
