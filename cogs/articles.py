"""Articles: post, list, close, reopen and edit them, for moderators; read them, for members."""

from __future__ import annotations

import asyncio

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Greenroom
from bot.discord_io.actors import actor_of
from bot.discord_io.channels import require_postable
from bot.discord_io.options import ArticleChannelOption, article_number
from bot.discord_io.rendering import articles, forms, posts
from bot.discord_io.replies import tell
from bot.discord_io.router import form_values, handles
from bot.discord_io.stage.places import ArticleChannel, standing_of
from bot.domain.actor import Actor
from bot.domain.article import ArticleDocument
from bot.domain.errors import DocumentUnreadable, NotAllowed, NotFound, Refused
from bot.locales import _
from bot.sources.describe import describe
from bot.sources.text_document import read_document
from bot.workflow.articles import ArticlePage

Arguments = tuple[str, ...]

LARGEST_FILE = 1_000_000
"""Bytes of a document that are read: some 150,000 words, far more than any article."""


@app_commands.guild_only()
@app_commands.default_permissions(manage_messages=True)
class Articles(commands.GroupCog, group_name="article"):
    """Post articles and keep them."""

    def __init__(self, bot: Greenroom) -> None:
        self._bot = bot
        self._services = bot.services
        self._moderators = bot.services.moderators

    @app_commands.command(name="post")
    @app_commands.describe(
        file="A plain text document: title, text, and readers' comments if it has any",
        address="Or the address of a page that has the article",
        channel="Where to post it; if you name none, the channel that is ready for articles",
        tags="In a forum: the names of its tags that the post gets, with commas between",
    )
    async def post(
        self,
        interaction: discord.Interaction,
        file: discord.Attachment | None = None,
        address: str = "",
        channel: ArticleChannelOption | None = None,
        tags: str = "",
    ) -> None:
        """Post an article from a file, from a page, or from text that you paste into a form."""
        target = await self._moderators.target(interaction, channel)
        actor = await self._moderators.acting(interaction, channel_id=target.id)
        await self._services.articles.require_poster(actor, channel_id=target.id)
        require_postable(target)
        if file is None and not address:
            await interaction.response.send_modal(articles.document_form(target.id, tags))
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        if file is None:
            document = await self._services.pages.read(address)
        else:
            document = await _read(await _text_of(file))
        await self._preview(interaction, actor, target.id, document, tags)

    @handles("send-document")
    async def send_document(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """The form with a pasted document was sent."""
        channel_id = int(arguments[0])
        await interaction.response.defer(ephemeral=True, thinking=True)
        actor = await self._moderators.acting(interaction, channel_id=channel_id)
        values = form_values(interaction)
        text = "\n\n".join(filter(None, (values.get("title", ""), values.get(forms.TEXT, ""))))
        tags = ":".join(arguments[1:])
        await self._preview(interaction, actor, channel_id, await _read(text), tags)

    @handles("post-draft")
    async def post_draft(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """A preview was accepted, with its comments or without."""
        draft_id, wanted = int(arguments[0]), arguments[1]
        await interaction.response.defer()
        actor = await self._moderators.acting(interaction)
        draft = await self._services.articles.get_draft(draft_id, actor)
        actor = await self._moderators.acting(interaction, channel_id=draft.channel_id)
        require_postable(self._channel(draft.channel_id))
        posting = await self._services.articles.post(
            draft_id, actor, with_comments=wanted in {"1", "2"}, as_archive=wanted == "2"
        )
        await interaction.edit_original_response(
            content=articles.posting_sentence(posting), embeds=[], view=None
        )

    @handles("drop-draft")
    async def drop_draft(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """A preview was dropped."""
        actor = await self._moderators.acting(interaction)
        await self._services.articles.drop(int(arguments[0]), actor)
        await interaction.response.edit_message(content=_("Not posted."), embeds=[], view=None)

    @app_commands.command(name="list")
    @app_commands.describe(search="A part of the title, or the article's number")
    async def list_articles(self, interaction: discord.Interaction, search: str = "") -> None:
        """The articles on this server, newest first."""
        page = await self._page(interaction, search[:60], 0)
        await tell(
            interaction,
            embed=articles.list_embed(page),
            view=articles.list_view(page, search[:60]),
        )

    @handles("article-page")
    async def article_page(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Another page of the list."""
        search = ":".join(arguments[1:])
        page = await self._page(interaction, search, int(arguments[0]))
        await interaction.response.edit_message(
            embed=articles.list_embed(page), view=articles.list_view(page, search)
        )

    @app_commands.command(name="close")
    @app_commands.describe(article="The article")
    async def close(self, interaction: discord.Interaction, article: str) -> None:
        """Switch off Comment and Reply. What is held can still be approved."""
        article_id = article_number(article)
        actor = await self._moderator_of(interaction, article_id)
        closed = await self._services.closing.close(article_id, actor)
        await tell(interaction, _("Comments on “{title}” are closed.", title=closed.document.title))

    @app_commands.command(name="reopen")
    @app_commands.describe(article="The article")
    async def reopen(self, interaction: discord.Interaction, article: str) -> None:
        """Switch Comment and Reply on again."""
        article_id = article_number(article)
        actor = await self._moderator_of(interaction, article_id)
        opened = await self._services.closing.reopen(article_id, actor)
        await tell(
            interaction, _("Comments on “{title}” are open again.", title=opened.document.title)
        )

    @app_commands.command(name="repost")
    @app_commands.describe(article="The article")
    async def repost(self, interaction: discord.Interaction, article: str) -> None:
        """Post an article anew whose post was deleted by hand."""
        article_id = article_number(article)
        actor = await self._moderator_of(interaction, article_id)
        await interaction.response.defer(ephemeral=True, thinking=True)
        there = await self._services.articles.get(article_id, actor)
        stands = await standing_of(self._bot, there)
        if stands.post:
            raise Refused("The post of this article is still there: nothing was done.")
        await self._services.articles.repost(article_id, actor, thread_is_there=stands.thread)
        await tell(interaction, _("“{title}” is being posted anew.", title=there.document.title))

    @app_commands.command(name="edit")
    @app_commands.describe(article="The article")
    async def edit(self, interaction: discord.Interaction, article: str) -> None:
        """Correct the title, the lead or the source of an article's post."""
        article_id = article_number(article)
        actor = await self._moderator_of(interaction, article_id)
        found = await self._services.articles.get(article_id, actor)
        await interaction.response.send_modal(articles.edit_form(found))

    @handles("send-article-edit")
    async def send_edit(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """The corrections were sent."""
        article_id = int(arguments[0])
        actor = await self._moderator_of(interaction, article_id)
        values = form_values(interaction)
        edited = await self._services.articles.edit(
            article_id,
            actor,
            title=values.get("title", "").strip(),
            lead=values.get(forms.TEXT, "").strip(),
            attribution=values.get("source", "").strip(),
        )
        await tell(interaction, _("Changed: “{title}”.", title=edited.document.title))

    @close.autocomplete("article")
    @reopen.autocomplete("article")
    @repost.autocomplete("article")
    @edit.autocomplete("article")
    async def article_choices(
        self, interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Articles whose title has what was typed; none for who may not list them."""
        try:
            page = await self._page(interaction, current, 0)
        except NotAllowed:
            return []
        return articles.choices(page)

    @handles("read")
    async def read(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Read article: its text, for the one who pressed."""
        article_id, number = int(arguments[0]), int(arguments[1])
        channel_id = await self._services.articles.channel_of(article_id)
        actor = actor_of(interaction, channel_id=channel_id)
        document = await self._services.articles.read(article_id, actor)
        pages = posts.article_pages(document)
        number = min(number, len(pages) - 1)
        await tell(
            interaction,
            embed=articles.page_embed(document, pages, number),
            view=articles.page_view(article_id, len(pages), number),
        )

    @handles("archive")
    async def archive(self, interaction: discord.Interaction, arguments: Arguments) -> None:
        """Comments from the site, for the one who pressed."""
        article_id, offset = int(arguments[0]), int(arguments[1])
        channel_id = await self._services.articles.channel_of(article_id)
        actor = actor_of(interaction, channel_id=channel_id)
        archive = await self._services.archives.page(article_id, actor, offset=offset)
        await tell(
            interaction, embed=articles.archive_embed(archive), view=articles.archive_view(archive)
        )

    async def _preview(
        self,
        interaction: discord.Interaction,
        actor: Actor,
        channel_id: int,
        document: ArticleDocument,
        tags: str,
    ) -> None:
        """Show how a document was read, before anything is posted."""
        draft = await self._services.articles.draft(
            document,
            channel_id=channel_id,
            actor=actor,
            tags=tuple(filter(None, (tag.strip() for tag in tags.split(",")))),
        )
        prepared = await self._services.installation.is_prepared(channel_id)
        await interaction.edit_original_response(
            content=articles.preview_text(draft, describe(document), is_prepared=prepared),
            view=articles.preview_view(draft),
            allowed_mentions=discord.AllowedMentions.none(),
        )

    async def _page(
        self, interaction: discord.Interaction, search: str, offset: int
    ) -> ArticlePage:
        actor = await self._moderators.acting_anywhere(interaction)
        return await self._services.articles.page(actor, search=search, offset=offset)

    async def _moderator_of(self, interaction: discord.Interaction, article_id: int) -> Actor:
        channel_id = await self._services.articles.channel_of(article_id)
        return await self._moderators.acting(interaction, channel_id=channel_id)

    def _channel(self, channel_id: int) -> ArticleChannel:
        channel = self._bot.get_channel(channel_id)
        if not isinstance(channel, ArticleChannel):
            raise NotFound("The channel to post in was deleted, or I cannot see it any more.")
        return channel


async def _read(text: str) -> ArticleDocument:
    # A long document takes seconds to read; everybody else's buttons must not wait for it.
    return await asyncio.to_thread(read_document, text)


async def _text_of(file: discord.Attachment) -> str:
    """A document's text.

    Raises:
        DocumentUnreadable: too large, or no text in UTF-8.
    """
    if file.size > LARGEST_FILE:
        raise DocumentUnreadable(
            "This file has {size:,} bytes; a document may have {limit:,}.",
            size=file.size,
            limit=LARGEST_FILE,
        )
    try:
        return (await file.read()).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DocumentUnreadable(
            "This file is not plain text in UTF-8. Save it as a plain text file, then try again."
        ) from None


async def setup(bot: Greenroom) -> None:
    """Called by discord.py."""
    await bot.add_cog(Articles(bot))
