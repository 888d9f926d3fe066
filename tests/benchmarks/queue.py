"""How long a page of the review queue takes among 1,000,000 comments, 5,000 of which wait.

    uv run python -m tests.benchmarks.queue [COMMENTS]

In SQLite, and in PostgreSQL too where GREENROOM_TEST_POSTGRESQL names a server whose database is
empty. Each page is read as a moderator asks for it: the lines with their texts, how many there are
and how many come before. The peer, in the same run, is a page by OFFSET over the same rows without
the index that was made for the queue.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Table, insert, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.actor import Actor
from bot.domain.verdict import Decision
from bot.storage.codec import document_to_json, verdict_to_json
from bot.storage.schema import articles, comments, revisions, waiting_texts
from bot.storage.store import SqlStore
from bot.storage.upgrade import upgrade
from bot.workflow.desk.queue import Queue
from bot.workflow.desk.wishes import Order, Wish, searchable
from tests.builders import document, verdict

GUILD = 1 << 40
OTHERS = 10
"""Other servers, which have one comment in five."""
NOW = datetime(2026, 3, 31, 18, 0, tzinfo=UTC)
ARTICLES = 4000
WAITING = 5000
RULES = ("incitement.call", "classifier.hate", "slur.ethnic", "language.foreign")
OLIVIA = Actor(id=90, name="Olivia", guild_id=GUILD, manages_messages=True)
CHUNK = 5000
TIMES = 60
GOAL = 20.0
"""Milliseconds at the median."""


async def fill(engine: AsyncEngine, number: int) -> None:
    """Comments of one big server and of ten others; every so many of the big one's wait."""
    chance = Random(5)
    said = document_to_json(document())
    await _put(
        engine,
        articles,
        (
            {
                "id": nr, "guild_id": GUILD if nr % 5 else GUILD + 1 + nr % OTHERS, "channel_id": 1,
                "fingerprint": str(nr), "title": f"Article {nr}", "document": said,
                "state": "open", "version": 1, "created_at": NOW, "created_by": 1,
            }
            for nr in range(1, ARTICLES + 1)
        ),
    )  # fmt: skip
    every = max(1, number * 4 // 5 // WAITING)
    await _put(engine, comments, (_comment(nr, number, every, chance) for nr in _numbers(number)))
    judged = verdict_to_json(verdict(Decision.HOLD))
    await _put(
        engine,
        revisions,
        (
            {
                "comment_id": nr, "number": 1, "text": _text(nr),
                "created_at": NOW, "judged_at": NOW, "verdict": judged,
            }
            for nr in _numbers(number)
        ),
    )  # fmt: skip
    waiting = (nr for nr in _numbers(number) if _waits(nr, every))
    found_by = ({"comment_id": nr, "text": searchable(_text(nr))} for nr in waiting)
    await _put(engine, waiting_texts, found_by)
    async with engine.begin() as connection:
        await connection.execute(text("ANALYZE"))


def _text(nr: int) -> str:
    return f"Words of comment {nr}. " * 8


def _waits(nr: int, every: int) -> bool:
    return nr % 5 != 0 and (nr - nr // 5) % every == 0


def _numbers(number: int) -> Iterator[int]:
    return iter(range(1, number + 1))


def _comment(nr: int, number: int, every: int, chance: Random) -> dict[str, Any]:
    guild_id = GUILD if nr % 5 else GUILD + 1 + nr % OTHERS
    waits = _waits(nr, every)
    at = NOW - timedelta(seconds=60 * (number - nr))
    return {
        "id": nr, "guild_id": guild_id, "article_id": 1 + nr * ARTICLES // (number + 1),
        "channel_id": 1, "author_id": 1000 + chance.randrange(20_000), "author_name": "Reader",
        "shown_name": "Reader", "source": "form", "source_id": str(nr), "text_hash": f"{nr:064}",
        "state": "held" if waits else "published", "version": 3, "latest_number": 1,
        "shown_number": None if waits else 1, "pending_number": 1 if waits else None,
        "waiting_since": at if waits else None,
        "waiting_rank": chance.randrange(1000, 1400) if waits else None,
        "waiting_rule": RULES[nr % 4] if waits else None,
        "created_at": at, "decided_at": None if waits else at, "reason": "", "exposed_ms": 0,
    }  # fmt: skip


async def _put(engine: AsyncEngine, table: Table, rows: Iterator[dict[str, Any]]) -> None:
    async with engine.begin() as connection:
        while chunk := list(islice(rows, CHUNK)):
            await connection.execute(insert(table), chunk)


async def measure(store: SqlStore) -> None:
    """Print the median and the 95th percentile of each page."""
    queue = Queue(store, lambda: NOW)
    first = await queue.page(OLIVIA, Wish())
    print(f"  {first.total:,} wait")
    middle = await _middle(queue, Wish())
    worst = await _middle(queue, Wish(Order.WORST))
    one = first.lines[0]
    wishes: dict[str, tuple[Wish, str]] = {
        "oldest first, first page": (Wish(), ""),
        "oldest first, in the middle": (Wish(), middle),
        "worst first, first page": (Wish(Order.WORST), ""),
        "worst first, in the middle": (Wish(Order.WORST), worst),
        "of one article": (Wish(article_id=one.article_id), ""),
        "of one author": (Wish(author_id=one.author_id), ""),
        "by a rule": (Wish(rule="classifier.hate"), ""),
        "by a category of rules": (Wish(rule="slur"), ""),
        "with words that many have": (Wish(words="words comment"), ""),
        "with a word that one has": (Wish(words=str(one.comment_id)), ""),
    }
    print(f"  {'page':<30} {'median':>9} {'p95':>9}")
    slowest = 0.0
    for name, (wish, after) in wishes.items():
        took = await _times(lambda wish=wish, after=after: queue.page(OLIVIA, wish, after=after))  # type: ignore[misc]
        slowest = max(slowest, _row(name, took))
    peer = _row("(peer: OFFSET, in the middle)", await _times(lambda: by_offset(store)))
    ours = statistics.median(await _times(lambda: queue.page(OLIVIA, Wish(), after=middle)))
    print(f"  in the middle: {ours / peer:.3f} of the peer's time")
    print(f"  slowest median: {slowest:.1f} ms (goal {GOAL:.0f} ms)")


async def by_offset(store: SqlStore) -> None:
    """The same page as a simple query would have it."""
    statement = text(
        "SELECT c.id, a.title, r.text, r.verdict, (SELECT count(*) FROM comments w "
        "WHERE w.guild_id + 0 = :guild AND w.state = 'held') FROM comments c "
        "JOIN articles a ON a.id = c.article_id "
        "JOIN revisions r ON r.comment_id = c.id AND r.number = c.pending_number "
        "WHERE c.guild_id + 0 = :guild AND c.state = 'held' "
        "ORDER BY c.waiting_since LIMIT 5 OFFSET :offset"
    )
    async with store.engine.connect() as connection:
        await connection.execute(statement, {"guild": GUILD, "offset": WAITING // 2})


async def _middle(queue: Queue, wish: Wish) -> str:
    page = await queue.page(OLIVIA, wish, limit=WAITING // 2)
    return str(page.lines[-1].place)


async def _times(ask: Callable[[], Awaitable[object]]) -> list[float]:
    took = []
    for _ in range(TIMES):
        start = time.perf_counter()
        await ask()
        took.append((time.perf_counter() - start) * 1000)
        if sum(took) > 20_000:
            break
    return took


def _row(name: str, took: list[float]) -> float:
    median = statistics.median(took)
    far = sorted(took)[int(len(took) * 0.95)]
    print(f"  {name:<30} {median:>6.1f} ms {far:>6.1f} ms")
    return median


async def run(address: str, number: int) -> None:
    """Fill a database and measure."""
    store = SqlStore.at(address)
    try:
        await upgrade(store.engine)
        await fill(store.engine, number)
        print(f"{store.engine.dialect.name}, {number:,} comments")
        await measure(store)
    finally:
        await store.close()


async def main() -> None:
    """Both databases, where there are both."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        await run(f"sqlite+aiosqlite:///{Path(folder) / 'greenroom.db'}", number)
    postgresql = os.environ.get("GREENROOM_TEST_POSTGRESQL")
    if postgresql:
        await run(postgresql, number)
    else:
        print("postgresql: GREENROOM_TEST_POSTGRESQL names no server")


if __name__ == "__main__":
    asyncio.run(main())
