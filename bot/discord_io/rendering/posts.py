"""The posts that readers see: the article's and each comment's."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

import discord

from bot.discord_io.rendering import buttons, safe
from bot.discord_io.rendering.links import comment_url
from bot.domain.article import ArticleDocument
from bot.domain.look import Picture
from bot.domain.posted import Article, ArticleState
from bot.locales import _
from bot.workflow.feeds.templates import filled
from bot.workflow.stage import CommentPost

CONTENT = 2000
"""Characters that a message's content holds. Source: Discord's documentation, "Create Message"."""
DESCRIPTION = 4096
"""Characters that an embed's description holds. Source: same, "Embed Limits"."""
LEAD = 1200
"""Characters of the lead that the post shows."""
QUOTE = 80
"""Characters of the answered comment that an answer shows."""
COLOUR = discord.Colour(0x2F7D5B)
CLOSED_COLOUR = discord.Colour(0x747F8D)


@dataclass(frozen=True, slots=True)
class RenderedComment:
    """A comment's post: its content, or, where that would be too long, its one embed."""

    content: str
    embed: discord.Embed | None
    view: discord.ui.View


def article_embed(article: Article, *, comments: int) -> discord.Embed:
    """What an article's post shows."""
    document = article.document
    closed = article.state is ArticleState.CLOSED
    look = article.look
    lead = safe.fitting(safe.literal(filled(look.lead, document)), LEAD)
    if closed:
        lead = f"{lead}\n\n**{_('Comments are closed.')}**"
    embed = discord.Embed(
        title=safe.fitting(safe.literal(filled(look.title, document)), 256),
        description=lead,
        url=web_address(document.url),
        colour=CLOSED_COLOUR if closed else COLOUR,
    )
    if document.attribution or document.author:
        source = " · ".join(filter(None, (document.author, document.attribution)))
        embed.add_field(name=_("Source"), value=safe.fitting(safe.literal(source), 1024))
    if document.published_at is not None:
        embed.add_field(
            name=_("Published"), value=discord.utils.format_dt(document.published_at, "D")
        )
    embed.add_field(name=_("Reading time"), value=_("{n} min", n=document.reading_minutes))
    embed.add_field(name=_("Comments"), value=_counted(article, comments))
    picture = web_address(document.picture_url)
    if picture is not None and look.picture is Picture.LARGE:
        embed.set_image(url=picture)
    elif picture is not None and look.picture is Picture.SMALL:
        embed.set_thumbnail(url=picture)
    if document.captions:
        embed.set_footer(text=safe.fitting(document.captions[0].text, 300))
    return embed


def _counted(article: Article, comments: int) -> str:
    """How many, and where they are if Discord does not show it: below a post made anew."""
    is_apart = article.thread_id not in {None, article.message_id} and not article.in_forum
    if not is_apart:
        return str(comments)
    return _("{n} in {thread}", n=comments, thread=f"<#{article.thread_id}>")


def web_address(address: str | None) -> str | None:
    """The address if Discord takes it in an embed: one of the web, of at most 2,048 characters."""
    if address is None or len(address) > 2048 or any(char.isspace() for char in address):
        return None
    parts = urlsplit(address)
    return address if parts.scheme in {"http", "https"} and parts.hostname else None


def thread_name(article: Article) -> str:
    """The name of an article's thread: its title, as far as it fits."""
    return safe.one_line(article.document.title, 100) or _("Article {number}", number=article.id)


def article_pages(document: ArticleDocument) -> list[str]:
    """The whole text in pages that fit into one embed each."""
    pages: list[str] = []
    page = ""
    for paragraph in document.paragraphs:
        text = safe.literal(paragraph)
        for start in range(0, max(1, len(text)), DESCRIPTION - 2):
            piece = text[start : start + DESCRIPTION - 2]
            if page and len(page) + 2 + len(piece) > DESCRIPTION:
                pages.append(page)
                page = ""
            page = f"{page}\n\n{piece}" if page else piece
    return [*pages, page] if page else pages or [_("This article has no text.")]


def comment_post(post: CommentPost) -> RenderedComment:
    """What a comment's post shows.

    Where quote, text and signature together would not fit into a message, the text goes into one
    embed of the same post: it is never cut and never becomes two posts.
    """
    view = buttons.below_comment(post.comment, post.article)
    head = _answered(post)
    text = safe.published(post.text)
    foot = _signature(post)
    content = "\n".join(filter(None, (head, text, foot)))
    if len(content) <= CONTENT:
        return RenderedComment(content, None, view)
    embed = discord.Embed(description=safe.fitting(text, DESCRIPTION), colour=COLOUR)
    return RenderedComment("\n".join(filter(None, (head, foot))), embed, view)


def named_content(rendered: RenderedComment, name: str) -> str:
    """The content with the author's name in bold above it, for posts without a webhook."""
    named = f"**{safe.literal(name)}**\n{rendered.content}"
    return named if len(named) <= CONTENT else rendered.content


def _answered(post: CommentPost) -> str:
    if post.comment.parent_id is None:
        return ""
    url = comment_url(post.parent, post.article) if post.parent is not None else None
    if post.parent is None or url is None:
        return f"-# ↪ {_('a comment that is no longer here')}"
    name = safe.literal(post.parent.shown_name)
    quote = safe.literal(safe.one_line(post.parent_text, QUOTE))
    return f"-# ↪ [{name}]({url}): {quote}"


def _signature(post: CommentPost) -> str:
    comment = post.comment
    marks = [] if comment.author.id is None else [f"<@{comment.author.id}>"]
    if comment.is_imported:
        marks.append(_("published with the article"))
    if post.number > 1:
        marks.append(_("edited"))
    return f"-# {' · '.join(marks)}" if marks else ""
