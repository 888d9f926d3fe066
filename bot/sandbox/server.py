"""The server: one port for REST, gateway, files and the control interface."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from aiohttp import web

from bot.sandbox.control.front import ControlFront
from bot.sandbox.faults import Faults
from bot.sandbox.gateway.connection import Connection
from bot.sandbox.hub import Hub
from bot.sandbox.jsontypes import encode
from bot.sandbox.limits import RateLimits
from bot.sandbox.openapi import Description
from bot.sandbox.operations.threads import archive_idle
from bot.sandbox.rest import make_router
from bot.sandbox.rest.front import ConnectionLost, RestFront
from bot.sandbox.world import World

_log = logging.getLogger(__name__)

_API = "/api/v10/"
_HOUSEKEEPING_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class SandboxConfig:
    """``port`` 0 takes a free one. ``openapi`` names Discord's description, if it is there."""

    port: int = 0
    host: str = "127.0.0.1"
    openapi: Path | None = None
    journal_size: int = 20_000
    stop_with_stdin: bool = False


class Server:
    """Answers everything that comes in on the port."""

    def __init__(self, config: SandboxConfig) -> None:
        self.world = World(journal_size=config.journal_size)
        self.world.hub = Hub(self.world)
        description = Description.read(config.openapi) if config.openapi else None
        faults = Faults()
        self._rest = RestFront(self.world, make_router(), faults, RateLimits(), description)
        self._control = ControlFront(self.world, faults, self._rest.templates)

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.rel_url.raw_path
        try:
            if path.startswith(_API):
                return await self._rest.handle(request, path[len(_API) :])
            if path.startswith("/sandbox/"):
                return await self._control.handle(request)
            if path.rstrip("/") == "/gateway" or path == "/":
                return await Connection(self.world, request).run()
            if path.startswith(("/attachments/", "/ephemeral-attachments/")):
                return self._file(path)
        except ConnectionLost:
            # The client is gone; what is returned here goes nowhere.
            return web.Response(status=499)
        except (asyncio.CancelledError, ConnectionError):
            raise
        except Exception as error:
            _log.exception("%s %s failed", request.method, path)
            self.world.journal.write(
                "error", None, what=f"{request.method} {path}: {type(error).__name__}: {error}"
            )
            raise
        what = f"the sandbox does not know the address {path}"
        self.world.journal.write("unsupported", None, what=what)
        return _json(501, {"message": what, "code": 0, "unsupported": True})

    def _file(self, path: str) -> web.Response:
        parts = path.split("/")
        attachment = self.world.files.get(int(parts[3])) if parts[3:] else None
        if attachment is None:
            return web.Response(status=404)
        return web.Response(
            body=attachment.content, headers={"Content-Type": attachment.content_type}
        )

    async def keep_house(self) -> None:
        """Archive threads that fell silent."""
        while True:
            await asyncio.sleep(_HOUSEKEEPING_SECONDS)
            for guild in self.world.guilds.values():
                archive_idle(self.world, guild)


@asynccontextmanager
async def running(config: SandboxConfig) -> AsyncIterator[str]:
    """Serve while the block runs; gives the base address, ``http://127.0.0.1:N``."""
    server = Server(config)
    runner = web.ServerRunner(web.Server(server.handle, access_log=None), shutdown_timeout=0.5)
    await runner.setup()
    site = web.TCPSite(runner, config.host, config.port, backlog=1024)
    await site.start()
    port = runner.addresses[0][1]
    server.world.base_url = f"http://{config.host}:{port}"
    server.world.gateway_url = f"ws://{config.host}:{port}/gateway"
    chores = asyncio.create_task(server.keep_house())
    try:
        yield server.world.base_url
    finally:
        chores.cancel()
        with suppress(asyncio.CancelledError):
            await chores
        server.world.hub.sessions.drop_all()
        await runner.cleanup()


async def serve(config: SandboxConfig, *, on_ready: Callable[[str], None] | None = None) -> None:
    """Serve until SIGINT or SIGTERM; ``on_ready`` gets the base address."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):
            loop.add_signal_handler(name, stop.set)
    if config.stop_with_stdin:
        Thread(target=_stop_at_end_of_input, args=(loop, stop), daemon=True).start()
    async with running(config) as address:
        if on_ready is not None:
            on_ready(address)
        await stop.wait()


def _stop_at_end_of_input(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    while os.read(sys.stdin.fileno(), 4096):
        pass
    # The loop is closed when the server was stopped otherwise.
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(stop.set)


def openapi_from_environment() -> Path | None:
    """``GREENROOM_OPENAPI``, where it names a file."""
    value = os.environ.get("GREENROOM_OPENAPI", "")
    return Path(value) if value else None


def _json(status: int, body: object) -> web.Response:
    return web.Response(
        status=status, body=encode(body).encode(), headers={"Content-Type": "application/json"}
    )
