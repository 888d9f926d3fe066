"""``greenroom db``: the database upgraded, backed up, exported."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import IO

import rich_click as click
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from bot.cli.console import errors, load_settings, output


@click.group()
def db() -> None:
    """Upgrade, back up or export the database that DATABASE_URL names."""


@db.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def upgrade(as_json: bool) -> None:
    """Bring the database's schema up to date. `greenroom run` does this by itself.

    Example:

      greenroom db upgrade
    """
    from bot.storage.engine import open_engine
    from bot.storage.readiness import reaching, require_openable
    from bot.storage.upgrade import upgrade as migrate

    settings = load_settings()

    require_openable(settings.database_url)

    async def work() -> tuple[str | None, str]:
        engine = open_engine(settings.database_url)
        try:
            with reaching():
                return await migrate(engine)
        finally:
            await engine.dispose()

    with errors.status("Upgrading the database"):
        before, after = asyncio.run(work())
    if as_json:
        click.echo(json.dumps({"before": before, "after": after}))
    elif before == after:
        output.print(f"The database is up to date (schema {after}).")
    else:
        output.print(f"Upgraded from {before or 'an empty database'} to schema {after}.")


@db.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Overwrite the file if it exists.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def backup(file: Path, force: bool, as_json: bool) -> None:
    """Copy an SQLite database to FILE while the bot goes on working.

    The copy is one consistent state and a database of its own: to restore it, stop the bot and
    put it in the place of the original. For PostgreSQL use pg_dump.

    Example:

      greenroom db backup greenroom-2026-03-01.db
    """
    from bot.storage.backup import copy_sqlite

    settings = load_settings()
    _require_new(file, force=force)
    with _progress() as progress:
        task = progress.add_task("Backing up", total=None)

        def report(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        size = copy_sqlite(settings.database_url, file, report)
    if as_json:
        click.echo(json.dumps({"file": str(file), "bytes": size}))
    else:
        output.print(f"{file}: {size:,} bytes.")


@db.command()
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write; standard output if left out.",
)
@click.option("--force", is_flag=True, help="Overwrite the file if it exists.")
def export(target: Path | None, force: bool) -> None:
    """Write articles and comments, with their texts, verdicts and history, as JSON lines.

    Each line is an object with "kind": "article" or "comment". Ids of Discord's are strings.
    Tokens are never exported. The bot can go on working meanwhile.

    Example:

      greenroom db export -o comments.jsonl
    """
    settings = load_settings()
    if target is None:
        asyncio.run(_export(settings.database_url, sys.stdout))
        return
    _require_new(target, force=force)
    try:
        with target.open("w", encoding="utf-8") as file:
            asyncio.run(_export(settings.database_url, file))
    except OSError as refused:
        if isinstance(refused, ConnectionError):
            raise
        raise click.UsageError(f"{target} cannot be written: {refused.strerror}.") from refused


async def _export(database_url: str, target: IO[str]) -> None:
    from bot.storage.export import count_rows, exported
    from bot.storage.readiness import require_schema
    from bot.storage.store import SqlStore

    await require_schema(database_url)
    store = SqlStore.at(database_url)
    try:
        with _progress() as progress:
            task = progress.add_task("Exporting", total=await count_rows(store))
            async for line in exported(store):
                target.write(json.dumps(line, ensure_ascii=False) + "\n")
                progress.advance(task)
    finally:
        await store.close()


def _require_new(file: Path, *, force: bool) -> None:
    if file.exists() and not force:
        raise click.UsageError(f"{file} exists; name another file, or add --force.")


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,}"),
        TimeElapsedColumn(),
        console=errors,
        transient=True,
    )
