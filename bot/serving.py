"""Running the bot for good: until a signal ends it, through every outage of Discord's."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal

from bot.app import App
from bot.background import LONGEST_PAUSE, end
from bot.settings import Settings

log = logging.getLogger(__name__)


async def serve(settings: Settings) -> None:
    """Run the bot until SIGINT or SIGTERM; a Discord out of reach is tried again.

    discord.py itself fails for good when its first connection does.

    Raises:
        SettingsInvalid: Discord does not take the token or an intent.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
    pause = 1.0
    while not stop.is_set():
        running = asyncio.create_task(App(settings).run(), name="bot")
        stopping = asyncio.create_task(stop.wait(), name="stop")
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if stop.is_set():
            await end(running)
            log.info("stopped")
            return
        try:
            await running
        except ConnectionError as unreachable:
            log.warning("%s; again in %.0f s", unreachable, pause)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)
        pause = min(pause * 2, LONGEST_PAUSE)
