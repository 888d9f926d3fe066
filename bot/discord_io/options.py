"""Options of slash commands that Discord has no type for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.discord_io.stage.places import ArticleChannel
from bot.domain.errors import NotFound

SMALLEST_UPLOAD = 10 * 2**20
"""Bytes of a file that Discord takes everywhere. Source: its documentation, "Uploading Files"."""


class _ArticleChannels(app_commands.Transformer):
    """Text channels, those for announcements and forums, and none of Discord's others."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """A channel."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """Those that articles can be posted in. discord.py's own would take media channels too."""
        kinds = discord.ChannelType
        return [kinds.text, kinds.news, kinds.forum]

    async def transform(self, interaction: discord.Interaction, value: Any, /) -> ArticleChannel:
        """The channel itself, with its permissions.

        Raises:
            NotFound: the bot does not see it.
        """
        channel = interaction.client.get_channel(value.id)
        if not isinstance(channel, ArticleChannel):
            raise NotFound(
                "I cannot see this channel. Give me View Channel there, and choose a text channel "
                "or a forum."
            )
        return channel


if TYPE_CHECKING:
    ArticleChannelOption = ArticleChannel
else:
    ArticleChannelOption = app_commands.Transform[ArticleChannel, _ArticleChannels]


def article_number(article: str) -> int:
    """The number that a chosen article stands for.

    Raises:
        NotFound: no number.
    """
    digits = article.strip().lstrip("#")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 19):
        raise NotFound("Choose an article from the list that appears as you type.")
    return int(digits)


def upload_limit(interaction: discord.Interaction) -> int:
    """Bytes of a file that the server takes."""
    return interaction.guild.filesize_limit if interaction.guild is not None else SMALLEST_UPLOAD
