"""The daily digest."""

from __future__ import annotations

import hashlib

import discord

from bot.discord_io.failures import stage_errors
from bot.discord_io.rendering.digest import digest_embed
from bot.discord_io.replies import NO_PINGS
from bot.workflow.digest import Digest


class DiscordDigests:
    """`bot.workflow.digest.DigestStage` on discord.py."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def post_digest(self, digest: Digest) -> None:
        channel = self._client.get_partial_messageable(digest.channel_id, guild_id=digest.guild_id)
        with stage_errors():
            await channel.send(
                embed=digest_embed(digest),
                nonce=_nonce(digest),
                allowed_mentions=NO_PINGS,
            )


def _nonce(digest: Digest) -> str:
    """The same for the same day's; Discord takes 25 characters."""
    key = f"{digest.guild_id}.{digest.day}".encode()
    return f"gr-d-{hashlib.sha256(key).hexdigest()[:20]}"
