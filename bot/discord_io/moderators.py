"""Who acts as a moderator, and for which channel."""

from __future__ import annotations

import discord

from bot.discord_io.actors import actor_of
from bot.discord_io.desk import Staff
from bot.discord_io.stage.places import ArticleChannel
from bot.domain.actor import Actor
from bot.domain.errors import Refused
from bot.workflow.installation import Installation


class Moderators:
    """Finds out for commands who acts, with which powers, and where."""

    def __init__(self, client: discord.Client, staff: Staff, installation: Installation) -> None:
        self._client = client
        self._staff = staff
        self._installation = installation

    async def acting(
        self, interaction: discord.Interaction, *, channel_id: int | None = None
    ) -> Actor:
        """Who acts, with their powers where the article is; known as staff from now on."""
        actor = actor_of(interaction, channel_id=channel_id)
        if actor.manages_messages:
            await self._staff.note(actor)
        return actor

    async def acting_anywhere(self, interaction: discord.Interaction) -> Actor:
        """Who acts, with the powers they have here or else in a channel that has articles."""
        here = await self.acting(interaction)
        if here.manages_messages:
            return here
        for prepared in await self._installation.prepared(here.guild_id):
            there = await self.acting(interaction, channel_id=prepared.channel_id)
            if there.manages_messages:
                return there
        return here

    async def target(
        self, interaction: discord.Interaction, channel: ArticleChannel | None
    ) -> ArticleChannel:
        """The named channel; else this one if it is ready, or the only one that is.

        Commands can be used only where one may write, so most are used at the desk.

        Raises:
            Refused: no channel was named, and more than one is ready.
        """
        if channel is not None:
            return channel
        prepared = await self._installation.prepared(interaction.guild_id or 0)
        ready = [one.channel_id for one in prepared if self._client.get_channel(one.channel_id)]
        if interaction.channel_id in ready or not ready:
            ready = [interaction.channel_id or 0]
        target = self._client.get_channel(ready[0])
        if len(ready) > 1 or not isinstance(target, ArticleChannel):
            raise Refused("Name the text channel to post in with the option channel.")
        return target
