"""Free mode: what members type, change and delete below an article, and what AutoMod refused."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

import discord
from discord.ext import commands

from bot.client import Greenroom
from bot.discord_io.actors import member_actor
from bot.discord_io.failures import stage_errors
from bot.discord_io.reading import author_from, is_members_own, typed_message
from bot.discord_io.rendering import posts
from bot.discord_io.taking_back import give_back, remove
from bot.domain.comment import Source, Submission
from bot.domain.errors import GreenroomError, StageUnavailable
from bot.domain.posted import Article
from bot.locales import speak
from bot.workflow.free.blocks import Blocked
from bot.workflow.submissions import author_of

log = logging.getLogger(__name__)


class Free(commands.Cog):
    """Hands everything that happens in the threads of free channels to the workflow."""

    def __init__(self, bot: Greenroom) -> None:
        self._bot = bot
        self._services = bot.services

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Somebody typed below an article."""
        await self._take(message, is_new=True)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        """Somebody changed what they had typed, or Discord unfurled a link in it."""
        await self._take(event.message, is_new=False)

    @commands.Cog.listener()
    async def on_thread_update(self, before: discord.Thread, after: discord.Thread) -> None:
        """A thread has another name: one that would have to wait is taken back."""
        if before.name == after.name:
            return
        article = await self._article_in(after)
        name = posts.thread_name(article) if article is not None else after.name
        if article is None or after.name == name:
            return
        if await self._services.typing.may_stand(article, after.name):
            return
        try:
            with stage_errors():
                await after.edit(name=name, reason="A moderator has to see such a name first")
        except StageUnavailable as refused:
            log.warning("the name of thread %d stays: %s", after.id, refused)

    @commands.Cog.listener()
    async def on_automod_action(self, execution: discord.AutoModAction) -> None:
        """AutoMod refused a message before anybody saw it; several rules tell of one message."""
        if execution.action.type is not discord.AutoModRuleActionType.block_message:
            return
        channel = execution.channel
        article = await self._article_in(channel) if isinstance(channel, discord.Thread) else None
        if article is None or not execution.content.strip():
            return
        if not await self._services.shield.is_ours(execution.guild_id, execution.rule_id):
            return
        at = datetime.now(UTC)
        refused = Blocked(
            guild_id=execution.guild_id,
            channel_id=execution.channel_id or 0,
            user_id=execution.user_id,
            text=execution.content,
        )
        if self._services.blocks.is_told_again(refused, at):
            return
        await self._keep_blocked(article, execution, at)

    async def _article_in(self, thread: discord.Thread) -> Article | None:
        if not self._services.typing.is_free(thread.parent_id):
            return None
        return await self._services.typing.article_in(thread.id)

    async def _take(self, message: discord.Message, *, is_new: bool) -> None:
        thread = message.channel
        if not isinstance(thread, discord.Thread) or not is_members_own(message):
            return
        if not self._services.typing.is_free(thread.parent_id):
            return
        typed = typed_message(message, author_from(message.author))
        if typed.text.strip():
            await self._services.typing.take(thread.id, typed, is_new=is_new)
            return
        # What cannot be read cannot be judged, so it does not stand.
        article = await self._services.typing.article_in(thread.id)
        if article is not None:
            await remove(message, article, self._services.teller)

    async def _keep_blocked(
        self, article: Article, execution: discord.AutoModAction, at: datetime
    ) -> None:
        guild = self._bot.get_guild(execution.guild_id)
        channel = self._bot.get_channel(article.channel_id)
        if guild is None or not isinstance(channel, discord.abc.GuildChannel):
            return
        member = await guild.fetch_member(execution.user_id)
        actor = member_actor(member, channel)
        submission = Submission(
            guild_id=article.guild_id,
            article_id=article.id,
            author=author_of(actor),
            text=execution.content,
            source=Source.BLOCKED,
            source_id=f"{actor.id}.{at.timestamp():.3f}",
            at=at,
        )
        try:
            await self._services.typing.blocked(submission, actor, execution.matched_keyword)
        except GreenroomError as refused:
            speak(await self._services.languages(guild.id))
            await give_back(member, execution.content, refused)


async def setup(bot: Greenroom) -> None:
    """Called by discord.py."""
    await bot.add_cog(Free(bot))
