"""The articles' own posts and threads."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from functools import partial
from typing import Final

import discord

from bot.discord_io.failures import THREAD_ARCHIVED, THREAD_EXISTS, stage_errors
from bot.discord_io.rendering import buttons, posts
from bot.discord_io.replies import NO_PINGS
from bot.discord_io.stage.places import (
    LOOK_BACK,
    channel_of,
    custom_ids_of,
    own_id,
    post_of,
    thread_by_id,
)
from bot.discord_io.webhooks import NoWebhook, Webhooks
from bot.domain.errors import StageGone
from bot.domain.guild import ChannelMode
from bot.domain.posted import Article, ArticleState
from bot.workflow.publishing import CLOCK_SKEW
from bot.workflow.stage import PostedArticle

ARCHIVED_AFTER: Final = 10080
"""Minutes without a message after which Discord archives a thread: the longest there is."""
MOST_TAGS = 5
"""Tags of a forum's post. Source: Discord's documentation, "Channel"."""


class DiscordArticles:
    """`bot.workflow.stage.ArticleStage` on discord.py."""

    def __init__(self, client: discord.Client, webhooks: Webhooks) -> None:
        self._client = client
        self._webhooks = webhooks

    async def post_article(self, article: Article, *, look_first: bool) -> PostedArticle:
        channel = channel_of(self._client, article)
        with stage_errors():
            if isinstance(channel, discord.ForumChannel):
                return await self._post_in_forum(article, channel, look_first=look_first)
            if look_first:
                found = await self._find(article, channel)
                if found is not None:
                    return PostedArticle(found)
            role_id = article.look.mention_role_id
            message = await channel.send(
                _call(article),
                embed=posts.article_embed(article, comments=0),
                view=buttons.below_article(article),
                nonce=f"gr-article-{article.id}",
                allowed_mentions=_pings(role_id),
            )
        return PostedArticle(message.id)

    async def _post_in_forum(
        self, article: Article, forum: discord.ForumChannel, *, look_first: bool
    ) -> PostedArticle:
        # Discord takes no nonce here: after an uncertain answer the forum is looked through.
        if look_first:
            found = await self._find_in_forum(article, forum)
            if found is not None:
                return PostedArticle(found, found)
        made = await forum.create_thread(
            name=posts.thread_name(article),
            content=_call(article) or discord.utils.MISSING,
            embed=posts.article_embed(article, comments=0),
            view=buttons.below_article(article),
            applied_tags=_tags(article, forum),
            auto_archive_duration=ARCHIVED_AFTER,
            allowed_mentions=_pings(article.look.mention_role_id),
            reason="An article",
        )
        return PostedArticle(made.message.id, made.thread.id)

    async def open_thread(self, article: Article) -> int:
        if article.message_id is None:
            raise StageGone("the article has no post")
        if article.in_forum:
            return article.message_id
        with stage_errors():
            try:
                thread = await post_of(self._client, article).create_thread(
                    name=posts.thread_name(article),
                    auto_archive_duration=ARCHIVED_AFTER,
                    reason="Comments on this article",
                )
            except discord.HTTPException as refused:
                if refused.code != THREAD_EXISTS:
                    raise
                # A thread that was started from a message has the message's id.
                return article.message_id
        return thread.id

    async def prepare_comments(self, article: Article) -> None:
        with contextlib.suppress(NoWebhook):
            # Without one the bot posts by itself, and moderators hear of it when it does.
            await self._webhooks.key(channel_of(self._client, article))

    async def active_threads(self, guild_id: int) -> Sequence[int]:
        guild = self._client.get_guild(guild_id)
        if guild is None:
            return ()
        with stage_errors():
            return [thread.id for thread in await guild.active_threads()]

    async def archive_thread(self, article: Article) -> bool:
        if article.thread_id is None:
            return False
        with stage_errors():
            try:
                thread = await thread_by_id(self._client, article.guild_id, article.thread_id)
                if thread.archived:
                    return False
                await thread.edit(archived=True, reason="Makes room for a newer article")
            except discord.NotFound:
                return False
        return True

    async def refresh_article(
        self, article: Article, *, comments: int, archived: int, mode: ChannelMode
    ) -> None:
        message = post_of(self._client, article)
        with stage_errors():
            edit = partial(
                message.edit,
                embed=posts.article_embed(article, comments=comments),
                view=buttons.below_article(article, archived=archived),
                allowed_mentions=NO_PINGS,
            )
            try:
                await edit()
            except discord.HTTPException as refused:
                if refused.code != THREAD_ARCHIVED or article.thread_id is None:
                    raise
                asleep = await thread_by_id(self._client, article.guild_id, article.thread_id)
                await asleep.edit(archived=False, reason="The article has changed")
                await edit()
            thread = channel_of(self._client, article).get_thread(article.thread_id or 0)
            if thread is not None and not thread.archived:
                await self._rename(thread, article)
                await self._lock(thread, article, mode)

    async def _lock(self, thread: discord.Thread, article: Article, mode: ChannelMode) -> None:
        """Where members type, closing is locking; elsewhere they cannot type anyway."""
        locked = mode is ChannelMode.FREE and article.state is ArticleState.CLOSED
        if thread.locked is not locked:
            await thread.edit(locked=locked, reason="Comments are closed" if locked else None)

    async def _rename(self, thread: discord.Thread, article: Article) -> None:
        """Give the thread the title's name after a correction."""
        name = posts.thread_name(article)
        # An archived thread is not known here and keeps its old name: renaming would wake it.
        # Discord allows two renames in ten minutes, so only where there is something to change.
        if thread.name != name:
            await thread.edit(name=name, reason="The article's title was corrected")

    async def _find(self, article: Article, channel: discord.TextChannel) -> int | None:
        bot_id = own_id(self._client)
        async for message in channel.history(limit=LOOK_BACK, after=article.created_at):
            if message.author.id == bot_id and _is_of(message, article):
                return message.id
        return None

    async def _find_in_forum(self, article: Article, forum: discord.ForumChannel) -> int | None:
        bot_id = own_id(self._client)
        threads = [t for t in await forum.guild.active_threads() if t.parent_id == forum.id]
        for thread in threads:
            made_at = thread.created_at
            is_recent = made_at is not None and made_at >= article.created_at - CLOCK_SKEW
            if thread.owner_id != bot_id or not is_recent:
                continue
            with contextlib.suppress(discord.NotFound):
                if _is_of(await thread.fetch_message(thread.id), article):
                    return thread.id
        return None


def _is_of(message: discord.Message, article: Article) -> bool:
    return buttons.article_id_in(custom_ids_of(message)) == article.id


def _call(article: Article) -> str | None:
    role_id = article.look.mention_role_id
    return f"<@&{role_id}>" if role_id is not None else None


def _tags(article: Article, forum: discord.ForumChannel) -> list[discord.ForumTag]:
    """The forum's tags that the article names; the first one where the forum demands some."""
    wanted = {name.casefold() for name in article.look.tags}
    found = [tag for tag in forum.available_tags if tag.name.casefold() in wanted]
    if not found and forum.flags.require_tag:
        found = list(forum.available_tags[:1])
    return found[:MOST_TAGS]


def _pings(role_id: int | None) -> discord.AllowedMentions:
    """Nobody but the role that a manager chose for the feed."""
    if role_id is None:
        return NO_PINGS
    return discord.AllowedMentions(
        everyone=False, users=False, roles=[discord.Object(role_id)], replied_user=False
    )
