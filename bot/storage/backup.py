"""A consistent copy of an SQLite database that is in use."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from bot.domain.errors import GreenroomError
from bot.storage.engine import sqlite_path

PAGES_AT_ONCE = 1000
"""Pages copied between two reports; writers get their turn in between."""


class BackupImpossible(GreenroomError):
    """This database cannot be copied in this way."""


def copy_sqlite(database_url: str, target: Path, report: Callable[[int, int], None]) -> int:
    """Copy the database; writers are not locked out.

    Args:
        report: Called with the pages done and in all.

    Returns:
        The copy's size in bytes.

    Raises:
        BackupImpossible: it is no SQLite file, or not there.
    """
    path = sqlite_path(database_url)
    if path is None:
        raise BackupImpossible(
            "Only an SQLite file can be backed up like this. For PostgreSQL run: "
            "pg_dump --format=custom --file=greenroom.dump YOUR_DATABASE"
        )
    if not Path(path).is_file():
        raise BackupImpossible("There is no database at {path} yet.", path=path)
    partial = target.with_name(f"{target.name}.partial")
    partial.unlink(missing_ok=True)

    def progress(_status: int, remaining: int, total: int) -> None:
        report(total - remaining, total)

    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(partial)) as copy:
        source.backup(copy, pages=PAGES_AT_ONCE, progress=progress)
    partial.replace(target)
    return target.stat().st_size
