"""Finding channels, threads and our own posts in them."""

from __future__ import annotations

from dataclasses import dataclass

import discord

from bot.discord_io.failures import stage_errors
from bot.domain.errors import StageGone, StageUnavailable
from bot.domain.posted import Article

LOOK_BACK = 1000
"""Posts that are looked through for one that may have been made: at Discord's limits for one
webhook, those of the last seven minutes at the least."""


ArticleChannel = discord.TextChannel | discord.ForumChannel
"""Where articles can be posted: as messages with threads, or as a forum's posts."""


def post_of(client: discord.Client, article: Article) -> discord.PartialMessage:
    """An article's own message.

    Raises:
        StageGone: it has none.
    """
    if article.message_id is None:
        raise StageGone("the article has no post")
    place = article.message_id if article.in_forum else article.channel_id
    channel = client.get_partial_messageable(place, guild_id=article.guild_id)
    return channel.get_partial_message(article.message_id)


def available_guild(client: discord.Client, guild_id: int) -> discord.Guild:
    """A guild whose channels are known.

    Raises:
        StageUnavailable: Discord has an outage there, or the bot was removed from it.
    """
    guild = client.get_guild(guild_id)
    if guild is None or guild.unavailable:
        raise StageUnavailable("The server is not available at present.")
    return guild


def channel_of(client: discord.Client, article: Article) -> ArticleChannel:
    """The channel that an article is posted in.

    Raises:
        StageGone: it was deleted, or the bot cannot see it.
        StageUnavailable: the guild is not available.
    """
    channel = available_guild(client, article.guild_id).get_channel(article.channel_id)
    if not isinstance(channel, ArticleChannel):
        raise StageGone("The article's channel was deleted, or I cannot see it.")
    return channel


async def thread_by_id(client: discord.Client, guild_id: int, thread_id: int) -> discord.Thread:
    """A thread, archived or not.

    Raises:
        StageGone: it is not there any more.
    """
    guild = client.get_guild(guild_id)
    thread = guild.get_thread(thread_id) if guild is not None else None
    found = thread or await client.fetch_channel(thread_id)
    if not isinstance(found, discord.Thread):
        raise StageGone("The thread is not there any more.")
    return found


def thread_id_of(article: Article) -> int:
    """The id of an article's thread.

    Raises:
        StageGone: it has none.
    """
    if article.thread_id is None:
        raise StageGone("The article has no thread.")
    return article.thread_id


def custom_ids_of(message: discord.Message) -> list[str]:
    """The custom ids of a post's buttons."""
    return [
        child.custom_id
        for row in message.components
        if isinstance(row, discord.ActionRow)
        for child in row.children
        if isinstance(child, discord.Button) and child.custom_id is not None
    ]


def own_id(client: discord.Client) -> int:
    """The bot's user id; 0 before it has logged in."""
    return client.user.id if client.user is not None else 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What of an article is still on Discord."""

    post: bool
    thread: bool


async def standing_of(client: discord.Client, article: Article) -> Standing:
    """Whether an article's post and its thread are there.

    Raises:
        StageUnavailable: Discord does not say.
    """
    post, thread = article.message_id is not None, article.thread_id is not None
    with stage_errors():
        if post:
            try:
                await post_of(client, article).fetch()
            except discord.NotFound:
                post = False
        if article.thread_id is not None:
            try:
                await client.fetch_channel(article.thread_id)
            except discord.NotFound:
                thread = False
    return Standing(post, thread)
