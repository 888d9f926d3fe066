"""A way to the sandbox that can be shut, as a network does, and that counts who passes."""

from __future__ import annotations

import asyncio
import socket
from urllib.parse import urlsplit


class Gate:
    """Forwards connections to another address on this machine while it is open.

    Its port is its own for its whole life; while it is shut, connections are refused.
    """

    def __init__(self, target: str) -> None:
        """Args:
        target: An address such as ``http://127.0.0.1:8123``.
        """
        self._target_port = urlsplit(target).port or 80
        self._server: asyncio.Server | None = None
        self._lines: set[asyncio.Task[None]] = set()
        self.passed = 0
        """Connections that were let through."""
        self.held = asyncio.Event()
        """Set once a connection is taken that will never be answered."""
        self._silent = False
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]

    async def open(self) -> None:
        """Let connections through from now on."""
        self._server = await asyncio.start_server(self._forward, "127.0.0.1", self.port)

    async def hold(self) -> None:
        """Take connections from now on and answer nothing, as an overloaded machine does."""
        self._silent = True
        await self.open()

    async def shut(self) -> None:
        """Refuse new connections and cut those there are."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for line in self._lines:
            line.cancel()
        await asyncio.gather(*self._lines, return_exceptions=True)

    async def _forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.passed += 1
        task = asyncio.current_task()
        assert task is not None
        self._lines.add(task)
        try:
            if self._silent:
                self.held.set()
                await asyncio.Event().wait()
            there = await asyncio.open_connection("127.0.0.1", self._target_port)
            try:
                await asyncio.gather(_pump(reader, there[1]), _pump(there[0], writer))
            finally:
                there[1].close()
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            self._lines.discard(task)
            writer.close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    writer.close()
