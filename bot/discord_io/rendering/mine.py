"""A member's own comments."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.discord_io import custom_ids
from bot.discord_io.rendering import buttons, posts, safe, sentences
from bot.locales import _, mark
from bot.workflow.mine import Own
from bot.workflow.stage import Standing

STANDINGS = {
    Standing.RECEIVED: mark("received"),
    Standing.PUBLISHED: mark("published"),
    Standing.CLEARED: mark("cleared"),
    Standing.WAITING: mark("waiting"),
    Standing.REJECTED: mark("rejected"),
    Standing.REMOVED: mark("removed"),
    Standing.WITHDRAWN: mark("withdrawn"),
    Standing.EDIT_WAITING: mark("edit waiting"),
    Standing.EDIT_REJECTED: mark("edit rejected"),
}
"""How a comment stands, in a word."""


def list_embed(own: Sequence[Own]) -> discord.Embed:
    """All of them below one article, newest first."""
    if not own:
        return discord.Embed(description=_("You have not commented on this article."))
    lines = [
        f"`{one.comment.id}` {discord.utils.format_dt(one.comment.created_at, 'R')} "
        f"**{_(STANDINGS[one.status.standing])}** "
        f"{safe.literal(safe.one_line(one.text, 90))}"
        for one in own
    ]
    return discord.Embed(
        title=_("Your comments on this article"),
        description=safe.fitting("\n".join(lines), posts.DESCRIPTION),
        colour=posts.COLOUR,
    )


def list_view(own: Sequence[Own]) -> discord.ui.View | None:
    """A menu to open one."""
    if not own:
        return None
    menu: discord.ui.Select[discord.ui.View] = discord.ui.Select(
        custom_id=custom_ids.make("mine-one"),
        placeholder=_("Open one to edit or withdraw it"),
        options=[
            discord.SelectOption(
                label=safe.one_line(one.text, 90) or _("(empty)"),
                value=str(one.comment.id),
                description=_(STANDINGS[one.status.standing]),
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
        name=_("Standing"), value=sentences.status_sentence(own.status, with_title=False)[:1024]
    )
    embed.set_footer(text=_("Comment {number}", number=own.comment.id))
    return embed
