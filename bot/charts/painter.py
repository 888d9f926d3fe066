"""Has a picture drawn by a short-lived process.

matplotlib takes some 60 MB and half a second to load. In a process of its own it neither stays in
the bot's memory nor keeps the event loop from anything.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections.abc import Callable
from importlib.util import find_spec

from bot.locales import mark
from bot.workflow.statistics.pictures import NoPicture, Picture

log = logging.getLogger(__name__)

SECONDS = 60.0
"""After which a picture is given up."""
AT_ONCE = 2
"""Processes that draw at the same time."""


def is_installed() -> bool:
    """Whether matplotlib is there."""
    return find_spec("matplotlib") is not None


class SubprocessPainter:
    """`bot.workflow.statistics.pictures.Painter` with ``python -m bot.charts``."""

    def __init__(self, is_installed: Callable[[], bool] = is_installed) -> None:
        self._is_installed = is_installed
        self._free = asyncio.Semaphore(AT_ONCE)

    async def __call__(self, picture: Picture) -> bytes:
        if not self._is_installed():
            raise NoPicture(
                mark(
                    "For a picture, whoever runs this bot has to install matplotlib: "
                    "uv sync --extra charts (or: pip install matplotlib)."
                )
            )
        failed = NoPicture(mark("The picture could not be drawn. The figures above are complete."))
        async with self._free:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot.charts",
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
            )
            try:
                async with asyncio.timeout(SECONDS):
                    drawn, said = await process.communicate(json.dumps(picture.to_json()).encode())
            except TimeoutError:
                log.warning("a picture was given up after %.0f s", SECONDS)
                raise failed from None
            finally:
                if process.returncode is None:
                    process.kill()
                    await process.wait()
        if process.returncode != 0 or not drawn:
            last = said.decode(errors="replace").strip().rsplit("\n", 1)[-1]
            log.warning("a picture could not be drawn: %s", last)
            raise failed
        return drawn
