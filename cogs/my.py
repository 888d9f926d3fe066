"""What is stored about whoever asks: to take away, and to have deleted."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Greenroom
from bot.discord_io.actors import actor_of
from bot.discord_io.options import upload_limit
from bot.discord_io.rendering import privacy
from bot.discord_io.replies import tell
from bot.discord_io.router import handles
from bot.domain.privacy import Deletion

Arguments = tuple[str, ...]


@app_commands.guild_only()
class My(commands.GroupCog, group_name="my"):
    """Your own data."""

    data = app_commands.Group(name="data", description="What is stored about you on this server")

    def __init__(self, bot: Greenroom) -> None:
        self._own_data = bot.services.own_data

    @data.command(name="download")
    async def download(self, interaction: discord.Interaction) -> None:
        """Everything that is stored about you on this server, as a file that only you see."""
        actor = actor_of(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        data = await self._own_data.download(actor)
        await tell(interaction, file=privacy.data_file(data, limit=upload_limit(interaction)))

    @data.command(name="delete")
    async def delete(self, interaction: discord.Interaction) -> None:
        """Have what is stored about you on this server deleted. You are asked once more."""
        stock = await self._own_data.stock(actor_of(interaction))
        await tell(interaction, privacy.delete_question(stock), view=privacy.delete_view(stock))

    @handles("my-data-delete")
    async def delete_now(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Delete for good, confirmed."""
        actor = actor_of(interaction)
        await interaction.response.defer()
        deleted = await self._own_data.delete(actor, Deletion(arguments[0]))
        await interaction.edit_original_response(content=privacy.deleted_text(deleted), view=None)


async def setup(bot: Greenroom) -> None:
    """Called by discord.py."""
    await bot.add_cog(My(bot))
