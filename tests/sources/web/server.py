"""A web server of our own, on loopback."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web
from aiohttp.test_utils import unused_port

Page = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Server:
    """What lies there, and what it was asked."""

    port: int
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[web.Request] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a path."""
        return f"http://{host}:{self.port}{path}"

    def put(
        self,
        path: str,
        body: bytes | str = b"",
        *,
        status: int = 200,
        delay: float = 0.0,
        **headers: str,
    ) -> str:
        """Lay something at a path; underscores in names of headers stand for hyphens."""
        raw = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}

        async def page(request: web.Request) -> web.StreamResponse:
            await asyncio.sleep(delay)
            etag = named.get("ETag")
            if etag is not None and request.headers.get("If-None-Match") == etag:
                return web.Response(status=304, headers=named)
            return web.Response(body=raw, status=status, headers=named)

        self.pages[path] = page
        return self.url(path)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Note the request and answer it."""
        self.asked.append(request)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            page = self.pages.get(request.path)
            return web.Response(status=404) if page is None else await page(request)
        finally:
            self.at_once -= 1


@asynccontextmanager
async def web_server() -> AsyncIterator[Server]:
    """A server with nothing on it yet."""
    server = Server(unused_port())
    app = web.Application()
    app.router.add_get("/{path:.*}", server.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", server.port).start()
    try:
        yield server
    finally:
        await runner.cleanup()
