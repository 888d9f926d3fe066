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
    """This database cannot be copied in this way, or not to this place."""


def copy_sqlite(database_url: str, target: Path, report: Callable[[int, int], None]) -> int:
    """Copy the database; writers are not locked out.

    Args:
        report: Called with the pages done and in all.

    Returns:
        The copy's size in bytes.

    Raises:
        BackupImpossible: it is no SQLite file, not there, or cannot be copied to ``target``.
    """
    path = sqlite_path(database_url)
    if path is None:
        raise BackupImpossible(
            "Only an SQLite file can be backed up like this. For PostgreSQL run: "
            "pg_dump --format=custom --file=greenroom.dump YOUR_DATABASE"
        )
    if not Path(path).is_file():
        raise BackupImpossible("There is no database at {path} yet.", path=path)
    if target.exists() and target.samefile(path):
        raise BackupImpossible("{path} is the database itself; name another file.", path=path)
    if not target.parent.is_dir():
        raise BackupImpossible("There is no folder {folder}; make it first.", folder=target.parent)
    partial = target.with_name(f"{target.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        _copy(path, partial, report)
        partial.replace(target)
    except (sqlite3.Error, OSError) as broken:
        raise BackupImpossible(
            "{path} could not be copied to {target}: {reason}.",
            path=path,
            target=target,
            reason=broken,
        ) from broken
    finally:
        partial.unlink(missing_ok=True)
    return target.stat().st_size


def _copy(path: str, target: Path, report: Callable[[int, int], None]) -> None:
    def progress(_status: int, remaining: int, total: int) -> None:
        report(total - remaining, total)

    with (
        closing(sqlite3.connect(path, isolation_level=None)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        # One look held open to the end: otherwise every write of the bot would make the copying
        # begin again, and on a busy server it would never end.
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        source.backup(copy, pages=PAGES_AT_ONCE, progress=progress)
