"""Start-up to ready and resident memory, beside a bare discord.py bot in the same run.

    uv run python -m tests.benchmarks.start_up

Wanted: ready within 3 s and at most 150 MB resident, before the classifier.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import psutil

from bot.demo.house import INVITED
from bot.sandbox.people.sandbox import Sandbox

ROUNDS = 5


async def main() -> int:
    """Start both several times, print medians and ratios; returns 1 where a goal was missed."""
    async with Sandbox.spawn() as sandbox:
        ours = [await start(sandbox, "-m", "bot", "run") for _ in range(ROUNDS)]
        script = str(Path(__file__).with_name("bare_bot.py"))
        theirs = [await start(sandbox, script) for _ in range(ROUNDS)]
    seconds, megabytes = (statistics.median(column) for column in zip(*ours, strict=True))
    bare_seconds, bare_megabytes = (
        statistics.median(column) for column in zip(*theirs, strict=True)
    )
    print(f"greenroom  ready in {seconds:.2f} s (at most 3)   {megabytes:.0f} MB (at most 150)")
    print(f"bare bot   ready in {bare_seconds:.2f} s              {bare_megabytes:.0f} MB")
    print(
        f"ratio      {seconds / bare_seconds:.2f}                       "
        f"{megabytes / bare_megabytes:.2f}"
    )
    return 0 if seconds <= 3 and megabytes <= 150 else 1


async def start(sandbox: Sandbox, *command: str) -> tuple[float, float]:
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
