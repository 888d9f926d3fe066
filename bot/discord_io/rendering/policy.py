"""The policy page in Discord: one section at a time, with a menu of the others."""

from __future__ import annotations

import discord

from bot.discord_io import custom_ids
from bot.discord_io.rendering import buttons, posts
from bot.locales import _
from bot.moderation.policy_page import Section, policy_page


def section_embed(section: Section, *, preset: str) -> discord.Embed:
    """One section.

    Args:
        preset: The server's, named below it.
    """
    embed = discord.Embed(title=section.title, description=section.text, colour=posts.COLOUR)
    embed.set_footer(text=_("This server judges under the preset {preset}.", preset=preset))
    return embed


def section_view(section: Section, *comment_id: int) -> discord.ui.View:
    """A menu of all sections.

    Args:
        comment_id: The comment whose moderators may read on; none for the page alone.
    """
    menu: discord.ui.Select[discord.ui.View] = discord.ui.Select(
        custom_id=custom_ids.make("policy-section", *comment_id),
        placeholder=_("Another section"),
        options=[
            discord.SelectOption(label=one.title, value=one.name, default=one == section)
            for one in policy_page()
        ],
    )
    return buttons.row_of(menu)
