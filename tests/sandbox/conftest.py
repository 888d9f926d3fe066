"""One sandbox process for all tests of a worker; each test makes its own guild in it."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.sandbox.people import Application, Guild, Sandbox
from bot.sandbox.people.spawn import sandbox_process
from tests.sandbox.clients import Clients

_REPOSITORY = Path(__file__).resolve().parents[2]


def openapi_path() -> Path | None:
    """Discord's description, where there is a copy; it is not part of the project.

    ``GREENROOM_OPENAPI`` names another one, or, when it is empty, none.
    """
    named = os.environ.get("GREENROOM_OPENAPI")
    if named == "":
        return None
    path = Path(named) if named else _REPOSITORY.parent / "shared/data/discord-openapi.json"
    return path if path.is_file() else None


@pytest.fixture(scope="session")
def sandbox_address() -> Iterator[str]:
    with sandbox_process(openapi_path()) as address:
        yield address


@pytest_asyncio.fixture
async def sandbox(sandbox_address: str) -> AsyncIterator[Sandbox]:
    async with Sandbox.connect(sandbox_address) as connected:
        yield connected


@pytest_asyncio.fixture
async def app(sandbox: Sandbox) -> AsyncIterator[Application]:
    """An application with all it may have, without rate limits; it must leave no complaint."""
    application = await sandbox.create_application(
        "Greenroom", privileged={"members", "message_content"}
    )
    await application.set_limits(None)
    yield application
    await sandbox.assert_clean(application)


@pytest_asyncio.fixture
async def guild(sandbox: Sandbox) -> Guild:
    return await sandbox.create_guild("Daily", owner="olivia")


@pytest_asyncio.fixture
async def clients(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Clients]:
    """Starts discord.py clients on the sandbox, and closes them."""
    async with Clients(sandbox, monkeypatch) as made:
        yield made
