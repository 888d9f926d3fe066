"""Work that goes on beside everything else, and begins again when it fails."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

LONGEST_PAUSE = 60.0
"""Seconds between two attempts, at most."""


async def end(task: asyncio.Task[None]) -> None:
    """Cancel a task until it ends: discord.py swallows a cancellation while it reconnects."""
    while not task.done():
        task.cancel()
        await asyncio.wait({task}, timeout=0.5)
    if not task.cancelled():
        task.exception()  # Looked at, or asyncio would complain of it when it is forgotten.


async def kept_up(name: str, work: Callable[[], Awaitable[None]]) -> None:
    """Run for ever; a failure is logged and the work begun again a little later."""
    pause = 1.0
    while True:
        try:
            await work()
        except Exception:
            # Whatever it was (a database that went away, say), the next attempt may succeed.
            log.exception("%s failed; again in %.0f s", name, pause)
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)


async def once(name: str, work: Callable[[], Awaitable[object]]) -> None:
    """Run once; a failure is logged and tried again."""
    pause = 1.0
    while True:
        try:
            await work()
        except Exception:
            log.exception("%s failed; again in %.0f s", name, pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        else:
            return
