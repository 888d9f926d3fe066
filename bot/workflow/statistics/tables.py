"""What the store counts: the contract that storage implements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.comment import CommentState
from bot.domain.weekly import WeeklySettings
from bot.workflow.statistics.periods import Bin, Span


@dataclass(frozen=True, slots=True)
class StateCount:
    """Comments that came in one bin of time and are in one state now."""

    bin: int
    state: CommentState
    by_moderator: bool
    """Whether a moderator decided last."""
    flagged: bool
    """Whether it was published at once with a card that asks for a look."""
    count: int


@dataclass(frozen=True, slots=True)
class RuleCount:
    """What a rule held, and what moderators made of it."""

    rule: str
    category: str
    held: int
    approved: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Quantiles:
    """The middle and the far end of a bin's values."""

    bin: int
    count: int
    middle: float
    """The median."""
    far: float
    """The 90th or the 99th percentile, as was asked."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a moderator now."""

    count: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Said:
    """One comment as a point of a discussion: no text, no name."""

    id: int
    parent_id: int | None
    author_id: int | None
    at: datetime
    state: CommentState
    was_held: bool


@dataclass(frozen=True, slots=True)
class Wait:
    """How long one comment waited for its decision."""

    comment_id: int
    article_id: int
    title: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Discussed:
    """An article and how many comments came to it."""

    article_id: int
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision about a comment, for export. Never its text."""

    id: int
    """Grows with time."""
    at: datetime
    comment_id: int
    article_id: int
    text_number: int | None
    event: str
    from_state: str
    to_state: str
    by: str
    """``moderator``, ``member`` or ``policy``."""
    policy: str
    rules: str
    """The rules that decided, with spaces between."""
    waited_s: float | None
    """From the moment it began to wait to a moderator's decision."""
    author_id: int | None


class StatisticsTable(Protocol):
    """Counts over the stored comments, cards and verdicts of one server."""

    async def first(self, guild_id: int) -> datetime | None:
        """When the first comment came."""
        ...

    async def states(self, guild_id: int, bins: Sequence[Bin]) -> Sequence[StateCount]: ...

    async def rules(self, guild_id: int, span: Span) -> Sequence[RuleCount]:
        """By the time at which texts were held, the most held first."""
        ...

    async def delays(self, guild_id: int, bins: Sequence[Bin]) -> Sequence[Quantiles]:
        """Seconds from holding to a moderator's decision, by the decision's time: median, p90."""
        ...

    async def exposures(self, guild_id: int, bins: Sequence[Bin]) -> Sequence[Quantiles]:
        """Milliseconds that typed texts could be read before they were taken down: median, p99."""
        ...

    async def waiting(self, guild_id: int) -> Waiting: ...

    async def said(self, article_id: int, *, after: int, limit: int) -> Sequence[Said]:
        """The comments of an article by id, from the next one on."""
        ...

    async def slowest(self, guild_id: int, span: Span, *, limit: int) -> Sequence[Wait]:
        """The longest waits that ended in this time."""
        ...

    async def discussed(self, guild_id: int, span: Span, *, limit: int) -> Sequence[Discussed]:
        """The articles to which the most comments came."""
        ...

    async def decisions(
        self, guild_id: int, span: Span, *, after: int, limit: int
    ) -> Sequence[DecisionRow]:
        """Decisions of this time by id, from the next one on."""
        ...

    async def weekly(self, guild_id: int) -> WeeklySettings: ...

    async def put_weekly(self, settings: WeeklySettings) -> None: ...

    async def with_weekly(self) -> Sequence[WeeklySettings]:
        """The servers that want a weekly report."""
        ...
