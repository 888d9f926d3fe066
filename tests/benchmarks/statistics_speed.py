"""How long /stats takes on a server with 1,000,000 comments over two years, in SQLite.

    uv run python -m tests.benchmarks.statistics_speed [COMMENTS]

Also: how long the bot's event loop was kept from everything else meanwhile, how much memory the
process that draws takes, and how long a purge's batch takes.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bot.charts import SubprocessPainter
from bot.domain.actor import Actor
from bot.storage.codec import document_to_json
from bot.storage.store import SqlStore
from bot.storage.upgrade import upgrade
from bot.workflow.privacy.retention import Retention
from bot.workflow.statistics.export import Exports, Format
from bot.workflow.statistics.periods import Period
from bot.workflow.statistics.statistics import Statistics, Topic
from tests.builders import document

GUILD = 1 << 40
NOW = datetime(2026, 3, 31, 18, 0, tzinfo=UTC)
DAYS = 730
ARTICLES = 4000
RULES = ("incitement.call", "classifier.hate", "slur.ethnic", "language.foreign")
OLIVIA = Actor(id=90, name="Olivia", guild_id=GUILD, manages_messages=True)


def stamp(moment: datetime) -> str:
    """As SQLite stores it."""
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")


def fill(path: Path, number: int) -> None:
    """One server's comments: 5 of 100 held, half of those approved."""
    chance = Random(5)
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("PRAGMA synchronous = OFF")
        _insert(base, "articles", _articles())
        _insert(base, "comments", _comments(number, chance))
        held = range(1, number + 1, 20)
        verdict = {
            "decision": "hold",
            "policy": "standard 1",
            "findings": [
                {"decision": "hold", "rule": rule, "category": "hate", "start": 0, "end": 9,
                 "score": 0.9, "explanation": "Says so: 'words'.", "counters": []}
                for rule in RULES[:2]
            ],
        }  # fmt: skip
        _insert(
            base,
            "revisions",
            (
                {"comment_id": nr, "number": 1, "text": "Words of a comment. " * 8,
                 "created_at": stamp(_at(nr, number)), "judged_at": stamp(_at(nr, number)),
                 "verdict": json.dumps(verdict if nr % 20 == 1 else
                                       {**verdict, "decision": "publish", "findings": []})}
                for nr in range(1, number + 1)
            ),
        )  # fmt: skip
        _insert(base, "history", _history(number))
        _insert(
            base,
            "grounds",
            (
                {"comment_id": nr, "number": 1, "rule": rule, "category": "hate",
                 "decision": "hold", "guild_id": GUILD, "at": stamp(_at(nr, number))}
                for nr in held
                for rule in (RULES[nr % 4], RULES[(nr + 1) % 4])[: 1 + (nr % 3 == 0)]
            ),
        )  # fmt: skip
        _insert(
            base,
            "cards",
            (
                {"guild_id": GUILD, "comment_id": nr, "number": 1, "kind": "review",
                 "opened_at": stamp(_at(nr, number)),
                 "closed_at": stamp(_at(nr, number) + timedelta(minutes=nr % 400))}
                for nr in held
            ),
        )  # fmt: skip
        base.execute("ANALYZE")


def _at(nr: int, number: int) -> datetime:
    return NOW - timedelta(days=DAYS * (1 - nr / number))


def _articles() -> Iterator[dict[str, Any]]:
    said = json.dumps(document_to_json(document()))
    for nr in range(1, ARTICLES + 1):
        yield {
            "id": nr, "guild_id": GUILD, "channel_id": 1, "fingerprint": str(nr),
            "title": f"Article {nr}", "document": said, "state": "open", "version": 1,
            "created_at": stamp(NOW), "created_by": 1, "in_forum": 0, "closed_by_rule": 0,
        }  # fmt: skip


def _comments(number: int, chance: Random) -> Iterator[dict[str, Any]]:
    for nr in range(1, number + 1):
        held = nr % 20 == 1
        rejected = held and nr % 40 == 1
        yield {
            "id": nr, "guild_id": GUILD, "article_id": 1 + (nr * ARTICLES) // (number + 1),
            "channel_id": 1, "author_id": 1000 + chance.randrange(20_000), "author_name": "Reader",
            "shown_name": "Reader", "source": "free" if nr % 10 == 3 else "form",
            "source_id": str(nr), "parent_id": None, "text_hash": f"{nr:064}",
            "state": "rejected" if rejected else "published", "version": 3, "latest_number": 1,
            "shown_number": None if rejected else 1, "message_id": None if rejected else 10**9 + nr,
            "created_at": stamp(_at(nr, number)), "decided_at": stamp(_at(nr, number)),
            "decided_by": 90 if held else None, "reason": "",
            "exposed_ms": nr % 300 if nr % 50 == 3 else 0,
        }  # fmt: skip


def _history(number: int) -> Iterator[dict[str, Any]]:
    for nr in range(1, number + 1):
        held = nr % 20 == 1
        events: list[tuple[str, int | None]] = [
            ("received", None),
            ("held" if held else "cleared", None),
        ]
        if held:
            events.append(("rejected" if nr % 40 == 1 else "approved", 90))
        else:
            events.append(("shown", None))
        for event, actor in events:
            yield {
                "comment_id": nr, "at": stamp(_at(nr, number)), "event": event,
                "from_state": "received", "to_state": "published", "actor_id": actor,
                "actor_name": "", "reason": "", "policy": "", "number": 1,
            }  # fmt: skip


def _insert(base: sqlite3.Connection, table: str, rows: Iterator[dict[str, Any]]) -> None:
    first = next(rows)
    names = ", ".join(f'"{name}"' for name in first)
    marks = ", ".join("?" for _ in first)
    statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - names of ours
    base.execute(statement, tuple(first.values()))
    base.executemany(statement, (tuple(row.values()) for row in rows))


class Stalls:
    """How long the event loop was kept from a task that only wants to run."""

    def __init__(self) -> None:
        self.longest = 0.0

    async def watch(self) -> None:
        """Until cancelled."""
        while True:
            before = time.perf_counter()
            await asyncio.sleep(0.002)
            self.longest = max(self.longest, time.perf_counter() - before - 0.002)


async def main() -> None:
    """Fill, ask, print."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "greenroom.db"
        store = SqlStore.at(f"sqlite+aiosqlite:///{path}")
        await upgrade(store.engine)
        fill(path, number)
        print(f"{number:,} comments, {path.stat().st_size / 2**20:,.0f} MB")
        statistics = Statistics(store, lambda: NOW)
        for topic in Topic:
            for period in Period:
                await timed(
                    f"{topic.value}, {period.value}", statistics.sheet(OLIVIA, topic, period)
                )
        await timed("one article", statistics.article(OLIVIA, ARTICLES // 2))
        exports = Exports(store, lambda: NOW)
        await timed(
            "export, 30 days",
            exports.decisions(OLIVIA, Period.MONTH, Format.CSV, authors=False, limit=10**8),
        )
        sheet = await statistics.sheet(OLIVIA, Topic.COMMENTS, Period.QUARTER)
        if sheet.picture is not None:
            await timed("drawing", SubprocessPainter()(sheet.picture))
        drawing = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        here = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"the process that draws took {drawing:.0f} MB, this one {here:.0f} MB")
        await timed("purge, 2,000 comments", Retention(store, lambda: NOW).blank_due())
        await store.close()


async def timed(name: str, work: Any) -> None:
    """Do it, and print how long it took and kept the loop."""
    stalls = Stalls()
    watching = asyncio.create_task(stalls.watch())
    await asyncio.sleep(0)
    before = time.perf_counter()
    await work
    seconds = time.perf_counter() - before
    watching.cancel()
    print(f"{name:32} {seconds * 1000:8.0f} ms   loop held up {stalls.longest * 1000:5.0f} ms")


if __name__ == "__main__":
    asyncio.run(main())
