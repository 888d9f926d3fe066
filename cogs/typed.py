"""Typed messages below an article: taken in as comments, or removed with a word on how to."""

from __future__ import annotations

import discord
from discord.ext import commands

from bot.client import Greenroom
from bot.discord_io.actors import member_actor
from bot.discord_io.reading import is_members_own, readable
from bot.discord_io.stage.places import ArticleChannel
from bot.discord_io.taking_back import give_back, remove
from bot.domain.comment import Source, Submission
from bot.domain.errors import GreenroomError
from bot.domain.posted import Article
from bot.locales import _, speak
from bot.workflow.submissions import author_of


class Typed(commands.Cog):
    """Somebody who may write in an article's thread, or answers its post, did so."""

    def __init__(self, bot: Greenroom) -> None:
        self._bot = bot
        self._services = bot.services

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Take a message in if it stands below an article."""
        if message.guild is None or not is_members_own(message):
            return
        thread = message.channel
        if isinstance(thread, discord.Thread) and self._services.typing.is_free(thread.parent_id):
            return  # Free mode has its own way, in `cogs.free`.
        article = await self._article_of(message)
        channel = self._bot.get_channel(article.channel_id) if article is not None else None
        if article is None or not isinstance(channel, ArticleChannel):
            return
        if not isinstance(message.author, discord.Member):
            return
        speak(await self._services.languages(message.guild.id))
        if not message.content.strip():
            await remove(
                message,
                article,
                self._services.teller,
                notice=_(
                    "Use the button **Comment** on the article: nobody can read a comment before "
                    "it is judged."
                ),
            )
            return
        actor = member_actor(message.author, channel)
        submission = Submission(
            guild_id=message.guild.id,
            article_id=article.id,
            author=author_of(actor),
            text=readable(message),
            source=Source.TYPED,
            source_id=str(message.id),
            at=message.created_at,
            parent_id=await self._answered(message, article),
        )
        try:
            await self._services.submissions.receive(submission, actor)
        except GreenroomError as refused:
            notice = _("This message was not taken as a comment.")
            await remove(message, article, self._services.teller, notice=notice)
            await give_back(message.author, message.content, refused)

    async def _article_of(self, message: discord.Message) -> Article | None:
        """The article that a message stands below, or whose post it answers."""
        if isinstance(message.channel, discord.Thread):
            return await self._services.articles.by_thread(message.channel.id)
        reference = message.reference
        if reference is None or reference.message_id is None:
            return None
        return await self._services.articles.by_message(reference.message_id)

    async def _answered(self, message: discord.Message, article: Article) -> int | None:
        """The comment that a message in the thread answers."""
        reference = message.reference
        if reference is None or reference.message_id is None:
            return None
        return await self._services.submissions.by_message(reference.message_id, article.id)


async def setup(bot: Greenroom) -> None:
    """Called by discord.py."""
    await bot.add_cog(Typed(bot))
