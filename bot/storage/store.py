"""Transactions over all tables."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext, suppress
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.errors import StoreClosed
from bot.storage.articles import Articles
from bot.storage.cases import Appeals, Cases
from bot.storage.comments import Comments
from bot.storage.connection import Connection, beginning, connected
from bot.storage.desk import Cards, Notices
from bot.storage.desk_decisions import Decisions, Incidents
from bot.storage.desk_records import Desk
from bot.storage.engine import READ_ONLY, open_engine
from bot.storage.feeds import Feeds
from bot.storage.guilds import Guilds
from bot.storage.jobs import Jobs
from bot.storage.policies import Policies
from bot.storage.privacy import Privacy
from bot.storage.queue import Queue
from bot.storage.rulebooks import BookCache
from bot.storage.rules import Rules
from bot.storage.standing import Standings
from bot.storage.statistics import Statistics

CLOSES_WITHIN = 10.0
"""Seconds that transactions under way are waited for at the end."""


def _nobody() -> None:
    """Nobody waits for jobs."""


def _reading(dialect: str) -> dict[str, Any]:
    """Options under which several statements see one state of the database."""
    return {"isolation_level": "REPEATABLE READ"} if dialect == "postgresql" else {READ_ONLY: True}


class SqlTransaction:
    """`bot.workflow.ports.Transaction` on one connection."""

    def __init__(self, connection: Connection, books: BookCache) -> None:
        self.articles = Articles(connection)
        self.comments = Comments(connection)
        self.feeds = Feeds(connection)
        self.cards = Cards(connection)
        self.jobs = Jobs(connection)
        self.guilds = Guilds(connection)
        self.notices = Notices(connection)
        self.privacy = Privacy(connection)
        self.statistics = Statistics(connection)
        self.rules = Rules(connection, books)
        self.policies = Policies(connection)
        self.queue = Queue(connection)
        self.desk = Desk(connection)
        self.decisions = Decisions(connection)
        self.incidents = Incidents(connection)
        self.standing = Standings(connection)
        self.cases = Cases(connection)
        self.appeals = Appeals(connection)


class SqlStore:
    """`bot.workflow.ports.Store` on SQLite or PostgreSQL."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        # SQLite takes one writer at a time; waiting here is fair and wakes at once, whereas its
        # own busy handler polls.
        self._turn = asyncio.Lock() if engine.dialect.name == "sqlite" else None
        self._readers = engine.execution_options(**_reading(engine.dialect.name))
        self.after_asking: Callable[[], None] = _nobody
        """Called after every transaction that has asked for a job: the outbox is not polled."""
        self._books = BookCache()
        self._under_way = 0
        self._none_under_way = asyncio.Event()
        self._is_closing = False

    @classmethod
    def at(cls, database_url: str) -> SqlStore:
        """The store at a URL.

        Raises:
            SettingsInvalid: the URL is malformed or names another database or driver.
        """
        return cls(open_engine(database_url))

    @asynccontextmanager
    async def write(self) -> AsyncIterator[SqlTransaction]:
        """A transaction: all of it is kept, or, after an exception, nothing."""
        transaction: SqlTransaction | None = None
        try:
            with self._counted():
                async with self._turn or nullcontext(), beginning(self.engine) as connection:
                    transaction = SqlTransaction(connection, self._books)
                    yield transaction
        finally:
            # Also when it was given up: while it was being committed, its jobs count.
            if transaction is not None and transaction.jobs.asked:
                self.after_asking()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[SqlTransaction]:
        """A consistent look without the right to change anything."""
        with self._counted():
            async with connected(self._readers) as connection:
                yield SqlTransaction(connection, self._books)

    async def close(self) -> None:
        """Close every connection, once the transactions that are under way have ended."""
        self._is_closing = True
        if self._under_way:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._none_under_way.wait(), CLOSES_WITHIN)
        await self.engine.dispose()

    @contextmanager
    def _counted(self) -> Iterator[None]:
        if self._is_closing:
            raise StoreClosed("The bot is shutting down. Try again in a moment.")
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1
            if self._is_closing and not self._under_way:
                self._none_under_way.set()
