"""The daily digest, as readers see it."""

from __future__ import annotations

import discord

from bot.discord_io.rendering import posts, safe
from bot.discord_io.rendering.links import article_url
from bot.workflow.digest import Digest


def digest_embed(digest: Digest) -> discord.Embed:
    """The most discussed articles, each with its comments of the last day."""
    lines = []
    for place, (article, count) in enumerate(digest.articles, start=1):
        title = safe.literal(safe.one_line(article.document.title, 120))
        noun = "comment" if count == 1 else "comments"
        lines.append(f"{place}. [{title}]({article_url(article)}) · {count} {noun}")
    return discord.Embed(
        title="Most discussed in the last day",
        description=safe.fitting("\n".join(lines), posts.DESCRIPTION),
        colour=posts.COLOUR,
    )
