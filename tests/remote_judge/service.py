"""A moderation service of our own, on loopback."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import unused_port


@dataclass
class Service:
    """What it answers, and what it was asked."""

    port: int
    answer: Any = None
    """The body, as JSON; bytes are sent as they are."""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    asked: list[Any] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}/v1/moderations"

    async def handle(self, request: web.Request) -> web.Response:
        """Note the request and answer as told."""
        self.asked.append(await request.json())
        self.keys.append(request.headers.get("Authorization"))
        await asyncio.sleep(self.delay)
        if isinstance(self.answer, bytes):
            return web.Response(body=self.answer, status=self.status, headers=self.headers)
        return web.json_response(self.answer, status=self.status, headers=self.headers)


@asynccontextmanager
async def serving(answer: object = None) -> AsyncIterator[Service]:
    """A service that answers so until told otherwise."""
    service = Service(unused_port(), answer)
    app = web.Application()
    app.router.add_post("/v1/moderations", service.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", service.port).start()
    try:
        yield service
    finally:
        await runner.cleanup()


def moderation(scores: dict[str, float], *flagged: str) -> dict[str, Any]:
    """An answer as OpenAI's endpoint gives it."""
    result = {
        "flagged": bool(flagged),
        "categories": {name: name in flagged for name in scores},
        "category_scores": scores,
    }
    return {"id": "modr-1", "model": "omni-moderation-latest", "results": [result]}
