"""The moderation policy: from a card's button, and ``/policy show``."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Greenroom
from bot.discord_io.actors import actor_of
from bot.discord_io.rendering import policy
from bot.discord_io.replies import tell
from bot.discord_io.router import handles, picked
from bot.domain.errors import NotAllowed, NotFound
from bot.domain.guild import GuildSettings
from bot.moderation.policy_page import (
    Section,
    policy_page,
    section_for,
    section_named,
    sections_with,
)
from bot.workflow.permissions import require_moderator

Arguments = tuple[str, ...]


@app_commands.guild_only()
@app_commands.default_permissions(manage_messages=True)
class Policy(commands.GroupCog, group_name="policy"):
    """What is a slur, incitement, hatred, harassment, and what is not."""

    def __init__(self, bot: Greenroom) -> None:
        self._services = bot.services

    @app_commands.command(name="show")
    @app_commands.describe(section="The section to read; the page's beginning if left out")
    async def show(self, interaction: discord.Interaction, section: str | None = None) -> None:
        """The moderation policy, section by section."""
        settings = await self._settings_for_moderator(interaction)
        found = _found(section) if section else policy_page()[0]
        await tell(
            interaction,
            embed=policy.section_embed(found, preset=settings.policy),
            view=policy.section_view(found),
        )

    @show.autocomplete("section")
    async def sections(
        self, interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Sections whose title has what was typed; none for who may not read them."""
        try:
            await self._settings_for_moderator(interaction)
        except NotAllowed:
            return []
        return [
            app_commands.Choice(name=one.title, value=one.name) for one in sections_with(current)
        ]

    @handles("policy")
    async def of_card(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Policy: what the page says about what weighs most on this card."""
        comment_id, *categories = arguments
        settings = await self._settings_for_moderator(interaction, int(comment_id))
        found = section_for(*categories)
        await tell(
            interaction,
            embed=policy.section_embed(found, preset=settings.policy),
            view=policy.section_view(found, int(comment_id)),
        )

    @handles("policy-section")
    async def another(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Another section in place of the one that is shown."""
        comment_ids = [int(argument) for argument in arguments]
        settings = await self._settings_for_moderator(interaction, *comment_ids)
        found = _found(picked(interaction)[0])
        await interaction.response.edit_message(
            embed=policy.section_embed(found, preset=settings.policy),
            view=policy.section_view(found, *comment_ids),
        )

    async def _settings_for_moderator(
        self, interaction: discord.Interaction, comment_id: int | None = None
    ) -> GuildSettings:
        """The server's settings, for a moderator of the comment, or of where they act."""
        channel_id = None
        if comment_id is not None:
            channel_id = await self._services.review.channel_of(comment_id)
        actor = actor_of(interaction, channel_id=channel_id)
        settings = await self._services.installation.settings(actor.guild_id)
        require_moderator(actor, settings)
        return settings


def _found(name: str) -> Section:
    found = section_named(name)
    if found is None:
        raise NotFound(
            "The policy has no section “{name}”. Choose one from the list.", name=name[:64]
        )
    return found


async def setup(bot: Greenroom) -> None:
    """Called by discord.py."""
    await bot.add_cog(Policy(bot))
