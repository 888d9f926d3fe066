"""`bot.workflow.free.catching_up.ThreadReader` on discord.py."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

import discord

from bot.discord_io.failures import stage_errors
from bot.discord_io.reading import author_from, is_members_own, typed_message
from bot.discord_io.stage.places import ArticleChannel, thread_id_of
from bot.domain.comment import Author
from bot.domain.posted import Article
from bot.workflow.free.catching_up import Newest
from bot.workflow.free.channels import FreeChannels
from bot.workflow.free.message import TypedMessage

ARCHIVED = 100
"""Archived threads of a channel that are looked at, the latest first."""
NEEDED = discord.Permissions(view_channel=True, read_message_history=True)


class Threads:
    """Reads the threads of channels in free mode."""

    def __init__(self, client: discord.Client, free: FreeChannels) -> None:
        self._client = client
        self._free = free

    async def threads(self) -> Sequence[int]:
        found: list[int] = []
        for channel in self._client.get_all_channels():
            if channel.id not in self._free or not isinstance(channel, ArticleChannel):
                continue
            if not channel.permissions_for(channel.guild.me) >= NEEDED:
                continue
            found += [thread.id for thread in channel.threads]
            with stage_errors():
                found += [t.id async for t in channel.archived_threads(limit=ARCHIVED)]
        return found

    async def since(self, article: Article, message_id: int) -> AsyncIterator[TypedMessage]:
        authors = _Authors(self._client, article.guild_id)
        after = discord.Object(message_id)
        with stage_errors():
            history = self._channel(article).history(limit=None, after=after, oldest_first=True)
            async for message in history:
                if is_members_own(message):
                    yield typed_message(message, await authors.of(message))

    async def newest(self, article: Article, count: int) -> Newest:
        authors = _Authors(self._client, article.guild_id)
        with stage_errors():
            messages = [m async for m in self._channel(article).history(limit=count)]
            typed = [
                typed_message(message, await authors.of(message))
                for message in reversed(messages)
                if is_members_own(message)
            ]
        is_whole = len(messages) < count
        return Newest(typed, 0 if is_whole else messages[-1].id)

    def _channel(self, article: Article) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(
            thread_id_of(article), guild_id=article.guild_id
        )


class _Authors:
    """Old messages come without the names that their authors bear on the server."""

    def __init__(self, client: discord.Client, guild_id: int) -> None:
        self._guild = client.get_guild(guild_id)
        self._known: dict[int, Author] = {}

    async def of(self, message: discord.Message) -> Author:
        user = message.author
        if user.id not in self._known:
            self._known[user.id] = await self._look_up(user)
        return self._known[user.id]

    async def _look_up(self, user: discord.User | discord.Member) -> Author:
        member: discord.User | discord.Member = user
        if self._guild is not None:
            try:
                member = await self._guild.fetch_member(user.id)
            except discord.NotFound:
                member = user  # They have left the server.
        return author_from(member)
