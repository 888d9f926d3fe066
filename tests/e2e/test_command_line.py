"""``greenroom`` as people run it: the demo, the database while the bot writes, the doctor."""

from __future__ import annotations

import asyncio
import json
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import pytest

from bot.demo.cast import slur
from tests.cli.running import Ended, environment
from tests.e2e.house import HELD, House, shared_file
from tests.e2e.newsdesk import MARKED

SAMPLE = shared_file("samples/000_b8c22749c92852f8.txt")


def heed_interrupts() -> None:
    """As in a terminal: whoever starts the tests in the background has Ctrl-C ignored, and so
    would every process that they start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@asynccontextmanager
async def greenroom(
    folder: Path, *arguments: str, **settings: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A command on its way, in a process of its own; killed at the end if it still runs."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=folder,
        env=environment(**settings),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        preexec_fn=heed_interrupts,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def ended(folder: Path, *arguments: str, **settings: str) -> Ended:
    """A command that ends by itself."""
    async with greenroom(folder, *arguments, **settings) as process:
        out, err = await asyncio.wait_for(process.communicate(), 90)
        assert process.returncode is not None
        return Ended(process.returncode, out.decode(), err.decode())


async def line_with(stream: asyncio.StreamReader | None, part: str) -> str:
    """The first line that says this."""
    assert stream is not None
    seen = []
    async with asyncio.timeout(60):
        while line := (await stream.readline()).decode():
            seen.append(line)
            if part in line:
                return line
    raise AssertionError(f"it ended without saying {part!r}: {''.join(seen)}")


def check_outcome(outcome: dict[str, Any]) -> dict[str | None, dict[str, Any]]:
    """The shape of what ``demo --json`` prints; gives the comments by author."""
    assert list(outcome) == ["article", "comments", "timings_ms", "visible_before_judged"]
    assert set(outcome["article"]) == {"title", "attribution", "paragraphs", "captions"}
    assert outcome["visible_before_judged"] == 0
    for comment in outcome["comments"]:
        assert {"author", "text", "decision", "state", "findings", "exposed_ms"} <= set(comment)
        assert comment["exposed_ms"] == 0
        for finding in comment["findings"]:
            assert set(finding) == {"rule", "start", "end", "score", "explanation"}
            assert 0 <= finding["start"] < finding["end"] <= len(comment["text"])
    timings = outcome["timings_ms"]
    assert timings["submit_to_answer"]["n"] == len(outcome["comments"])
    for name in ("submit_to_answer", "submit_to_visible"):
        assert 0 < timings[name]["median"] <= timings[name]["max"]
    return {comment["author"]: comment for comment in outcome["comments"]}


@pytest.mark.skipif(SAMPLE is None, reason="the shared sample is not there; set GREENROOM_SHARED")
async def test_the_demo_of_the_shared_sample_prints_what_came_of_every_comment(
    tmp_path: Path,
) -> None:
    done = await ended(tmp_path, "demo", "--article", str(SAMPLE), "--json", "--once")
    assert done.code == 0, done.err
    outcome = json.loads(done.out)
    assert outcome["article"]["title"].startswith("Turkey Threatens")
    assert outcome["article"]["attribution"] == "ZeroHedge"
    assert len(outcome["article"]["paragraphs"]) == 10
    assert len(outcome["article"]["captions"]) == 1
    comments = check_outcome(outcome)
    assert {author: comment["state"] for author, comment in comments.items()} == {
        "Concrete Mike": "published",
        None: "held",
        "Saddam Hussein": "published",
        "Real Anti-Racist Action": "published",
    }
    assert comments[None]["decision"] == "hold"
    assert comments[None]["findings"]


async def test_the_demo_of_a_document_leaves_held_what_is_held(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(MARKED, encoding="utf-8")
    # The last sentence of the document is one of the classifier's known false alarms.
    rules = {"CLASSIFIER": "off"}
    done = await ended(tmp_path, "demo", "--article", "article.txt", "--json", "--once", **rules)
    assert done.code == 0, done.err
    comments = check_outcome(json.loads(done.out))
    assert {author: comment["state"] for author, comment in comments.items()} == {
        "Tom": "published",
        "Anna": "held",
        "Anonymous": "published",
    }
    assert comments["Anna"]["text"] == HELD


async def test_the_demo_to_be_watched_tells_the_whole_story_and_never_prints_a_slur(
    tmp_path: Path,
) -> None:
    done = await ended(tmp_path, "demo", "--once")
    assert done.code == 0, done.err
    told = " ".join(done.out.split())
    for part in (
        "/setup channel shows what it will change",
        "/article post shows how it read the document",
        "Posted:",
        "writes into the form:",
        "Waiting for review",
        "Approve",
        "Ines rejects",
        "What readers see below",
        "What came of every comment",
        "Could be read before being judged: 0",
    ):
        assert part in told, part
    assert slur() not in done.out


async def test_the_demo_stays_for_what_is_typed_until_it_is_interrupted(tmp_path: Path) -> None:
    document = tmp_path / "ferry.txt"
    document.write_text(MARKED, encoding="utf-8")
    async with greenroom(tmp_path, "demo", "--article", str(document)) as process:
        await line_with(process.stderr, "Ctrl-C")
        assert process.stdin is not None
        process.stdin.write(b"Good news for the island.\n")
        await process.stdin.drain()
        await line_with(process.stdout, "Good news for the island.")
        process.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(process.wait(), 20) == 130


async def test_a_backup_and_an_export_are_whole_while_comments_come_in(
    house: House, tmp_path: Path
) -> None:
    post = await house.post()
    await house.held(house.ben, post, HELD)
    database = house.environment()["DATABASE_URL"]
    coming = asyncio.create_task(comments(house))
    try:
        backup = await ended(tmp_path, "db", "backup", "copy.db", DATABASE_URL=database)
        export = await ended(tmp_path, "db", "export", DATABASE_URL=database)
    finally:
        coming.cancel()
        sent = await asyncio.gather(coming, return_exceptions=True)
    assert isinstance(sent[0], asyncio.CancelledError), sent
    assert backup.code == 0, backup.err
    assert export.code == 0, export.err
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copy.execute("SELECT count(*) FROM comments").fetchone()[0] >= 1
    lines = [json.loads(line) for line in export.out.splitlines()]
    assert lines[0]["guild_id"] == str(house.guild.id)
    assert lines[1]["state"] == "held"
    assert lines[1]["author_id"] == str(house.ben.id)
    async with house.bot.store.read() as tx:
        key = await tx.guilds.webhook(house.news.id)
    assert key is not None
    assert key.token not in export.out


async def comments(house: House) -> None:
    """Readers comment one after the other, until this is cancelled."""
    post = next(one for one in await house.ada.messages(house.news) if one.buttons)
    number = 0
    while True:
        number += 1
        await house.commented(house.ada, post, f"The ferry number {number}.")


async def test_the_doctor_in_a_process_of_its_own_says_with_its_code_how_it_is(
    house: House, tmp_path: Path
) -> None:
    settings = house.environment()
    well = await ended(tmp_path, "doctor", "--json", **settings)
    assert well.code == 0, well.out
    assert {check["health"] for check in json.loads(well.out)["checks"]} == {"good"}
    await house.guild.delete_channel(house.news)
    ill = await ended(tmp_path, "doctor", "--json", **settings)
    assert ill.code == 1
    bad = [one for one in json.loads(ill.out)["checks"] if one["health"] == "bad"]
    assert [one["mend"] for one in bad] == ["Run /setup channel again."]
    assert house.app.token not in well.out + well.err + ill.out + ill.err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_the_bot_ends_in_order_when_it_is_told_to(
    bare_house: House, number: signal.Signals
) -> None:
    async with bare_house.as_process() as process:
        process.send_signal(number)
        assert process.stderr is not None
        log = (await asyncio.wait_for(process.stderr.read(), 20)).decode()
        assert await process.wait() == 0
    assert "stopped" in log
    assert "Traceback" not in log
    assert bare_house.app.token not in log


async def test_a_sandbox_of_ones_own_says_how_to_reach_it_and_a_bot_does(tmp_path: Path) -> None:
    async with greenroom(tmp_path, "sandbox", "--port", "0") as process:
        settings = {}
        for name in ("DISCORD_TOKEN", "DISCORD_API_BASE", "DISCORD_GATEWAY_URL"):
            line = await line_with(process.stdout, name)
            settings[name] = line.strip().partition("=")[2]
        checked = await ended(tmp_path, "doctor", "--json", **settings)
        checks = {one["subject"]: one for one in json.loads(checked.out)["checks"]}
        assert checks["token"]["said"].startswith("Logged in as Greenroom")
        port = settings["DISCORD_API_BASE"].split(":")[2].split("/")[0]
        taken = await ended(tmp_path, "sandbox", "--port", port)
        assert taken.code == 1
        assert f"Port {port} cannot be used" in " ".join(taken.err.split())
        assert "Traceback" not in taken.err
        process.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(process.wait(), 20) in (0, 130)
