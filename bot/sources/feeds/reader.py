"""Reading a feed: RSS 0.9x, 1.0 and 2.0 and Atom through feedparser, JSON Feed by itself."""

from __future__ import annotations

import calendar
import io
import json
import time
from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

import feedparser

from bot.domain.errors import DocumentUnreadable
from bot.domain.feed import Feed, FeedItem
from bot.sources.web.html import first_picture, line_of, paragraphs_of, text_of

MOST_ITEMS = 500
"""Items of a feed that are read, from its top."""
LONGEST_TITLE = 300
_WORDS_OF_A_TITLE = 12
_JSON_FEED = "https://jsonfeed.org/version/"


def read_feed(body: bytes, *, url: str, content_type: str = "") -> Feed:
    """The feed that ``body`` is.

    Args:
        url: Where it was fetched; relative addresses in it are read from there.
        content_type: The server's header: its charset counts.

    Raises:
        DocumentUnreadable: it is no feed, or none with items that can be read.
    """
    if body.removeprefix(BOM_UTF8).lstrip()[:1] == b"{":
        return _json_feed(body, url)
    # From a stream: feedparser would take bytes for the name of a file.
    headers = {"content-location": url, "content-type": content_type}
    found = feedparser.parse(io.BytesIO(body), response_headers=headers)
    if not found.get("version") and not found.entries:
        raise DocumentUnreadable(
            "What lies there is no feed (RSS, Atom or JSON Feed). It may be a page: name the "
            "address of its feed, or of a site that names one."
        )
    items = (_item(entry, url) for entry in found.entries[:MOST_ITEMS])
    return Feed(
        title=text_of(found.feed.get("title", ""))[:LONGEST_TITLE],
        url=found.feed.get("link", ""),
        items=tuple(item for item in items if item is not None),
        minutes=_minutes(found.feed.get("ttl", "")),
    )


def _item(entry: Any, base: str) -> FeedItem | None:
    summary = entry.get("summary", "")
    contents = [content.get("value", "") for content in entry.get("content", ())]
    url = _web(entry.get("link", ""), base)
    # A look-up in the entry itself would find one date under the other's name, and warn of it.
    dates = dict(entry)
    return _made(
        guid=entry.get("id", "") or url,
        title=text_of(entry.get("title", "")),
        url=url,
        # The longer one is the text, the other its summary.
        markups=sorted({summary, *contents} - {""}, key=len, reverse=True),
        author=text_of(entry.get("author", "")),
        # RSS 1.0 has one date, which feedparser takes for that of the last change.
        published_at=_moment(dates.get("published_parsed") or dates.get("updated_parsed")),
        updated_at=_moment(dates.get("updated_parsed")),
        categories=[tag.get("term") or tag.get("label") or "" for tag in entry.get("tags", ())],
        pictures=list(_pictures(entry)),
        base=url or base,
    )


def _pictures(entry: Any) -> Sequence[str]:
    media = [
        *entry.get("media_content", ()),
        *({**thumbnail, "medium": "image"} for thumbnail in entry.get("media_thumbnail", ())),
        *(
            {**enclosure, "url": enclosure.get("href", "")}
            for enclosure in entry.get("enclosures", ())
        ),
    ]
    return [
        one.get("url", "")
        for one in media
        if one.get("medium") == "image" or str(one.get("type", "")).startswith("image/")
    ]


def _json_feed(body: bytes, base: str) -> Feed:
    try:
        feed = json.loads(body)
        version = str(feed["version"])
        items = feed["items"]
    except (ValueError, KeyError, TypeError, RecursionError):
        version, items = "", None
    if not version.startswith(_JSON_FEED) or not isinstance(items, list):
        raise DocumentUnreadable(
            "What lies there is JSON, but no JSON Feed: “version” and “items” are missing."
        )
    read = (_json_item(item, base) for item in items[:MOST_ITEMS] if isinstance(item, dict))
    return Feed(
        title=line_of(_text(feed, "title"))[:LONGEST_TITLE],
        url=_web(_text(feed, "home_page_url"), base),
        items=tuple(item for item in read if item is not None),
    )


def _json_item(item: Mapping[str, Any], base: str) -> FeedItem | None:
    url = _web(_text(item, "url") or _text(item, "external_url"), base)
    authors = item.get("authors") or [item.get("author")]
    names = [_text(one, "name") for one in authors if isinstance(one, dict)]
    tags = item.get("tags")
    plain = _text(item, "content_text")
    return _made(
        guid=_text(item, "id") or url,
        title=line_of(_text(item, "title")),
        url=url,
        markups=[_text(item, "content_html"), _text(item, "summary")],
        plain=plain,
        author=", ".join(filter(None, names)),
        published_at=_iso(_text(item, "date_published")),
        updated_at=_iso(_text(item, "date_modified")),
        categories=[str(tag) for tag in tags] if isinstance(tags, list) else [],
        pictures=[_text(item, "image"), _text(item, "banner_image")],
        base=url or base,
    )


def _made(
    *,
    guid: str,
    title: str,
    url: str,
    markups: Sequence[str],
    author: str,
    published_at: datetime | None,
    updated_at: datetime | None,
    categories: Sequence[str],
    pictures: Sequence[str],
    base: str,
    plain: str = "",
) -> FeedItem | None:
    """The item; None where nothing of it can be shown."""
    paragraphs = tuple(filter(None, map(line_of, plain.split("\n\n"))))
    for markup in markups:
        paragraphs = paragraphs or paragraphs_of(markup)
    if not title and paragraphs:
        words = paragraphs[0].split()
        title = " ".join(words[:_WORDS_OF_A_TITLE]) + (
            "…" if len(words) > _WORDS_OF_A_TITLE else ""
        )
    if not title:
        return None
    picture = next(filter(None, (_web(one, base) for one in pictures if one)), "")
    for markup in markups:
        picture = picture or first_picture(markup, base)
    return FeedItem(
        guid=guid.strip(),
        title=title[:LONGEST_TITLE],
        url=url,
        paragraphs=paragraphs,
        author=author,
        published_at=published_at,
        updated_at=updated_at,
        categories=tuple(dict.fromkeys(filter(None, map(line_of, categories)))),
        picture_url=picture,
    )


def _web(address: str, base: str) -> str:
    """The whole address; empty where it is none of the web."""
    if not address.strip():
        return ""
    try:
        whole = urljoin(base, address.strip())
    except ValueError:
        return ""
    return whole if whole.startswith(("http://", "https://")) else ""


def _text(item: Mapping[str, Any], key: str) -> str:
    """A cell as text: names and numbers are both seen in ``id``."""
    value = item.get(key)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _moment(parsed: time.struct_time | None) -> datetime | None:
    """feedparser gives UTC."""
    if parsed is None:
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _iso(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
        return at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _minutes(text: str) -> int:
    return min(int(text), 24 * 60) if text.isascii() and text.isdigit() else 0
