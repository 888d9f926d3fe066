"""Whether the database can be used: it is reached, and has the schema of this version."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.errors import GreenroomError
from bot.storage.engine import READ_ONLY, open_engine, sqlite_path
from bot.storage.upgrade import HEAD, DatabaseTooNew, version


class DatabaseUnreachable(ConnectionError):
    """The database cannot be opened, or no longer; the message says how to mend it."""


class SchemaMissing(GreenroomError):
    """The database is empty or was written by an older version."""


@contextmanager
def reaching() -> Iterator[None]:
    """What the drivers raise inside, as `DatabaseUnreachable`."""
    try:
        yield
    except _driver_errors() as broken:
        raise DatabaseUnreachable(
            f"The database cannot be used ({_reason(broken)}). Check DATABASE_URL, and that the "
            "server runs."
        ) from broken


def require_openable(database_url: str) -> None:
    """The check of an SQLite file before it is opened. It is quick, and says more than SQLite.

    Raises:
        DatabaseUnreachable: its folder is missing, or it is no database, or not to be written to.
    """
    name = sqlite_path(database_url)
    if name is None:
        return
    path = Path(name)
    if not path.parent.is_dir():
        problem = f"there is no folder {path.parent}"
    elif path.is_dir():
        problem = f"{path} is a folder"
    elif not os.access(path if path.exists() else path.parent, os.R_OK | os.W_OK):
        problem = f"{path} cannot be written to"
    elif path.exists() and not _is_sqlite(path):
        problem = f"{path} is not a database"
    else:
        return
    raise DatabaseUnreachable(f"The database cannot be used ({problem}). Check DATABASE_URL.")


def _is_sqlite(path: Path) -> bool:
    """Whether a file begins as SQLite's do; an empty one becomes a database when it is opened.

    Source: https://www.sqlite.org/fileformat.html, "The Database Header".
    """
    with path.open("rb") as file:
        return file.read(16) in (b"SQLite format 3\0", b"")


def reading(engine: AsyncEngine) -> AsyncEngine:
    """The engine for one long look: one state of the database, without keeping writers out."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ")
    return engine.execution_options(**{READ_ONLY: True})


async def schema_of(database_url: str) -> str | None:
    """The version of the database's schema; None where it is empty or not there yet.

    Nothing is made or changed, unlike by connecting: that alone makes an SQLite file.

    Raises:
        SettingsInvalid: the URL is malformed.
        DatabaseUnreachable: it cannot be opened.
    """
    engine = open_engine(database_url)
    require_openable(database_url)
    if _is_missing_file(database_url):
        return None
    try:
        with reaching():
            return await version(reading(engine))
    finally:
        await engine.dispose()


async def require_schema(database_url: str) -> None:
    """Raises:
    SettingsInvalid, DatabaseUnreachable: see `schema_of`.
    SchemaMissing, DatabaseTooNew: it is not what this version works with.
    """
    found = await schema_of(database_url)
    if found is None:
        raise SchemaMissing("There is no database yet, or it is empty. Run: greenroom db upgrade")
    if is_newer(found):
        raise DatabaseTooNew(
            "The database has schema {version}, which this version of Greenroom does not know. "
            "Install the newer Greenroom that wrote it, or restore a backup.",
            version=found,
        )
    if found != HEAD:
        raise SchemaMissing(
            "The database has schema {found}, this version needs {head}. Run: greenroom db upgrade",
            found=found,
            head=HEAD,
        )


def is_newer(found: str) -> bool:
    """Whether a schema is of a later version than this program's; they are numbered."""
    return found > HEAD


def _is_missing_file(database_url: str) -> bool:
    path = sqlite_path(database_url)
    return path is not None and not Path(path).exists()


def _driver_errors() -> tuple[type[Exception], ...]:
    if find_spec("asyncpg") is None:
        return (SQLAlchemyError, OSError)
    # What asyncpg raises while it connects reaches us as it is.
    asyncpg = import_module("asyncpg")
    return (SQLAlchemyError, OSError, asyncpg.PostgresError, asyncpg.InterfaceError)


def _reason(broken: BaseException) -> str:
    cause = broken.orig if isinstance(broken, DBAPIError) and broken.orig is not None else broken
    lines = str(cause).strip().splitlines()
    return lines[0] if lines else type(cause).__name__
