"""``greenroom run``: the bot."""

from __future__ import annotations

import asyncio

import rich_click as click

from bot.cli.console import load_settings


@click.command()
def run() -> None:
    """Run the bot with the settings in the environment and in .env, until Ctrl-C.

    The database is upgraded first. A Discord that cannot be reached is tried again.

    Examples:

      greenroom

      DISCORD_TOKEN=... DATABASE_URL=postgresql+asyncpg://... greenroom run
    """
    from bot import logs

    settings = load_settings()
    settings.require_token()
    logs.set_up(settings.log_level, settings.log_format)

    from bot.serving import serve
    from bot.storage.readiness import reaching, require_openable

    require_openable(settings.database_url)
    with reaching():
        asyncio.run(serve(settings))
