"""``greenroom sandbox``: a Discord-compatible server on this machine."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from bot.cli.console import errors

if TYPE_CHECKING:
    from bot.sandbox.server import SandboxConfig


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8123,
    show_default=True,
    help="The port on 127.0.0.1; 0 for any.",
)
@click.option(
    "--openapi",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Discord's OpenAPI description: every body is checked against it.",
)
def sandbox(port: int, openapi: Path | None) -> None:
    """Run a Discord-compatible server on this machine, until Ctrl-C.

    It prints the settings of a bot that was invited to a server in it, in the form of a .env
    file. What it holds is kept in memory and gone at the end.

    Examples:

      greenroom sandbox

      greenroom sandbox --port 0 --openapi discord-openapi.json
    """
    from bot.sandbox.server import SandboxConfig

    try:
        asyncio.run(_serve(SandboxConfig(port=port, openapi=openapi)))
    except ValueError as unfit:
        raise click.UsageError(f"--openapi: {unfit}.") from unfit
    except OSError as taken:
        raise click.ClickException(
            f"Port {port} cannot be used ({taken.strerror}). Choose another with --port; "
            "0 takes any that is free."
        ) from taken


async def _serve(config: SandboxConfig) -> None:
    from bot.sandbox.server import serve

    furnishing: set[asyncio.Task[None]] = set()

    def furnish(address: str) -> None:
        furnishing.add(asyncio.create_task(_furnish(address)))

    await serve(config, on_ready=furnish)


async def _furnish(address: str) -> None:
    """Make a bot and a server for it, and print the settings that reach them."""
    from bot.demo.house import INVITED
    from bot.sandbox.people.sandbox import Sandbox

    async with Sandbox.connect(address) as house:
        app = await house.create_application("Greenroom")
        guild = await house.create_guild("Sandbox", owner="owner")
        await guild.add_bot(app, permissions=int(INVITED))
        click.echo(f"DISCORD_TOKEN={app.token}")
        click.echo(f"DISCORD_API_BASE={house.api_base}")
        click.echo(f"DISCORD_GATEWAY_URL={house.gateway_url}")
    errors.print("The sandbox is ready; Ctrl-C ends it.")
