"""How long texts are kept, what was deleted, and servers that come and go."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Greenroom
from bot.discord_io.actors import actor_of
from bot.discord_io.rendering import privacy
from bot.discord_io.replies import tell
from bot.domain.privacy import Deletion


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class Privacy(commands.GroupCog, group_name="privacy"):
    """What is kept about members."""

    def __init__(self, bot: Greenroom) -> None:
        self._choices = bot.services.privacy
        self._retention = bot.services.retention

    @app_commands.command(name="settings")
    @app_commands.describe(
        days="Texts of rejected, withdrawn and removed comments are deleted after; 0 keeps them",
        deletion="What becomes of a member's comments when they have their data deleted",
    )
    @app_commands.choices(
        deletion=[
            app_commands.Choice(name="anonymise: texts stay without a name", value="anonymise"),
            app_commands.Choice(name="erase: posts and texts go", value="erase"),
        ]
    )
    async def settings(
        self,
        interaction: discord.Interaction,
        days: app_commands.Range[int, 0, 3650] | None = None,
        deletion: str | None = None,
    ) -> None:
        """How long texts are kept and what members leave behind; shows it if nothing is named."""
        settings = await self._choices.choose(
            actor_of(interaction),
            retention_days=days,
            deletion=Deletion(deletion) if deletion is not None else None,
        )
        await tell(interaction, privacy.settings_text(settings))

    @app_commands.command(name="log")
    async def log(self, interaction: discord.Interaction) -> None:
        """What was deleted, how much of it, when and why."""
        purges = await self._choices.log(actor_of(interaction))
        await tell(interaction, embed=privacy.log_embed(purges))

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot was removed. discord.py tells of an outage by another event."""
        await self._retention.note_left(guild.id)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """The bot was invited, perhaps again."""
        await self._retention.note_joined(guild.id)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """It is there. So discord.py tells of servers that are joined in the bot's first seconds
        too."""
        await self._retention.note_joined(guild.id)


async def setup(bot: Greenroom) -> None:
    """Called by discord.py."""
    await bot.add_cog(Privacy(bot))
