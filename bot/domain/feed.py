"""A feed, its items, and a channel's subscription to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.look import PLAIN, Look


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item of a feed, as text."""

    guid: str
    """What the feed calls it by; its address where the feed gives no name, else empty."""
    title: str
    """Never empty: the first words of an item that has none."""
    url: str = ""
    paragraphs: tuple[str, ...] = ()
    """Its summary or text, as much as the feed gives; the first one is the lead."""
    author: str = ""
    published_at: datetime | None = None
    """Aware, UTC."""
    updated_at: datetime | None = None
    categories: tuple[str, ...] = ()
    picture_url: str = ""

    @property
    def lead(self) -> str:
        """The first paragraph; empty where there is none."""
        return self.paragraphs[0] if self.paragraphs else ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it was read."""

    title: str
    url: str = ""
    """The page that it belongs to."""
    items: tuple[FeedItem, ...] = ()
    """In the feed's own order, most often the newest first."""
    minutes: int = 0
    """How long the feed itself says that it stays as it is; 0 where it says nothing."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of the version that it sent, given back to ask whether it changed."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class FeedAnswer:
    """What a feed said when it was asked."""

    feed: Feed | None
    """None: nothing changed."""
    validators: Validators = Validators()
    moved_to: str = ""
    """The address to ask from now on; empty where it stays."""
    pause: timedelta = timedelta(0)
    """How long its server says that it stays as it is; 0 where it says nothing."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which items a channel wants; what is empty asks nothing."""

    with_words: tuple[str, ...] = ()
    """One of these words or phrases stands in title, summary or categories."""
    without_words: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    """The item has one of these."""
    without_categories: tuple[str, ...] = ()
    newest_days: int = 0
    """Items of at most so many days; 0 for any age."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """How a feed has been doing."""

    next_at: datetime
    failures: int = 0
    """In a row."""
    failing_since: datetime | None = None
    failure: str = ""
    """Why it failed last, in one sentence."""
    told: bool = False
    """Whether moderators know that it is dead."""


class FeedState(StrEnum):
    """Whether a feed is asked."""

    ACTIVE = "active"
    PAUSED = "paused"
    GONE = "gone"
    """Its server said that it is gone for good; it is not asked again unless somebody resumes."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed whose new items are posted in a channel."""

    id: int
    guild_id: int
    channel_id: int
    url: str
    title: str
    created_at: datetime
    created_by: int
    pulse: Pulse
    state: FeedState = FeedState.ACTIVE
    filters: Filters = Filters()
    look: Look = PLAIN
    reads_pages: bool = False
    """Whether the whole article is read from its page when it is posted."""
    first_posts: int = 1
    """Items at most that its first answer posts."""
    answered: bool = False
    """Whether it ever answered."""
    validators: Validators = Validators()
    version: int = 1
