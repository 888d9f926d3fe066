"""Start-up to ready and resident memory, beside a bare discord.py bot in the same run.

    uv run python -m tests.benchmarks.start_up

Wanted: ready within 3 s; at most 150 MB resident without the classifier and 250 MB with it.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import psutil

from bot.demo.house import INVITED
from bot.sandbox.people.sandbox import Sandbox

ROUNDS = 5


MOST_SECONDS = 3.0
MOST_MEGABYTES = {"off": 150, "default": 250, "large": None}


async def main() -> int:
    """Start each several times, print medians and ratios; returns 1 where a goal was missed."""
    script = str(Path(__file__).with_name("bare_bot.py"))
    missed = False
    async with Sandbox.spawn() as sandbox:
        bare_seconds, bare_megabytes = await medians(sandbox, script)
        print(f"{'bare bot':20} ready in {bare_seconds:.2f} s   {bare_megabytes:.0f} MB")
        for size, most in MOST_MEGABYTES.items():
            seconds, megabytes = await medians(
                sandbox, "-m", "bot", "run", settings={"CLASSIFIER": size}
            )
            print(
                f"{f'classifier {size}':20} ready in {seconds:.2f} s   {megabytes:.0f} MB   "
                f"({seconds / bare_seconds:.2f} and {megabytes / bare_megabytes:.2f} of it; at "
                f"most {MOST_SECONDS:.0f} s{f' and {most} MB' if most else ''})"
            )
            missed |= bool(most) and (seconds > MOST_SECONDS or megabytes > (most or 0))
    return int(missed)


async def medians(
    sandbox: Sandbox, *command: str, settings: Mapping[str, str] | None = None
) -> tuple[float, float]:
    """Of several starts: seconds until ready, and resident megabytes."""
    rounds = [await start(sandbox, *command, settings=settings or {}) for _ in range(ROUNDS)]
    seconds, megabytes = zip(*rounds, strict=True)
    return statistics.median(seconds), statistics.median(megabytes)


async def start(
    sandbox: Sandbox, *command: str, settings: Mapping[str, str]
) -> tuple[float, float]:
    """Seconds until the bot's gateway socket is identified, and its resident megabytes then."""
    app = await sandbox.create_application("Timed")
    guild = await sandbox.create_guild("Timed")
    await guild.add_bot(app, permissions=int(INVITED))
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *command,
            cwd=folder,
            env={
                **os.environ,
                "DISCORD_TOKEN": app.token,
                "DISCORD_API_BASE": sandbox.api_base,
                "DISCORD_GATEWAY_URL": sandbox.gateway_url,
                "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/greenroom.db",
                "BARE_CHANNEL": str(guild.general.id),
                **settings,
            },
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            await app.wait_until_connected(30)
            seconds = time.monotonic() - started
            # Commands, lexicon and guilds are in memory a moment after the socket is.
            await asyncio.sleep(2)
            resident = psutil.Process(process.pid).memory_info().rss / 1_000_000
        finally:
            process.terminate()
            await process.wait()
    return seconds, resident


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
