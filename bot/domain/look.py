"""How the posts of a feed look, and whom they call."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Picture(StrEnum):
    """How an article's picture is shown."""

    LARGE = "large"
    SMALL = "small"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Look:
    """What a post says and shows of its article."""

    title: str = "{title}"
    """A template: plain text with the names of `bot.workflow.feeds.templates.NAMES` in braces."""
    lead: str = "{lead}"
    picture: Picture = Picture.LARGE
    mention_role_id: int | None = None
    """The role that a new post pings."""
    tags: tuple[str, ...] = ()
    """In a forum: names of the tags that a post gets, as far as the forum has them."""


PLAIN = Look()
"""The article's own title and lead, with a large picture."""
