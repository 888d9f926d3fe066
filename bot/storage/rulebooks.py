"""Compiled rules, remembered as long as nothing has changed on their server."""

from __future__ import annotations

from bot.storage.connection import Connection
from bot.storage.schema import rule_sets
from bot.workflow.rules.book import Rulebook

MOST_BOOKS = 500


class BookCache:
    """The books of the servers that were compiled last."""

    def __init__(self) -> None:
        self._books: dict[int, tuple[int, Rulebook]] = {}

    def get(self, guild_id: int, version: int) -> Rulebook | None:
        """The book, if it is of this version."""
        known = self._books.get(guild_id)
        return known[1] if known is not None and known[0] == version else None

    def put(self, guild_id: int, version: int, book: Rulebook) -> None:
        """Remember it; the one that was compiled longest ago is forgotten for it."""
        self._books.pop(guild_id, None)
        self._books[guild_id] = (version, book)
        if len(self._books) > MOST_BOOKS:
            del self._books[next(iter(self._books))]


async def outdate(connection: Connection, guild_id: int) -> int:
    """Say that a server's rules or policy have changed; returns the next free number of a rule."""
    statement = (
        connection.insert(rule_sets)
        .values(guild_id=guild_id, version=1, next_number=1)
        .on_conflict_do_update(
            index_elements=["guild_id"], set_={"version": rule_sets.c.version + 1}
        )
        .returning(rule_sets.c.next_number)
    )
    number: int = (await connection.execute(statement)).scalar_one()
    return number
