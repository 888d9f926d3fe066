"""An article on a server: the document, its post and its thread."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.article import ArticleDocument
from bot.domain.look import PLAIN, Look


class ArticleState(StrEnum):
    """Whether an article takes comments."""

    POSTING = "posting"
    """Stored; its post or its thread is still being made."""
    OPEN = "open"
    CLOSED = "closed"
    """Its buttons are switched off; what is held can still be approved."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article that was, or is about to be, posted in one channel."""

    id: int
    guild_id: int
    channel_id: int
    document: ArticleDocument
    state: ArticleState
    created_at: datetime
    created_by: int
    version: int = 1
    message_id: int | None = None
    thread_id: int | None = None
    last_activity_at: datetime | None = None
    """When its thread was last written to; the quietest is archived first."""
    look: Look = PLAIN
    in_forum: bool = False
    """Whether it is a post of a forum: its message stands in its own thread."""
    closed_by_rule: bool = False
    """Whether it was closed for its age or its comments: that happens once."""
    seen_message_id: int | None = None
    """In free mode: every message in its thread up to this one has been taken in."""

    @property
    def is_posted(self) -> bool:
        """Whether both the post and its thread are there."""
        return self.message_id is not None and self.thread_id is not None


@dataclass(frozen=True, slots=True)
class Draft:
    """A document that a moderator has been shown and has not yet posted."""

    id: int
    guild_id: int
    channel_id: int
    author_id: int
    document: ArticleDocument
    created_at: datetime
    look: Look = PLAIN


def fingerprint(document: ArticleDocument) -> str:
    """A key that is the same for the same article, however its spaces and letter case vary.

    Returns:
        64 hexadecimal digits over title and paragraphs; pictures and comments do not count.
    """
    parts = [document.title, *document.paragraphs]
    plain = "\n".join(" ".join(unicodedata.normalize("NFKC", p).casefold().split()) for p in parts)
    return hashlib.sha256(plain.encode()).hexdigest()
