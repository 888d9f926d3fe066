"""From a form's submit to the visible post, beside a bare bot that only echoes.

    uv run python -m tests.benchmarks.submit_to_visible

The bare bot defers the form and echoes its text into the same kind of webhook, with discord.py and
nothing else. Both work on the same sandbox, with 60 ms added to every REST answer, turn by turn in
one run. Wanted: at most 1.15 times its median, and at most 20 ms more.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.demo.house import INVITED
from bot.domain.permission import DESK_PERMISSIONS
from bot.sandbox.people.guilds import Guild, Overwrite
from bot.sandbox.people.messages import Attachment, Message
from bot.sandbox.people.person import Person
from bot.sandbox.people.places import Channel
from bot.sandbox.people.sandbox import Application, Sandbox

LATENCY_MS = 60
ARTICLE = b"A bridge\n\nThe bridge closes on Monday for repairs, the port said.\n"


async def main(rounds: int) -> int:
    """Measure both, print the ratio; returns 1 where the goal was missed."""
    async with Sandbox.spawn() as sandbox, greenroom(sandbox) as ours, bare(sandbox) as theirs:
        for _ in range(5):
            await ours.once("warm up")
            await theirs.once("warm up")
        for stage in (ours, theirs):
            await stage.app.set_latency(LATENCY_MS)
        measured: dict[str, list[float]] = {"ours": [], "theirs": []}
        for index in range(rounds):
            measured["ours"].append(await ours.once(f"comment number {index}"))
            measured["theirs"].append(await theirs.once(f"comment number {index}"))
    return report(measured["ours"], measured["theirs"])


def report(ours: list[float], theirs: list[float]) -> int:
    """Print medians, tails and the ratio."""
    for name, values in (("greenroom", ours), ("bare bot", theirs)):
        ordered = sorted(values)
        tail = ordered[int(len(ordered) * 0.95) - 1]
        print(f"{name:10} median {statistics.median(ordered):6.1f} ms   p95 {tail:6.1f} ms")
    ratio = statistics.median(ours) / statistics.median(theirs)
    more = statistics.median(ours) - statistics.median(theirs)
    print(f"ratio {ratio:.2f} (at most 1.15), difference {more:+.1f} ms (at most +20)")
    return 0 if ratio <= 1.15 and more <= 20 else 1


class Measured:
    """A bot with a post whose button opens a form."""

    def __init__(self, app: Application, reader: Person, post: Message, place: int) -> None:
        self.app = app
        self.reader = reader
        self.post = post
        self.place = place

    async def once(self, text: str) -> float:
        """Milliseconds from sending the form until the post is on the reader's screen."""
        text = f"{text} {time.monotonic_ns()}"
        form = await self.reader.press(self.post, "Comment")
        assert form.modal is not None
        # discord.py remembers a form only once Discord has answered; the bare bot would miss a
        # faster reader.
        await asyncio.sleep(3 * LATENCY_MS / 1000)
        sent = time.time() * 1000
        await self.reader.submit(form.modal, {"text": text})
        shown = await self.reader.wait_for_message(self.place, lambda m: text in m.content)
        return shown.created_at - sent


async def desk_of(guild: Guild, app: Application) -> Channel:
    """A moderators' channel that the bot may use."""
    return await guild.create_channel(
        "desk",
        overwrites=[
            Overwrite(guild.everyone, deny=["VIEW_CHANNEL"]),
            Overwrite(app, allow=int(DESK_PERMISSIONS)),
        ],
    )


@asynccontextmanager
async def greenroom(sandbox: Sandbox) -> AsyncIterator[Measured]:
    """The real bot as a process of its own."""
    app = await sandbox.create_application("Greenroom")
    await app.set_limits(None)
    guild = await sandbox.create_guild("Harbour")
    await guild.add_bot(app, permissions=int(INVITED))
    news = await guild.create_channel("news")
    desk = await desk_of(guild, app)
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/greenroom.db",
            "COMMENT_INTERVAL_SECONDS": "0",
            "LOG_LEVEL": "warning",
        }
        async with process(sandbox, app, Path(folder), environment, "-m", "bot", "run"):
            shown = await (
                await guild.owner.slash("setup channel", desk, channel=news, moderators=desk)
            ).wait_for()
            await (await guild.owner.press(shown, "Apply")).wait_for(lambda m: "Ready" in m.text)
            preview = await (
                await guild.owner.slash("article post", desk, file=Attachment("a.txt", ARTICLE))
            ).wait_for(lambda m: bool(m.buttons))
            await guild.owner.press(preview, "Post")
            reader = await guild.create_member("reader")
            post = await reader.wait_for_message(
                news, lambda m: any(b.label == "Comment" and not b.disabled for b in m.buttons)
            )
            assert post.thread_id is not None
            yield Measured(app, reader, post, post.thread_id)


@asynccontextmanager
async def bare(sandbox: Sandbox) -> AsyncIterator[Measured]:
    """The bare bot as a process of its own."""
    app = await sandbox.create_application("Bare")
    await app.set_limits(None)
    guild = await sandbox.create_guild("Bare harbour")
    await guild.add_bot(app, permissions=int(INVITED))
    news: Channel = await guild.create_channel("news")
    with tempfile.TemporaryDirectory() as folder:
        environment = {"BARE_CHANNEL": str(news.id)}
        script = str(Path(__file__).with_name("bare_bot.py"))
        async with process(sandbox, app, Path(folder), environment, script):
            reader = await guild.create_member("reader")
            post = await reader.wait_for_message(news, lambda m: bool(m.buttons), timeout=10)
            yield Measured(app, reader, post, news.id)


@asynccontextmanager
async def process(
    sandbox: Sandbox, app: Application, folder: Path, environment: dict[str, str], *command: str
) -> AsyncIterator[None]:
    """A bot's process while the block runs."""
    running = await asyncio.create_subprocess_exec(
        sys.executable,
        *command,
        cwd=folder,
        env={
            **os.environ,
            "DISCORD_TOKEN": app.token,
            "DISCORD_API_BASE": sandbox.api_base,
            "DISCORD_GATEWAY_URL": sandbox.gateway_url,
            **environment,
        },
    )
    try:
        await app.wait_until_connected(30)
        yield
    finally:
        running.terminate()
        await running.wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    sys.exit(asyncio.run(main(parser.parse_args().rounds)))
