"""Points discord.py at another REST API and gateway: a proxy, or the sandbox.

discord.py has no settings for it. Of its three sources for the gateway's address (its default,
the answer of ``/gateway/bot``, and ``resume_gateway_url`` in READY) all end in one call, which is
where the override stands.
"""

from __future__ import annotations

from typing import Any

import yarl
from discord.client import Client
from discord.gateway import DiscordWebSocket
from discord.http import Route

DISCORD_API = "https://discord.com/api/v10"
DISCORD_GATEWAY = "wss://gateway.discord.gg"

_original = DiscordWebSocket.from_client.__func__  # type: ignore[attr-defined]
_gateway: yarl.URL | None = None


async def _from_client(
    cls: type[DiscordWebSocket],
    /,
    client: Client,
    *,
    gateway: yarl.URL | None = None,
    **options: Any,
) -> DiscordWebSocket:
    made: DiscordWebSocket = await _original(cls, client, gateway=_gateway or gateway, **options)
    return made


def redirect(*, api_base: str, gateway_url: str) -> None:
    """Use these addresses for everything from now on, in the whole process.

    Args:
        api_base: Stands for ``https://discord.com/api/v10``.
        gateway_url: Overrides every gateway address, unless it is Discord's own default.
    """
    global _gateway
    Route.BASE = api_base
    _gateway = None if gateway_url == DISCORD_GATEWAY else yarl.URL(gateway_url)
    DiscordWebSocket.from_client = classmethod(_from_client)  # type: ignore[assignment, method-assign]
