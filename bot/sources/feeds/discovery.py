"""Finding the feeds that a page names."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import html
from lxml.etree import ParserError

from bot.sources.web.html import line_of

_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/json"}
)
_USUAL = ("/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feed.json")
"""Where feeds lie on sites that name none."""


@dataclass(frozen=True, slots=True)
class NamedFeed:
    """A feed that a page names in its head."""

    url: str
    title: str


def named_feeds(body: bytes, url: str) -> list[NamedFeed]:
    """The feeds that a page names, in its order; those of comments come last."""
    try:
        root = html.document_fromstring(body)
    except (ParserError, ValueError):
        return []
    base = urljoin(url, next((one.get("href") or "" for one in root.iter("base")), ""))
    found: dict[str, NamedFeed] = {}
    for link in root.iter("link"):
        kinds = (link.get("rel") or "").lower().split()
        if "alternate" not in kinds or (link.get("type") or "").lower().strip() not in _TYPES:
            continue
        address = urljoin(base, (link.get("href") or "").strip())
        # WordPress names its own interface with the type of JSON.
        if address.startswith(("http://", "https://")) and "/wp-json/" not in address:
            found.setdefault(address, NamedFeed(address, line_of(link.get("title") or "")))
    return sorted(found.values(), key=lambda feed: "comment" in (feed.url + feed.title).lower())


def usual_places(url: str) -> list[str]:
    """Where a feed may lie on a site that names none."""
    return [urljoin(url, place) for place in _USUAL]
