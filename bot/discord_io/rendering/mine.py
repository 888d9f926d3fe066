"""A member's own comments."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.discord_io import custom_ids
from bot.discord_io.rendering import buttons, posts, safe, sentences
from bot.workflow.mine import Own


def list_embed(own: Sequence[Own]) -> discord.Embed:
    """All of them below one article, newest first."""
    if not own:
        return discord.Embed(description="You have not commented on this article.")
    lines = [
        f"`{one.comment.id}` {discord.utils.format_dt(one.comment.created_at, 'R')} "
        f"**{one.status.standing.value.replace('-', ' ')}** "
        f"{safe.literal(safe.one_line(one.text, 90))}"
        for one in own
    ]
    return discord.Embed(
        title="Your comments on this article",
        description=safe.fitting("\n".join(lines), posts.DESCRIPTION),
        colour=posts.COLOUR,
    )


def list_view(own: Sequence[Own]) -> discord.ui.View | None:
    """A menu to open one."""
    if not own:
        return None
    menu: discord.ui.Select[discord.ui.View] = discord.ui.Select(
        custom_id=custom_ids.make("mine-one"),
        placeholder="Open one to edit or withdraw it",
        options=[
            discord.SelectOption(
                label=safe.one_line(one.text, 90) or "(empty)",
                value=str(one.comment.id),
                description=one.status.standing.value.replace("-", " "),
            )
            for one in own
        ],
    )
    return buttons.row_of(menu)


def one_embed(own: Own) -> discord.Embed:
    """One of them, whole, with how it stands."""
    embed = discord.Embed(
        title=safe.literal(safe.one_line(own.status.article.document.title, 200)),
        description=safe.fitting(safe.literal(own.text), posts.DESCRIPTION - 500),
        colour=posts.COLOUR,
    )
    embed.add_field(
        name="Standing", value=sentences.status_sentence(own.status, with_title=False)[:1024]
    )
    embed.set_footer(text=f"Comment {own.comment.id}")
    return embed
