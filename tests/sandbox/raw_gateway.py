"""A gateway socket without a client library."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp

from bot.sandbox.jsontypes import Payload, as_object
from bot.sandbox.people import Application, Sandbox

PATIENCE_SECONDS = 10.0


class Socket:
    """Sends and receives packets; waiting is bounded."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket

    async def send(self, op: int, data: object) -> None:
        await self._socket.send_json({"op": op, "d": data})

    async def receive(self) -> Payload:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return as_object(await self._socket.receive_json())

    async def event(self, name: str) -> Payload:
        """The data of the next event of this name."""
        while (packet := await self.receive())["t"] != name:
            pass
        return as_object(packet["d"])

    async def close_code(self) -> int | None:
        """The code with which the server closes."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                message = await self._socket.receive()
                if message.type is aiohttp.WSMsgType.CLOSE:
                    return self._socket.close_code


@asynccontextmanager
async def raw_socket(sandbox: Sandbox, query: str = "v=10&encoding=json") -> AsyncIterator[Socket]:
    """A socket that has been greeted with HELLO."""
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{sandbox.gateway_url}?{query}") as opened,
    ):
        socket = Socket(opened)
        if (await socket.receive())["op"] != 10:
            raise AssertionError("the first packet is HELLO")
        yield socket


def identify(app: Application, intents: int = 1) -> Payload:
    return {"token": app.token, "intents": intents, "properties": {}}
