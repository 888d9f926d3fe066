"""``greenroom sandbox``: a Discord-compatible server on this machine."""

from __future__ import annotations

import asyncio
from pathlib import Path

import rich_click as click


@click.command()
@click.option("--port", default=8123, show_default=True, help="The port on 127.0.0.1; 0 for any.")
@click.option(
    "--openapi",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Discord's OpenAPI description: every body is checked against it.",
)
def sandbox(port: int, openapi: Path | None) -> None:
    """Run a Discord-compatible server on this machine, until Ctrl-C.

    Point any bot at it with DISCORD_API_BASE=http://127.0.0.1:8123/api/v10 and
    DISCORD_GATEWAY_URL=ws://127.0.0.1:8123/gateway.

    Examples:

      greenroom sandbox

      greenroom sandbox --port 0 --openapi discord-openapi.json
    """
    from bot.sandbox.server import SandboxConfig, serve

    asyncio.run(serve(SandboxConfig(port=port, openapi=openapi)))
