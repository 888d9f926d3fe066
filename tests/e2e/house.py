"""A newsroom's server in the sandbox, with the real bot at work in it."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from bot.app import App, running
from bot.domain.comment import Comment, CommentState
from bot.domain.permission import (
    DESK_PERMISSIONS,
    REPORT_PERMISSIONS,
    STAGE_PERMISSIONS,
    WRITING,
    Permission,
)
from bot.sandbox.people.guilds import Guild, Overwrite
from bot.sandbox.people.messages import Attachment, Message
from bot.sandbox.people.person import Person
from bot.sandbox.people.places import Channel, Role, Thread
from bot.sandbox.people.responses import Response
from bot.sandbox.people.sandbox import Application, Sandbox
from bot.settings import Settings

ROOT = Path(__file__).parents[2]

INVITED = (
    STAGE_PERMISSIONS | WRITING | DESK_PERMISSIONS | REPORT_PERMISSIONS | Permission.MANAGE_ROLES
)
"""The permissions that the README's invitation asks for."""

ARTICLE = """Night ferries to the island return

Originally appeared at Harbour Gazette

The night ferries to the island will run again from Monday, the port said.

They were stopped in autumn after two engines failed.
"""


THREAD_STARTER = 21
"""Discord's type of the message that shows a thread's beginning."""

HELD = "We should kill every last migrant on this island tonight."
"""A text that has to wait under every policy."""

ALL_HELD = (
    HELD,
    "Burn their homes down before they settle here.",
    "Someone should shoot the governor in his own garage.",
    "Kill the minister tonight.",
    "Lynch the judge who let them stay, all of us together.",
    "Drown the protesters in the harbour where they stand.",
)
"""Texts that wait as well, and of which none is like another."""


def shared_file(name: str) -> Path | None:
    """A file of the shared folder: GREENROOM_SHARED, or ``../shared`` beside the project."""
    folder = Path(os.environ.get("GREENROOM_SHARED", ROOT.parent / "shared"))
    path = folder / name
    return path if path.is_file() else None


def is_open(post: Message) -> bool:
    """Whether an article's post takes comments."""
    return any(one.label == "Comment" and not one.disabled for one in post.buttons)


class House:
    """One server: people, channels, and a bot that can be started and stopped."""

    def __init__(self, sandbox: Sandbox, app: Application, guild: Guild, folder: Path) -> None:
        self.sandbox = sandbox
        self.app = app
        self.guild = guild
        self.folder = folder
        self.news: Channel
        self.desk: Channel
        self.ada: Person
        self.ben: Person
        self.olivia: Person
        self.bot: App
        self._stack: AsyncExitStack
        self._running: AsyncExitStack | None = None

    @classmethod
    async def build(
        cls,
        sandbox: Sandbox,
        folder: Path,
        stack: AsyncExitStack,
        *,
        app: Application | None = None,
    ) -> House:
        """A server with two channels, two readers and a moderator; no bot runs yet.

        Args:
            app: The bot that is invited; a new one if none is given.
        """
        if app is None:
            app = await sandbox.create_application("Greenroom", privileged={"message_content"})
            await app.set_limits(None)
        guild = await sandbox.create_guild("Harbour", owner="max")
        house = cls(sandbox, app, guild, folder)
        await guild.add_bot(app, permissions=int(INVITED))
        moderators = await guild.create_role("Desk", permissions=["MANAGE_MESSAGES"])
        house.news = await guild.create_channel("news")
        house.desk = await guild.create_channel(
            "desk",
            overwrites=[
                Overwrite(guild.everyone, deny=["VIEW_CHANNEL"]),
                Overwrite(moderators, allow=["VIEW_CHANNEL"]),
                Overwrite(app, allow=int(DESK_PERMISSIONS)),
            ],
        )
        house.ada = await guild.create_member("ada", nick="Ada")
        house.ben = await guild.create_member("ben", nick="Ben")
        house.olivia = await guild.create_member("olivia", nick="Olivia", roles=[moderators])
        house._stack = stack
        stack.push_async_callback(house.stop)
        return house

    @property
    def owner(self) -> Person:
        """The server's owner, who may do everything."""
        return self.guild.owner

    def environment(self, **changes: str) -> dict[str, str]:
        """The settings that the bot runs with."""
        return {
            "DISCORD_TOKEN": self.app.token,
            "DATABASE_URL": f"sqlite+aiosqlite:///{self.folder / 'greenroom.db'}",
            "DISCORD_API_BASE": self.sandbox.api_base,
            "DISCORD_GATEWAY_URL": self.sandbox.gateway_url,
            "COMMENT_INTERVAL_SECONDS": "0",
            # These tests are about a comment's way: their sentences have to be judged alike
            # whatever the weights know.
            "CLASSIFIER": "off",
            **changes,
        }

    async def start(self, **changes: str) -> App:
        """Run the bot in this process."""
        self._running = AsyncExitStack()
        settings = Settings.from_env(self.environment(**changes))
        self.bot = await self._running.enter_async_context(running(settings))
        return self.bot

    async def stop(self) -> None:
        """Stop the bot, if it runs."""
        if self._running is not None:
            await self._running.aclose()
            self._running = None

    async def restart(self, **changes: str) -> App:
        """A new process, as far as Discord can tell."""
        await self.stop()
        return await self.start(**changes)

    async def set_up(
        self,
        *,
        moderator_role: Role | None = None,
        time_zone: str | None = None,
        policy: str | None = None,
    ) -> None:
        """The owner runs /setup channel and applies it."""
        response = await self.owner.slash(
            "setup channel",
            self.news,
            channel=self.news,
            moderators=self.desk,
            moderator_role=moderator_role,
            time_zone=time_zone,
            policy=policy,
        )
        shown = await response.wait_for()
        applied = await self.owner.press(shown, "Apply")
        await applied.wait_for(lambda message: "Ready" in message.text)

    async def post(self, text: str = ARTICLE, *, button: str = "Post") -> Message:
        """Olivia posts an article from a file; returns the post, open for comments."""
        response = await self.olivia.slash(
            "article post", self.desk, file=Attachment("article.txt", text.encode())
        )
        preview = await response.wait_for(lambda message: bool(message.buttons))
        await self.olivia.press(preview, button)
        title = text.strip().split("\n")[0]
        return await self.ada.wait_for_message(
            self.news,
            lambda message: title in message.text and is_open(message),
        )

    async def thread(self, post: Message) -> Thread:
        """The thread below an article's post."""
        threads = await self.ada.threads(self.news)
        return next(thread for thread in threads if thread.id == post.thread_id)

    async def shown(self, post: Message, who: Person | None = None) -> list[Message]:
        """What stands in an article's thread, for Ben if nobody else is named, oldest first."""
        messages = await (who or self.ben).messages(await self.thread(post), limit=100)
        return [message for message in messages if message.kind != THREAD_STARTER]

    async def comment(
        self, who: Person, below: Message, text: str, *, button: str = "Comment"
    ) -> Response:
        """Press the button, fill in the form, send it."""
        form = await who.press(below, button)
        assert form.modal is not None, form
        return await who.submit(form.modal, {"text": text})

    async def commented(self, who: Person, post: Message, text: str) -> Message:
        """A comment, as it stands in the thread."""
        response = await self.comment(who, post, text)
        await response.wait_for(lambda message: "Published" in message.text)
        thread = await self.thread(post)
        return await who.wait_for_message(thread, lambda message: text in message.text)

    async def held(self, who: Person, post: Message, text: str) -> Message:
        """A comment that has to wait; returns its card."""
        response = await self.comment(who, post, text)
        await response.wait_for(lambda message: "Waiting for review" in message.text)
        return await self.card(lambda message: "A comment waits" in message.text)

    async def card(self, wanted: Callable[[Message], bool]) -> Message:
        """The newest card in the moderators' channel that is wanted."""
        await self.olivia.wait_for_message(self.desk, wanted)
        cards = await self.olivia.messages(self.desk)
        return next(card for card in reversed(cards) if wanted(card))

    async def stored(self, comment_id: int) -> Comment:
        """A comment as the database has it."""
        async with self.bot.store.read() as tx:
            comment = await tx.comments.get(comment_id)
        assert comment is not None
        return comment

    async def quiet(self, timeout: float = 10.0) -> None:
        """Until nothing is left for the bot to do."""
        from bot.workflow.tables import GuildFilter

        async with asyncio.timeout(timeout):
            while True:
                async with self.bot.store.read() as tx:
                    unjudged = await tx.comments.unjudged(GuildFilter())
                    if not unjudged and not await tx.jobs.count(GuildFilter()):
                        return
                await asyncio.sleep(0.02)

    async def until(self, comment_id: int, state: CommentState) -> None:
        """Until a comment is in a state."""

        async def is_there() -> bool:
            async with self.bot.store.read() as tx:
                comment = await tx.comments.get(comment_id)
            return comment is not None and comment.state is state

        await self.eventually(is_there)

    async def eventually(
        self, condition: Callable[[], Awaitable[bool]], timeout: float = 10.0
    ) -> None:
        """Until something holds."""
        async with asyncio.timeout(timeout):
            while not await condition():  # noqa: ASYNC110 - no event tells of it
                await asyncio.sleep(0.02)

    async def check_clean(self) -> None:
        """The sandbox understood everything that the bot asked of it."""
        await self.sandbox.assert_clean(self.app)

    @asynccontextmanager
    async def started(self, **changes: str) -> AsyncIterator[asyncio.subprocess.Process]:
        """Start the bot as a process of its own, the way people do; it may not get far."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "run",
            cwd=ROOT,
            env={**os.environ, **self.environment(**changes)},
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()

    @asynccontextmanager
    async def as_process(self, **changes: str) -> AsyncIterator[asyncio.subprocess.Process]:
        """Run the bot as a process of its own, and wait until it is there."""
        async with self.started(**changes) as process:
            await self.app.wait_until_connected(20)
            yield process
