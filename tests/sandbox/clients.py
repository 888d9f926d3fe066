"""Real discord.py clients, pointed at the sandbox the way an operator would."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from types import TracebackType

import discord
import pytest
import yarl
from discord.ext import commands

from bot.sandbox.people import Application, Sandbox

NO_PRESENCES = discord.Intents.all()
NO_PRESENCES.presences = False
READY_SECONDS = 15.0


class Bot(commands.Bot):
    """A bot that keeps what it hears."""

    def __init__(
        self, intents: discord.Intents, shard: tuple[int, int] | tuple[None, None]
    ) -> None:
        super().__init__(
            command_prefix="!",
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            guild_ready_timeout=0.05,
            help_command=None,
            shard_id=shard[0],
            shard_count=shard[1],
        )
        self.messages_heard: list[discord.Message] = []
        self.automod_heard: list[discord.AutoModAction] = []
        self.events_heard: list[str] = []
        self._news = asyncio.Event()

    def dispatch(self, event: str, /, *args: object, **kwargs: object) -> None:
        super().dispatch(event, *args, **kwargs)
        self.events_heard.append(event)
        self._news.set()

    async def before_identify_hook(self, _: int | None, *, initial: bool = False) -> None:
        """Identify again at once; discord.py would wait five seconds."""

    async def on_message(self, message: discord.Message) -> None:
        self.messages_heard.append(message)
        self._news.set()

    async def on_automod_action(self, execution: discord.AutoModAction) -> None:
        self.automod_heard.append(execution)
        self._news.set()

    @property
    def resumes(self) -> int:
        return self.events_heard.count("resumed")

    async def until(self, condition: Callable[[], bool], timeout: float = 10.0) -> None:
        """Until something heard makes the condition true; raises ``TimeoutError``."""
        async with asyncio.timeout(timeout):
            while not condition():
                self._news.clear()
                await self._news.wait()

    async def until_event(self, event: str, *, times: int = 1, timeout: float = 10.0) -> None:
        """Until discord.py has dispatched an event since the client was ready."""
        await self.until(lambda: self.events_heard.count(event) >= times, timeout)


class Clients:
    """Starts clients and closes all of them at the end of a test."""

    def __init__(self, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
        self._sandbox = sandbox
        self._monkeypatch = monkeypatch
        self._clients: list[Bot] = []
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Clients:
        gateway = yarl.URL(self._sandbox.gateway_url)
        self._monkeypatch.setattr(discord.http.Route, "BASE", self._sandbox.api_base)
        self._monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", gateway)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for client in self._clients:
            await client.close()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def start(
        self,
        app: Application,
        *,
        intents: discord.Intents = NO_PRESENCES,
        prepare: Callable[[Bot], Awaitable[None]] | None = None,
        shard: tuple[int, int] | tuple[None, None] = (None, None),
    ) -> Bot:
        """A client that is logged in and ready; ``shard`` is its index and their number."""
        client = Bot(intents, shard)
        self._clients.append(client)
        await client.login(app.token)
        if prepare is not None:
            await prepare(client)
        task = asyncio.create_task(client.connect())
        self._tasks.append(task)
        ready = asyncio.create_task(client.wait_until_ready())
        done, _ = await asyncio.wait(
            {task, ready}, timeout=READY_SECONDS, return_when=asyncio.FIRST_COMPLETED
        )
        if task in done:
            ready.cancel()
            task.result()
        if ready not in done:
            raise TimeoutError(f"the client was not ready within {READY_SECONDS} s")
        client.events_heard.clear()
        return client
