"""The peer of `exposure`: discord.py alone. Deletes what has a certain word, at once."""

from __future__ import annotations

import os

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

Route.BASE = os.environ["DISCORD_API_BASE"]
DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["DISCORD_GATEWAY_URL"])


class Bare(discord.Client):
    """Keeps nothing, asks nobody."""

    async def on_message(self, message: discord.Message) -> None:
        """Delete it."""
        if "kill" in message.content:
            await message.delete()


if __name__ == "__main__":
    intents = discord.Intents(guilds=True, guild_messages=True, message_content=True)
    Bare(intents=intents).run(os.environ["DISCORD_TOKEN"], log_handler=None)
