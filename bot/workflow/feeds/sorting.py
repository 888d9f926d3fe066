"""What becomes of each item that a feed brings: posted, told as news of a posted one, or left."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.feed import Feed, FeedItem, Filters
from bot.workflow.feeds.filters import refusal
from bot.workflow.feeds.stories import Story, canonical_address, is_same_text

REMEMBERED = timedelta(days=3)
"""How long a story can come again under another name and address and be recognised by its text."""


class Outcome(StrEnum):
    """What becomes of an item."""

    POST = "post"
    UPDATE = "update"
    """Its article is posted already, and says something else now."""
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Known:
    """An item that this channel's feeds brought before."""

    story: Story
    item_id: int
    article_id: int | None
    """None: it was left."""
    said: str
    """Its `version_of`, as it was last seen."""
    first_seen_at: datetime


@dataclass(frozen=True, slots=True)
class Sorted:
    """An item with what becomes of it."""

    item: FeedItem
    story: Story
    outcome: Outcome
    why: str
    """One sentence for moderators."""
    known: Known | None = None
    """The one that it is a new version of, or tells again."""


def sort(
    feed: Feed,
    known: Sequence[Known],
    filters: Filters,
    *,
    now: datetime,
    first_posts: int | None = None,
) -> list[Sorted]:
    """The feed's items with what becomes of each, in the order in which they are posted.

    Args:
        known: What the feeds of this channel brought before.
        first_posts: How many items at most are posted; None but for a feed's first answer.
    """
    shared = Counter(canonical_address(item.url) for item in feed.items)
    front_page = canonical_address(feed.url)
    result: list[Sorted] = []
    seen = _Seen(known, now)
    for item in _oldest_first(feed.items):
        address = canonical_address(item.url)
        # Where several items, or the whole feed, lead to one page, its address names no story.
        story = Story(
            item.guid,
            "" if shared[address] > 1 or address == front_page else address,
            item.title,
            item.lead,
        )
        found = _sorted(item, story, seen.again(story), filters, now)
        result.append(found)
        if found.outcome is Outcome.POST:
            seen.add(Known(story, 0, None, version_of(item), now))
    return result if first_posts is None else _fewer(result, first_posts)


class _Seen:
    """What was seen before, found by name, by address, or for some days by its text."""

    def __init__(self, known: Iterable[Known], now: datetime) -> None:
        self._now = now
        self._by_guid: dict[str, Known] = {}
        self._by_address: dict[str, Known] = {}
        self._recent: list[Known] = []
        for one in known:
            self.add(one)

    def add(self, one: Known) -> None:
        """The first of a name keeps it."""
        self._by_guid.setdefault(one.story.guid, one)
        self._by_address.setdefault(one.story.address, one)
        if self._now - one.first_seen_at <= REMEMBERED:
            self._recent.append(one)

    def again(self, story: Story) -> Known | None:
        """The one that tells the same story."""
        if story.guid and (named := self._by_guid.get(story.guid)):
            return named
        if story.address and (named := self._by_address.get(story.address)):
            return named
        return next((one for one in self._recent if is_same_text(story, one.story)), None)


def version_of(item: FeedItem) -> str:
    """A key of what an article shows of an item: 64 hexadecimal digits, others when it changes."""
    shown = "\n".join((item.title, *item.paragraphs, item.picture_url))
    return hashlib.sha256(shown.encode()).hexdigest()


def _sorted(
    item: FeedItem, story: Story, earlier: Known | None, filters: Filters, now: datetime
) -> Sorted:
    if earlier is not None:
        if earlier.article_id is not None and version_of(item) != earlier.said:
            return Sorted(item, story, Outcome.UPDATE, "It changed since it was posted.", earlier)
        why = "It was posted before." if earlier.article_id else "It was seen before."
        return Sorted(item, story, Outcome.LEAVE, why, earlier)
    if why := refusal(filters, item, now):
        return Sorted(item, story, Outcome.LEAVE, why)
    return Sorted(item, story, Outcome.POST, "It is new.")


def _oldest_first(items: Sequence[FeedItem]) -> list[FeedItem]:
    """By their dates where all have one; else a feed's last item is its oldest."""
    turned = list(reversed(items))
    dates = [item.published_at for item in turned]
    if any(date is None for date in dates):
        return turned
    return [turned[i] for i in sorted(range(len(turned)), key=lambda i: (dates[i], i))]


def _fewer(found: list[Sorted], most: int) -> list[Sorted]:
    new = [one for one in found if one.outcome is Outcome.POST]
    left = {id(one) for one in new[: max(0, len(new) - most)]}
    why = f"It was there when the feed was added; only the newest {most} were posted."
    return [
        Sorted(one.item, one.story, Outcome.LEAVE, why) if id(one) in left else one for one in found
    ]
