"""``greenroom demo``: the main job, to be watched without a Discord account."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import rich_click as click

from bot.cli.console import errors, output

if TYPE_CHECKING:
    from bot.demo.play import Play
    from bot.sandbox.people.messages import Message

BETWEEN_COMMENTS = 0.4
"""Seconds between two comments, so that people can follow; none where nobody watches."""


@click.command()
@click.option(
    "--article",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A plain text document with readers' comments; a sample of ours if left out.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, and nothing else.")
@click.option("--once", is_flag=True, help="End when the play is over, instead of at Ctrl-C.")
def demo(article: Path | None, as_json: bool, once: bool) -> None:
    """Watch the real bot work, without a Discord account.

    Starts a Discord-compatible server and the bot as processes of their own, posts an article,
    lets readers submit its comments through the form, and shows what became of each. In the
    built-in play a moderator works the queue; with --article what is held stays held.

    With --once the exit code is 0 only if every comment came out as it should and none could be
    read before it was judged.

    Examples:

      greenroom demo

      greenroom demo --once

      greenroom demo --article article.txt --json --once
    """
    try:
        sys.exit(asyncio.run(_work(article, as_json=as_json, once=once)))
    except KeyboardInterrupt:
        sys.exit(130)


async def _work(article: Path | None, *, as_json: bool, once: bool) -> int:
    """The whole play; returns the exit code."""
    from bot.demo.cast import built_in_document, built_in_source, masked, printable
    from bot.demo.house import open_house
    from bot.demo.outcome import outcome_of
    from bot.demo.play import Event, Play
    from bot.demo.watch import Watcher
    from bot.sources.text_document import read_document

    if article is None:
        source, document = built_in_source(), built_in_document()
    else:
        source = _text_of(article)
        document = read_document(source)
    watcher = Watcher(output, printable if article is None else str)
    status = errors.status("Opening the house: a sandbox and the bot")
    status.start()

    async def tell(event: Event) -> None:
        if as_json:
            status.update(f"{event.who}: {event.act}")
            return
        watcher.names |= {part.person.mention: "@" + part.person.name for part in play.parts}
        await watcher.show(event)

    try:
        async with open_house() as house:
            if not as_json:
                status.stop()
            watcher.names = {place.mention: f"#{place.name}" for place in (house.news, house.desk)}
            play = Play(house, document, tell)
            post = await perform(play, source, is_built_in=article is None, is_watched=not as_json)
            outcome = await outcome_of(play)
            status.stop()
            if as_json:
                found = outcome.to_json(masked if article is None else str)
                click.echo(json.dumps(found, ensure_ascii=False, indent=2))
            else:
                watcher.thread(document.title, await play.thread(post))
                watcher.summary(outcome)
            if not once:
                await _stay(play, post)
            return 1 if outcome.failures else 0
    finally:
        status.stop()


async def perform(play: Play, source: str, *, is_built_in: bool, is_watched: bool) -> Message:
    """Everything from /setup to the last decision; returns the article's post."""
    from bot.demo.cast import REJECTED

    await play.set_up()
    post = await play.post(source)
    for comment in play.document.comments:
        await play.comment(post, comment)
        if is_watched:
            await asyncio.sleep(BETWEEN_COMMENTS)
    await play.wait_for_cards()
    if is_built_in:
        await play.review(REJECTED)
    await play.settle(post)
    return post


async def _stay(play: Play, post: Message) -> None:
    """Until Ctrl-C; what is typed meanwhile is sent as a comment."""
    from bot.domain.article import ReaderComment

    errors.print(
        f"\nThe server stays up at {play.house.sandbox.address} until Ctrl-C. "
        "Type a comment and press Enter to send it as a reader."
    )
    lines: asyncio.Queue[str] = asyncio.Queue()
    # A daemon, unlike the loop's own threads: Ctrl-C does not wait for a line that never comes.
    Thread(target=_read_lines, args=(asyncio.get_running_loop(), lines), daemon=True).start()
    while True:
        line = await lines.get()
        await play.comment(post, ReaderComment("you", line))


def _read_lines(loop: asyncio.AbstractEventLoop, lines: asyncio.Queue[str]) -> None:
    """Hand over what is typed until standard input ends or the loop does."""
    with suppress(RuntimeError):
        for line in sys.stdin:
            if line.strip():
                loop.call_soon_threadsafe(lines.put_nowait, line.strip())


def _text_of(article: Path) -> str:
    try:
        return article.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise click.UsageError(f"{article} is not plain text in UTF-8.") from None
