"""The articles' own posts and threads."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence

import discord

from bot.discord_io.failures import THREAD_EXISTS, stage_errors
from bot.discord_io.rendering import buttons, posts
from bot.discord_io.replies import NO_PINGS
from bot.discord_io.stage.places import LOOK_BACK, channel_of, custom_ids_of, own_id, thread_by_id
from bot.discord_io.webhooks import NoWebhook, Webhooks
from bot.domain.errors import StageGone
from bot.domain.guild import ChannelMode
from bot.domain.posted import Article, ArticleState


class DiscordArticles:
    """`bot.workflow.stage.ArticleStage` on discord.py."""

    def __init__(self, client: discord.Client, webhooks: Webhooks) -> None:
        self._client = client
        self._webhooks = webhooks

    async def post_article(self, article: Article, *, look_first: bool) -> int:
        channel = channel_of(self._client, article)
        with stage_errors():
            if look_first:
                found = await self._find(article, channel)
                if found is not None:
                    return found
            role_id = article.look.mention_role_id
            message = await channel.send(
                f"<@&{role_id}>" if role_id is not None else None,
                embed=posts.article_embed(article, comments=0),
                view=buttons.below_article(article),
                nonce=f"gr-article-{article.id}",
                allowed_mentions=_pings(role_id),
            )
        return message.id

    async def open_thread(self, article: Article) -> int:
        if article.message_id is None:
            raise StageGone("the article has no post")
        channel = channel_of(self._client, article)
        message = channel.get_partial_message(article.message_id)
        with stage_errors():
            try:
                thread = await message.create_thread(
                    name=posts.thread_name(article),
                    auto_archive_duration=10080,
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

    async def refresh_article(self, article: Article, *, comments: int, mode: ChannelMode) -> None:
        if article.message_id is None:
            raise StageGone("the article has no post")
        message = channel_of(self._client, article).get_partial_message(article.message_id)
        with stage_errors():
            await message.edit(
                embed=posts.article_embed(article, comments=comments),
                view=buttons.below_article(article),
                allowed_mentions=NO_PINGS,
            )
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
            if message.author.id == bot_id and (
                buttons.article_id_in(custom_ids_of(message)) == article.id
            ):
                return message.id
        return None


def _pings(role_id: int | None) -> discord.AllowedMentions:
    """Nobody but the role that a manager chose for the feed."""
    if role_id is None:
        return NO_PINGS
    return discord.AllowedMentions(
        everyone=False, users=False, roles=[discord.Object(role_id)], replied_user=False
    )
