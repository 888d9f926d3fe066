"""What moderators see of articles: previews, lists, forms; and the pages that members read."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import app_commands

from bot.discord_io.rendering import buttons, forms, posts, safe
from bot.discord_io.rendering.links import article_url
from bot.domain.article import ArticleDocument
from bot.domain.posted import Article, ArticleState, Draft
from bot.locales import _, mark, ngettext
from bot.workflow.archives import ARCHIVED, Archive
from bot.workflow.articles import PAGE, ArticlePage, Posting

SURE = 0.8
"""Below this confidence a preview asks to look twice."""


STATES = {
    ArticleState.POSTING: mark("being posted"),
    ArticleState.OPEN: mark("open"),
    ArticleState.CLOSED: mark("closed"),
}
"""An article's state in words."""

TAGS = 60
"""Characters of tags that a form can carry."""


def document_form(channel_id: int, tags: str = "") -> discord.ui.Modal:
    """The form that a document is pasted into."""
    return forms.form(
        _("Post an article"),
        "send-document",
        channel_id,
        tags[:TAGS],
        fields=[
            forms.Field("title", _("Title"), longest=300, is_long=False),
            forms.Field(
                forms.TEXT,
                _("Text"),
                hint=_("Paragraphs with empty lines between. For more than fits here, use a file."),
                longest=4000,
            ),
        ],
    )


def preview_text(draft: Draft, description: Sequence[str], *, is_prepared: bool) -> str:
    """How a document was read, before anything is posted; fits into one message.

    Args:
        description: What was read, in plain lines.
    """
    reading = draft.document.reading
    lines = [_("**This is how I read it.** Nothing is posted yet.")]
    if reading.confidence < SURE:
        lines.append(
            _(
                "⚠ I am only {sure} sure. A line `--- comments ---` before the first comment and "
                "lines like `Name:` before each settle it.",
                sure=f"{reading.confidence:.0%}",
            )
        )
    if not is_prepared:
        lines.append(
            _(
                "⚠ {channel} has not been made ready: members may be able to type there unjudged. "
                "A manager can change that with `/setup channel`.",
                channel=f"<#{draft.channel_id}>",
            )
        )
    lines += [f"- {safe.literal(line)}" for line in description]
    return safe.fitting("\n".join(lines), posts.CONTENT)


def preview_view(draft: Draft) -> discord.ui.View:
    """Post the article, with its comments if it has any, or not at all."""
    count = len(draft.document.comments)
    primary = discord.ButtonStyle.primary
    if not count:
        return buttons.row_of(
            buttons.button(_("Post"), "post-draft", draft.id, 0, style=primary),
            buttons.button(_("Cancel"), "drop-draft", draft.id),
        )
    with_comments = ngettext(
        "Post the article and its {n} comment", "Post the article and its {n} comments", count
    )
    kept = ngettext("Keep the comment as an archive", "Keep the comments as an archive", count)
    return buttons.row_of(
        buttons.button(_("Post the article only"), "post-draft", draft.id, 0, style=primary),
        buttons.button(with_comments, "post-draft", draft.id, 1),
        buttons.button(kept, "post-draft", draft.id, 2),
        buttons.button(_("Cancel"), "drop-draft", draft.id),
    )


def posting_sentence(posting: Posting) -> str:
    """What became of a request to post."""
    title = safe.literal(safe.one_line(posting.article.document.title, 120))
    if not posting.is_new:
        url = article_url(posting.article)
        if url is None:
            return _("“{title}” is posted here already: it is on its way.", title=title)
        return _("“{title}” is posted here already: {url}.", title=title, url=url)
    if posting.imported:
        return ngettext(
            "“{title}” is being posted. Its comment was judged like any other; what waits is in "
            "`/queue`.",
            "“{title}” is being posted. Its {n} comments were judged like any other; what waits is "
            "in `/queue`.",
            posting.imported,
            title=title,
        )
    return _("“{title}” is being posted.", title=title)


def archive_embed(archive: Archive) -> discord.Embed:
    """Some of what the site's readers said."""
    embed = discord.Embed(
        title=safe.fitting(safe.literal(archive.article.document.title), 256),
        description=None if archive.comments else _("Nothing more."),
        colour=posts.COLOUR,
    )
    for comment, text in archive.comments:
        name = safe.literal(safe.one_line(comment.author.name, 80)) or _("Anonymous")
        embed.add_field(
            name=safe.fitting(name, 256),
            value=safe.fitting(safe.literal(text), 1024),
            inline=False,
        )
    last = archive.offset + len(archive.comments)
    embed.set_footer(
        text=_(
            "From the site: {first} to {last} of {total}",
            first=archive.offset + 1,
            last=last,
            total=archive.total,
        )
    )
    return embed


def archive_view(archive: Archive) -> discord.ui.View | None:
    """To the pages before and after."""
    before, after = archive.offset - ARCHIVED, archive.offset + ARCHIVED
    items = []
    if before >= 0:
        items.append(buttons.button(_("Before"), "archive", archive.article.id, before))
    if after < archive.total:
        items.append(buttons.button(_("More"), "archive", archive.article.id, after))
    return buttons.row_of(*items) if items else None


def list_embed(page: ArticlePage) -> discord.Embed:
    """One page of articles."""
    if not page.total:
        return discord.Embed(description=_("No articles found. Post one with `/article post`."))
    lines = []
    for article, comments in page.articles:
        title = safe.literal(safe.one_line(article.document.title, 90))
        url = article_url(article)
        named = f"[{title}]({url})" if url else title
        state = "" if article.state is ArticleState.OPEN else f" · {_(STATES[article.state])}"
        when = discord.utils.format_dt(article.created_at, "d")
        shown = ngettext("{n} shown", "{n} shown", comments)
        lines.append(f"`{article.id}` {named} · {when} · {shown}{state}")
    last = page.offset + len(page.articles)
    embed = discord.Embed(title=_("Articles"), description="\n".join(lines), colour=posts.COLOUR)
    embed.set_footer(
        text=_("{first} to {last} of {total}", first=page.offset + 1, last=last, total=page.total)
    )
    return embed


def list_view(page: ArticlePage, search: str) -> discord.ui.View | None:
    """To the pages before and after."""
    if page.total <= PAGE:
        return None
    before, after = page.offset - PAGE, page.offset + PAGE
    return buttons.row_of(
        buttons.button(_("Newer"), "article-page", max(0, before), search, disabled=before < 0),
        buttons.button(_("Older"), "article-page", after, search, disabled=after >= page.total),
    )


def choices(page: ArticlePage) -> list[app_commands.Choice[str]]:
    """Articles to choose from while typing."""
    return [
        app_commands.Choice(
            name=safe.one_line(f"#{article.id} {article.document.title}", 100),
            value=str(article.id),
        )
        for article, _ in page.articles
    ]


def edit_form(article: Article) -> discord.ui.Modal:
    """The form to correct a post."""
    document = article.document
    fields = [
        forms.Field("title", _("Title"), value=document.title[:300], longest=300, is_long=False),
        forms.Field(
            "source",
            _("Source"),
            value=(document.attribution or "")[:200],
            longest=200,
            is_long=False,
            is_required=False,
        ),
    ]
    if document.paragraphs and len(document.lead) <= 4000:
        fields.append(forms.Field(forms.TEXT, _("Lead"), value=document.lead, longest=4000))
    return forms.form(
        _("Edit article {number}", number=article.id),
        "send-article-edit",
        article.id,
        fields=fields,
    )


def page_embed(document: ArticleDocument, pages: list[str], number: int) -> discord.Embed:
    """One page of an article's text."""
    embed = discord.Embed(
        title=safe.fitting(safe.literal(document.title), 256),
        description=pages[number],
        url=posts.web_address(document.url),
        colour=posts.COLOUR,
    )
    source = " · ".join(filter(None, (document.author, document.attribution)))
    if len(pages) > 1:
        source = " · ".join(
            filter(None, (source, _("page {page} of {pages}", page=number + 1, pages=len(pages))))
        )
    if source:
        embed.set_footer(text=safe.fitting(source, 500))
    return embed


def page_view(article_id: int, pages: int, number: int) -> discord.ui.View | None:
    """To the next page."""
    if number + 1 >= pages:
        return None
    return buttons.row_of(buttons.button(_("Next page"), "read", article_id, number + 1))
