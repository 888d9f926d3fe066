"""Brings the schema up to date, in-process, at every start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.errors import GreenroomError

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0011"
"""The newest migration. Alembic is loaded only when the database is older: it is slow to import."""


class DatabaseTooNew(GreenroomError):
    """The database was written by a newer version of Greenroom."""


async def upgrade(engine: AsyncEngine) -> tuple[str | None, str]:
    """Migrate to the newest schema.

    Returns:
        The versions before and after; before is None for an empty database.

    Raises:
        DatabaseTooNew: the database knows migrations that this program does not.
    """
    async with engine.begin() as connection:
        before = await connection.run_sync(_version)
        if before == HEAD:
            return before, HEAD
        await connection.run_sync(_migrate)
        return before, HEAD


async def version(engine: AsyncEngine) -> str | None:
    """The schema's version; None for an empty database."""
    async with engine.connect() as connection:
        return await connection.run_sync(_version)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(
        text("SELECT version_num FROM alembic_version")
    ).scalar_one_or_none()
    return found


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.script import ScriptDirectory

    config = alembic_config(connection)
    current = _version(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        raise DatabaseTooNew(
            "The database has schema {version}, which this version of Greenroom does not know. "
            "Install the newer Greenroom that wrote it, or restore a backup.",
            version=current,
        )
    command.upgrade(config, "head")


def alembic_config(connection: Connection) -> Config:
    """Alembic's settings for migrations over an open connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "bot.storage:migrations")
    config.attributes["connection"] = connection
    return config
