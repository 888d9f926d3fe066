"""Embeds: their limits, and what Discord makes of one that was sent.

Source: https://docs.discord.com/developers/resources/message#embed-object
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from bot.sandbox.clock import timestamp
from bot.sandbox.errors import FormRefused, Path
from bot.sandbox.jsontypes import Fields, Payload
from bot.sandbox.shapes import (
    Flag,
    Integer,
    ListOf,
    Moment,
    Object,
    Text,
    optional,
    required,
)

TOTAL_LIMIT: Final = 6_000

_URL = Text(maximum=2048)
_MEDIA = Object(
    {
        "url": optional(_URL),
        "proxy_url": optional(_URL),
        "width": optional(Integer()),
        "height": optional(Integer()),
        "placeholder": optional(Text()),
        "placeholder_version": optional(Integer()),
        "description": optional(Text(maximum=4096)),
        "content_type": optional(Text()),
        "flags": optional(Integer()),
    }
)

EMBED: Final = Object(
    {
        "type": optional(Text()),
        "url": optional(_URL),
        "title": optional(Text(maximum=256, strip=True)),
        "description": optional(Text(maximum=4096, strip=True)),
        "color": optional(Integer(0, 0xFFFFFF)),
        "timestamp": optional(Moment()),
        "author": optional(
            Object(
                {
                    "name": optional(Text(maximum=256)),
                    "url": optional(_URL),
                    "icon_url": optional(_URL),
                    "proxy_icon_url": optional(_URL),
                }
            )
        ),
        "footer": optional(
            Object(
                {
                    "text": optional(Text(maximum=2048)),
                    "icon_url": optional(_URL),
                    "proxy_icon_url": optional(_URL),
                }
            )
        ),
        "image": optional(_MEDIA),
        "thumbnail": optional(_MEDIA),
        "video": optional(_MEDIA),
        "provider": optional(Object({"name": optional(Text()), "url": optional(_URL)})),
        "fields": optional(
            ListOf(
                Object(
                    {
                        "name": required(Text(1, 256)),
                        "value": required(Text(1, 1024)),
                        "inline": optional(Flag()),
                    }
                ),
                maximum=25,
            )
        ),
        "flags": optional(Integer()),
    }
)


def stored_embeds(
    embeds: Sequence[Fields], resolve_url: Callable[[str], str], path: Path = ("embeds",)
) -> list[Payload]:
    """Embeds as Discord keeps and shows them; raises when they hold too much text."""
    if sum(_text_length(embed) for embed in embeds) > TOTAL_LIMIT:
        raise FormRefused.at(
            path,
            "MAX_EMBED_SIZE_EXCEEDED",
            f"Embed size exceeds maximum size of {TOTAL_LIMIT}",
        )
    return [_stored(embed, resolve_url) for embed in embeds]


def _text_length(embed: Fields) -> int:
    length = len(embed.text("title")) + len(embed.text("description"))
    for name, part in (("author", "name"), ("footer", "text")):
        inner = embed.object_or_none(name)
        if inner is not None:
            length += len(inner.text(part))
    for one in embed.objects("fields"):
        length += len(one.text("name")) + len(one.text("value"))
    return length


def _stored(embed: Fields, resolve_url: Callable[[str], str]) -> Payload:
    made: Payload = {"type": "rich"}
    for name in ("url", "title", "description"):
        if text := embed.text(name):
            made[name] = text
    color = embed.integer_or_none("color")
    if color is not None:
        made["color"] = color
    moment = embed.number_or_none("timestamp")
    if moment is not None:
        made["timestamp"] = timestamp(moment)
    author = embed.object_or_none("author")
    if author is not None and author.text("name"):
        made["author"] = _with_urls(author, ("name",), ("url", "icon_url"), resolve_url)
    footer = embed.object_or_none("footer")
    if footer is not None and footer.text("text"):
        made["footer"] = _with_urls(footer, ("text",), ("icon_url",), resolve_url)
    for name in ("image", "thumbnail"):
        media = embed.object_or_none(name)
        if media is not None and media.text("url"):
            url = resolve_url(media.text("url"))
            made[name] = {"url": url, "proxy_url": url, "width": 0, "height": 0, "flags": 0}
    fields = embed.objects("fields")
    if fields:
        made["fields"] = [
            {
                "name": one.text("name"),
                "value": one.text("value"),
                "inline": one.flag("inline"),
            }
            for one in fields
        ]
    return made


def _with_urls(
    part: Fields, texts: Sequence[str], urls: Sequence[str], resolve_url: Callable[[str], str]
) -> Payload:
    made: Payload = {name: part.text(name) for name in texts}
    for name in urls:
        if url := part.text(name):
            made[name] = resolve_url(url)
    return made
