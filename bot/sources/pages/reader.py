"""Reading an article from the page that it stands on."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urljoin

import trafilatura
from lxml import html
from lxml.etree import ParserError
from lxml.html import HtmlElement
from trafilatura.settings import Document

from bot.domain.article import (
    ArticleDocument,
    Caption,
    CommentBorder,
    Reading,
    ReadingNote,
    Subheading,
)
from bot.domain.errors import DocumentUnreadable
from bot.sources.pages.comments import comments_of
from bot.sources.web.html import line_of, paragraphs_within

_NOON = 12


def read_page(body: bytes, *, url: str, content_type: str = "") -> ArticleDocument:
    """The article that a page carries, with its readers' comments.

    Args:
        url: Where it was fetched.
        content_type: The server's header: its charset counts.

    Raises:
        DocumentUnreadable: there is no article in it.
    """
    root = _parsed(body, content_type)
    found = _article(root, url) if root is not None else None
    title = line_of(found.title or "") if found is not None else ""
    if root is None or found is None or not title:
        raise DocumentUnreadable(
            "There is no article that I can read at this address. Post its text from a file, or "
            "paste it into the form."
        )
    paragraphs, subheadings = _text(found.body, title)
    comments = comments_of(root)
    picture = found.image or ""
    return ArticleDocument(
        title=title,
        paragraphs=paragraphs,
        attribution=line_of(found.sitename or found.hostname or "") or None,
        author=line_of((found.author or "").replace(";", ",")) or None,
        published_at=_moment(root, found.date),
        subheadings=subheadings,
        captions=_captions(root),
        picture_url=urljoin(url, picture) if picture else None,
        url=found.url or url,
        comments=comments,
        reading=Reading(
            border=CommentBorder.EXPLICIT if comments else CommentBorder.NONE,
            notes=(ReadingNote("Read from a page: menus and advertisements were left out.", 0.9),),
        ),
    )


def _parsed(body: bytes, content_type: str) -> HtmlElement | None:
    """The page; its charset is the server's, else the page's own."""
    charset = content_type.partition("charset=")[2].split(";")[0].strip(" \"'") or None
    try:
        parser = html.HTMLParser(encoding=charset)
    except LookupError:
        parser = html.HTMLParser()
    try:
        return html.document_fromstring(body, parser=parser)
    except (ParserError, ValueError):
        return None


def _article(root: HtmlElement, url: str) -> Document | None:
    found = trafilatura.bare_extraction(
        html.tostring(root, encoding="unicode"),
        url=url,
        include_comments=False,
        with_metadata=True,
        include_tables=False,
    )
    return found if isinstance(found, Document) else None


def _text(body: HtmlElement, title: str) -> tuple[tuple[str, ...], tuple[Subheading, ...]]:
    paragraphs: list[str] = []
    subheadings: list[Subheading] = []
    for block in body:
        if block.tag == "list":
            texts = [line_of("".join(item.itertext())) for item in block]
        else:
            texts = [line_of("".join(block.itertext()))]
        for text in filter(None, texts):
            if block.tag != "head":
                paragraphs.append(text)
            elif text != title:
                subheadings.append(Subheading(text, len(paragraphs) - 1))
    return tuple(paragraphs), tuple(subheadings)


def _captions(root: HtmlElement) -> tuple[Caption, ...]:
    """The words below the article's picture: those of the first figure that has any."""
    for figure in root.iter("figure"):
        for caption in figure.iter("figcaption"):
            text = line_of(" ".join(paragraphs_within(caption)))
            if text:
                return (Caption(text, -1),)
    return ()


def _moment(root: HtmlElement, day: str | None) -> datetime | None:
    """When it was published: to the minute where the page says so, else noon of the day."""
    for meta in root.iter("meta"):
        if (meta.get("property") or meta.get("name") or "") == "article:published_time":
            try:
                at = datetime.fromisoformat((meta.get("content") or "").strip())
            except ValueError:
                continue
            return at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)
    try:
        at = datetime.fromisoformat(day or "")
    except ValueError:
        return None
    return at.replace(hour=_NOON, tzinfo=UTC)
