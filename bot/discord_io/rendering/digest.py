"""The daily digest, as readers see it."""

from __future__ import annotations

import discord

from bot.discord_io.rendering import posts, safe
from bot.discord_io.rendering.links import article_url
from bot.locales import _, ngettext
from bot.workflow.digest import Digest


def digest_embed(digest: Digest) -> discord.Embed:
    """The most discussed articles, each with its comments of the last day."""
    lines = []
    for place, (article, count) in enumerate(digest.articles, start=1):
        title = safe.literal(safe.one_line(article.document.title, 120))
        counted = ngettext("{n} comment", "{n} comments", count)
        lines.append(f"{place}. [{title}]({article_url(article)}) · {counted}")
    return discord.Embed(
        title=_("Most discussed in the last day"),
        description=safe.fitting("\n".join(lines), posts.DESCRIPTION),
        colour=posts.COLOUR,
    )
