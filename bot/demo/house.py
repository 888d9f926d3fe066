"""A newsroom's server in the sandbox, with the bot as a process of its own."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.domain.errors import GreenroomError
from bot.domain.permission import (
    DESK_PERMISSIONS,
    REPORT_PERMISSIONS,
    STAGE_PERMISSIONS,
    WRITING,
    Permission,
)
from bot.sandbox.people.guilds import Guild, Overwrite
from bot.sandbox.people.person import Person
from bot.sandbox.people.places import Channel
from bot.sandbox.people.sandbox import Application, Sandbox

INVITED = (
    STAGE_PERMISSIONS | WRITING | DESK_PERMISSIONS | REPORT_PERMISSIONS | Permission.MANAGE_ROLES
)
"""What the invitation in the README asks for."""

START_SECONDS = 30.0
LAST_LINES = 20
"""Lines of the bot's log that are shown when it does not start."""


class BotFailed(GreenroomError):
    """The bot's process did not start, or it ended by itself."""


@dataclass(frozen=True, slots=True)
class House:
    """Where the play takes place, and who is always there."""

    sandbox: Sandbox
    app: Application
    guild: Guild
    news: Channel
    desk: Channel
    moderator: Person
    reader: Person
    """Somebody who only watches: what they were never shown, nobody saw."""
    database_url: str
    log: Path
    ready_ms: int
    """From starting the bot's process until it was connected."""


@asynccontextmanager
async def open_house() -> AsyncIterator[House]:
    """Start sandbox and bot, furnish the server, and take all of it down at the end.

    Raises:
        BotFailed: the bot did not start; the message has the end of its log.
    """
    with tempfile.TemporaryDirectory(prefix="greenroom-demo-") as name:
        folder = Path(name)
        async with Sandbox.spawn() as sandbox:
            app = await sandbox.create_application("Greenroom")
            guild = await sandbox.create_guild("The Harbour Post", owner="publisher")
            await guild.add_bot(app, permissions=int(INVITED))
            desk_role = await guild.create_role("Night desk", permissions=["MANAGE_MESSAGES"])
            news = await guild.create_channel("news")
            desk = await guild.create_channel(
                "night-desk",
                overwrites=[
                    Overwrite(guild.everyone, deny=["VIEW_CHANNEL"]),
                    Overwrite(desk_role, allow=["VIEW_CHANNEL"]),
                    Overwrite(app, allow=int(DESK_PERMISSIONS)),
                ],
            )
            moderator = await guild.create_member("ines", nick="Ines", roles=[desk_role])
            reader = await guild.create_member("wanda", nick="Wanda")
            database_url = f"sqlite+aiosqlite:///{folder / 'greenroom.db'}"
            log = folder / "bot.log"
            environment = {
                **os.environ,
                "DISCORD_TOKEN": app.token,
                "DATABASE_URL": database_url,
                "DISCORD_API_BASE": sandbox.api_base,
                "DISCORD_GATEWAY_URL": sandbox.gateway_url,
                "MESSAGE_CONTENT_INTENT": "no",
                "COMMENT_INTERVAL_SECONDS": "0",
                "SHARD_COUNT": "0",
                "SHARD_IDS": "",
            }
            async with _bot(environment, log, app) as ready_ms:
                yield House(
                    sandbox,
                    app,
                    guild,
                    news,
                    desk,
                    moderator,
                    reader,
                    database_url,
                    log,
                    ready_ms,
                )


@asynccontextmanager
async def _bot(environment: dict[str, str], log: Path, app: Application) -> AsyncIterator[int]:
    """The bot's process while the block runs; gives the milliseconds it took to connect."""
    started = time.monotonic()
    with log.open("wb") as output:
        # In the folder of its own it finds no .env but what it is told here.
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "run",
            cwd=log.parent,
            env=environment,
            stdout=output,
            stderr=output,
        )
    try:
        connected = asyncio.create_task(app.wait_until_connected(START_SECONDS))
        ended = asyncio.create_task(process.wait())
        await asyncio.wait({connected, ended}, return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        if not connected.done() or connected.exception() is not None:
            connected.cancel()
            text = await asyncio.to_thread(log.read_text, errors="replace")
            lines = text.splitlines()[-LAST_LINES:]
            raise BotFailed("The bot did not start. Its log ends:\n" + "\n".join(lines))
        yield round((time.monotonic() - started) * 1000)
    finally:
        if process.returncode is None:
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), 10)
        except TimeoutError:
            process.kill()
            await process.wait()
