"""How long a typed text that must wait can be read, beside a bare bot that deletes at once.

    uv run python -m tests.benchmarks.exposure

The bare bot deletes every message with the word in it, with discord.py and nothing else; Greenroom
in free mode stores it, judges it with the classifier, deletes it and keeps the decision. Both work
on the same sandbox, with 60 ms added to every REST request, half on the way there and half back,
turn by turn in one run. Times are the sandbox's own, from a message's appearance on another
reader's screen to its disappearance. Wanted: at most 1.2 times the bare bot's median.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.demo.house import INVITED
from bot.domain.permission import Permission
from bot.sandbox.people.guilds import Guild
from bot.sandbox.people.messages import Attachment
from bot.sandbox.people.person import Person
from bot.sandbox.people.places import Channel, Thread
from bot.sandbox.people.sandbox import Application, Sandbox
from tests.benchmarks.submit_to_visible import ARTICLE, LATENCY_MS, desk_of, process

TEXT = "We should kill every last migrant on this island tonight. Number {number}."
"""A text that has to wait under every policy."""
WANTED = 1.2
PAUSE = 0.4
"""Seconds between two messages."""


class Measured:
    """A bot, and a place where what has to go is typed."""

    def __init__(self, app: Application, writer: Person, reader: Person, place: Channel | Thread):
        self.app = app
        self.writer = writer
        self.reader = reader
        self.place = place

    async def once(self, number: int) -> float:
        """Milliseconds for which the reader could read it."""
        typed = await self.writer.say(self.place, TEXT.format(number=number))
        await self.reader.wait_until_gone(typed, timeout=10)
        seen = next(one for one in await self.reader.seen() if one.message_id == typed.id)
        assert seen.gone_at is not None
        # Greenroom goes on with a card and a word to the author: the next one waits for that.
        await asyncio.sleep(PAUSE)
        return float(seen.gone_at - seen.first_seen_at)


async def main(rounds: int) -> int:
    """Measure both, print the ratio; returns 1 where the goal was missed."""
    async with Sandbox.spawn() as sandbox, greenroom(sandbox) as ours, bare(sandbox) as theirs:
        for number in range(5):
            await ours.once(-number)
            await theirs.once(-number)
        for stage in (ours, theirs):
            await stage.app.set_latency(LATENCY_MS)
        measured: dict[str, list[float]] = {"ours": [], "theirs": []}
        for number in range(rounds):
            measured["ours"].append(await ours.once(number))
            measured["theirs"].append(await theirs.once(number))
    return report(measured["ours"], measured["theirs"])


def report(ours: list[float], theirs: list[float]) -> int:
    """Print medians, tails and the ratio."""
    for name, values in (("greenroom", ours), ("bare bot", theirs)):
        ordered = sorted(values)
        tail = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
        print(f"{name:10} p50 {statistics.median(ordered):6.1f} ms   p99 {tail:6.1f} ms")
    ratio = statistics.median(ours) / statistics.median(theirs)
    print(f"ratio of the medians {ratio:.2f} (at most {WANTED})")
    return 0 if ratio <= WANTED else 1


@asynccontextmanager
async def greenroom(sandbox: Sandbox) -> AsyncIterator[Measured]:
    """The real bot in free mode, as a process of its own."""
    app, guild = await _invited(sandbox, "Greenroom")
    news = await guild.create_channel("news")
    desk = await desk_of(guild, app)
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/greenroom.db",
            "MESSAGE_CONTENT_INTENT": "yes",
            "LOG_LEVEL": "warning",
        }
        async with process(sandbox, app, Path(folder), environment, "-m", "bot", "run"):
            for command, options in (
                ("setup channel", {"channel": news, "moderators": desk}),
                ("setup mode", {"channel": news, "mode": "free"}),
            ):
                response = await guild.owner.slash(command, desk, **options)
                shown = await response.wait_for(lambda m: bool(m.buttons), timeout=20)
                applied = await guild.owner.press(shown, "Apply")
                await applied.wait_for(lambda m: "Ready" in m.text, timeout=20)
            preview = await (
                await guild.owner.slash("article post", desk, file=Attachment("a.txt", ARTICLE))
            ).wait_for(lambda m: bool(m.buttons))
            await guild.owner.press(preview, "Post")
            writer, reader = await _people(guild)
            post = await reader.wait_for_message(
                news, lambda m: any(b.label == "Comment" and not b.disabled for b in m.buttons)
            )
            threads = await reader.threads(news)
            thread = next(one for one in threads if one.id == post.thread_id)
            yield Measured(app, writer, reader, thread)


@asynccontextmanager
async def bare(sandbox: Sandbox) -> AsyncIterator[Measured]:
    """The bare bot as a process of its own."""
    app, guild = await _invited(sandbox, "Bare")
    news = await guild.create_channel("news")
    with tempfile.TemporaryDirectory() as folder:
        script = str(Path(__file__).with_name("bare_deleter.py"))
        async with process(sandbox, app, Path(folder), {}, script):
            writer, reader = await _people(guild)
            yield Measured(app, writer, reader, news)


async def _invited(sandbox: Sandbox, name: str) -> tuple[Application, Guild]:
    app = await sandbox.create_application(name, privileged={"message_content"})
    await app.set_limits(None)
    guild = await sandbox.create_guild(f"{name} harbour")
    await guild.add_bot(app, permissions=int(INVITED | Permission.MANAGE_GUILD))
    return app, guild


async def _people(guild: Guild) -> tuple[Person, Person]:
    return await guild.create_member("writer"), await guild.create_member("reader")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    sys.exit(asyncio.run(main(parser.parse_args().rounds)))
