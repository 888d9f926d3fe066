"""AutoMod's rules of our own: looked after whenever something about them changes."""

from __future__ import annotations

import discord
from discord.ext import commands

from bot.client import Greenroom


class ShieldWatch(commands.Cog):
    """Hears of channels and rules that come, change and go."""

    def __init__(self, bot: Greenroom) -> None:
        self._bot = bot
        self._shield = bot.services.shield

    @commands.Cog.listener()
    async def on_guild_channel_create(self, channel: discord.abc.GuildChannel) -> None:
        """A new channel: the rules are not for it."""
        self._shield.wake(channel.guild.id)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """There is room for another exemption."""
        self._shield.wake(channel.guild.id)

    @commands.Cog.listener()
    async def on_automod_rule_create(self, rule: discord.AutoModRule) -> None:
        """Somebody's rule takes one of the places."""
        self._changed(rule)

    @commands.Cog.listener()
    async def on_automod_rule_update(self, rule: discord.AutoModRule) -> None:
        """Somebody changed a rule, perhaps one of ours."""
        self._changed(rule)

    @commands.Cog.listener()
    async def on_automod_rule_delete(self, rule: discord.AutoModRule) -> None:
        """Somebody deleted a rule, perhaps one of ours."""
        self._changed(rule)

    def _changed(self, rule: discord.AutoModRule) -> None:
        self._shield.wake(rule.guild.id)


async def setup(bot: Greenroom) -> None:
    """Called by discord.py."""
    await bot.add_cog(ShieldWatch(bot))
