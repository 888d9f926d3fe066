"""A sandbox in a process of its own."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

START_SECONDS = 20.0
_STOP_SECONDS = 5.0


@contextmanager
def sandbox_process(openapi: Path | None = None) -> Iterator[str]:
    """Run ``python -m bot.sandbox`` on a free port while the block runs; gives its address.

    Raises ``RuntimeError`` when it does not start. It also ends by itself when this
    process does.
    """
    process = _start(openapi)
    try:
        yield _address(process)
    finally:
        _stop(process)


@asynccontextmanager
async def spawned(openapi: Path | None = None) -> AsyncIterator[str]:
    """The same without blocking the event loop."""
    process = _start(openapi)
    try:
        yield await asyncio.to_thread(_address, process)
    finally:
        await asyncio.to_thread(_stop, process)


def _start(openapi: Path | None) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "bot.sandbox", "--port", "0", "--stop-with-stdin"]
    if openapi is not None:
        command += ["--openapi", str(openapi)]
    return subprocess.Popen(  # noqa: S603 - our own module, run by our own interpreter
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def _address(process: subprocess.Popen[str]) -> str:
    """The one line that the sandbox prints when it is ready."""
    lines: list[str] = []
    stdout = process.stdout
    if stdout is None:
        raise RuntimeError("the sandbox was started without a pipe to read from")
    reader = threading.Thread(target=lambda: lines.append(stdout.readline()), daemon=True)
    reader.start()
    reader.join(START_SECONDS)
    line = lines[0].strip() if lines else ""
    if line.startswith("http://"):
        return line
    if process.poll() is not None or not reader.is_alive():
        raise RuntimeError("the sandbox did not start; its error output above says why")
    raise RuntimeError(f"the sandbox was not ready within {START_SECONDS} s")


def _stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
