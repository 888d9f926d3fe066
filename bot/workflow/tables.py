"""What the store holds, table by table: the contract that storage implements.

Each table belongs to the transaction it was got from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.article import ArticleDocument
from bot.domain.card import Card, CardKind, Report
from bot.domain.comment import (
    Comment,
    HistoryEntry,
    ReplyHandle,
    Revision,
    Source,
    Submission,
)
from bot.domain.guild import ChannelMode, GuildSettings
from bot.domain.job import Job, JobKind
from bot.domain.look import PLAIN, Look
from bot.domain.posted import Article, Draft
from bot.domain.verdict import Verdict


class ArticleTable(Protocol):
    """Articles and drafts."""

    async def add(self, draft: Draft, *, created_by: int, at: datetime) -> tuple[Article, bool]:
        """Store a draft's document as an article; (article, False) if that channel has it."""
        ...

    async def get(self, article_id: int) -> Article | None: ...

    async def by_message(self, message_id: int) -> Article | None:
        """The article whose post this is."""
        ...

    async def by_thread(self, thread_id: int) -> Article | None:
        """The article whose thread this is."""
        ...

    async def update(self, article: Article) -> Article:
        """Store it on top of the version it was read at.

        Raises:
            Conflict: somebody else changed it since.
        """
        ...

    async def page(
        self, guild_id: int, *, search: str = "", offset: int = 0, limit: int = 10
    ) -> Sequence[Article]:
        """Newest first; ``search`` is a part of the title or the id."""
        ...

    async def count(self, guild_id: int, *, search: str = "") -> int: ...

    async def quietest(
        self, guild_id: int, *, among: Sequence[int], besides: int
    ) -> Sequence[Article]:
        """Articles whose thread is ``among`` these, longest without activity first, at most 10."""
        ...

    async def touched(self, article_id: int, at: datetime) -> None:
        """Its thread was written to."""
        ...

    async def to_close(self, rule: Prepared, now: datetime) -> Sequence[Article]:
        """The open articles of a channel that have reached its age or its number of comments, and
        were not closed for that before."""
        ...

    async def seen(self, article_id: int, message_id: int) -> None:
        """Every message in its thread up to this one has been taken in; it never goes back."""
        ...

    async def add_draft(
        self,
        *,
        guild_id: int,
        channel_id: int,
        author_id: int,
        document: ArticleDocument,
        at: datetime,
        look: Look = PLAIN,
    ) -> Draft: ...

    async def draft(self, draft_id: int) -> Draft | None: ...

    async def drop_draft(self, draft_id: int) -> None: ...

    async def drop_drafts(self, *, before: datetime) -> None:
        """Forget those that nobody came back to."""
        ...


class CommentTable(Protocol):
    """Comments, their revisions, history, reports and the right to answer their authors."""

    async def receive(self, submission: Submission, *, channel_id: int) -> tuple[Comment, bool]:
        """Store it with its first revision, its first row of history and the reply handle.

        Returns:
            (comment, True), or (the one stored before, False) if the same ``source_id`` came again.
        """
        ...

    async def twin(self, submission: Submission, *, since: datetime) -> Comment | None:
        """A living comment with the same text by the same author on the same article."""
        ...

    async def get(self, comment_id: int) -> Comment | None: ...

    async def by_message(self, message_id: int) -> Comment | None: ...

    async def by_source(self, source: Source, source_id: str) -> Comment | None: ...

    async def revision(self, comment_id: int, number: int) -> Revision | None: ...

    async def add_revision(self, comment_id: int, number: int, text: str, at: datetime) -> None: ...

    async def set_verdict(
        self, comment_id: int, number: int, verdict: Verdict, at: datetime
    ) -> None: ...

    async def update(self, comment: Comment) -> Comment:
        """Store it on top of the version it was read at and return it with the next version.

        Raises:
            Conflict: somebody else changed it since.
        """
        ...

    async def set_exposed(self, comment_id: int, milliseconds: int) -> None:
        """How long a typed text could be read before it was taken in."""
        ...

    async def add_history(self, entries: Sequence[HistoryEntry]) -> None: ...

    async def history(self, comment_id: int) -> Sequence[HistoryEntry]:
        """Oldest first."""
        ...

    async def unjudged(self, guild_filter: GuildFilter) -> Sequence[tuple[Comment, int]]:
        """Comments with the number of a revision that was stored but never judged, oldest first."""
        ...

    async def count_waiting(self, guild_id: int, *, before: datetime | None = None) -> int: ...

    async def of_author(
        self, guild_id: int, author_id: int, *, article_id: int | None = None, limit: int = 25
    ) -> Sequence[Comment]:
        """Newest first."""
        ...

    async def counts_of_author(self, guild_id: int, author_id: int) -> Mapping[str, int]:
        """How many of a person's comments are in each state."""
        ...

    async def last_by(self, article_id: int, author_id: int) -> datetime | None:
        """When this person last submitted a comment to this article."""
        ...

    async def count_waiting_by(self, article_id: int, author_id: int) -> int: ...

    async def answers_on_stage(self, comment_id: int) -> Sequence[Comment]: ...

    async def cleared(self, article_id: int) -> Sequence[Comment]:
        """Published comments that are not on the stage yet, oldest first."""
        ...

    async def on_stage(self, article_id: int) -> Sequence[Comment]:
        """All that readers see below an article, oldest first."""
        ...

    async def count_on_stage(self, article_id: int) -> int: ...

    async def archived(self, article_id: int, *, offset: int, limit: int) -> Sequence[Comment]:
        """Published comments of an article's archive, in their order."""
        ...

    async def count_archived(self, article_id: int) -> int: ...

    async def most_discussed(
        self, guild_id: int, *, since: datetime, limit: int
    ) -> Sequence[tuple[int, int]]:
        """(article, comments shown since then), the most first."""
        ...

    async def known_messages(self, message_ids: Sequence[int]) -> frozenset[int]:
        """Those of these posts that belong to a comment already."""
        ...

    async def set_reply(self, comment_id: int, reply: ReplyHandle) -> None: ...

    async def reply(self, comment_id: int, *, now: datetime) -> ReplyHandle | None:
        """The right to answer its author privately, while it lasts."""
        ...

    async def forget_replies(self, *, now: datetime) -> int:
        """Delete the tokens that have expired; returns how many."""
        ...

    async def add_report(self, report: Report) -> bool:
        """False if this member has reported this comment before."""
        ...

    async def reports(self, comment_id: int) -> Sequence[Report]: ...


class CardTable(Protocol):
    """Cards in the moderators' channels."""

    async def open(
        self, *, guild_id: int, comment_id: int, number: int, kind: CardKind, at: datetime
    ) -> Card:
        """A new card, or the open one for the same revision and question."""
        ...

    async def close(self, comment_id: int, at: datetime) -> Sequence[Card]:
        """Close all open cards of a comment; returns those."""
        ...

    async def get(self, card_id: int) -> Card | None: ...

    async def posted(self, card_id: int, *, channel_id: int, message_id: int) -> None: ...

    async def open_of(self, comment_id: int) -> Sequence[Card]: ...

    async def unposted(self, guild_id: int) -> Sequence[Card]:
        """Open cards that stand in no channel yet."""
        ...


@dataclass(frozen=True, slots=True)
class GuildFilter:
    """The guilds that this process answers for: those of its shards."""

    shard_count: int = 1
    shard_ids: tuple[int, ...] = (0,)


class JobTable(Protocol):
    """The outbox: what Discord still has to be asked for."""

    async def add(self, job: Job) -> None:
        """Ask for it, or ask again: the earlier time and the more urgent priority count."""
        ...

    async def ready(
        self, guild_filter: GuildFilter, *, now: datetime, besides: Sequence[str], limit: int
    ) -> Sequence[Job]:
        """The most urgent job of each lane that may be done now, but for the lanes ``besides``."""
        ...

    async def newest_id(self) -> int:
        """The highest id given so far; 0 where the outbox is empty."""
        ...

    async def next_time(self, guild_filter: GuildFilter, *, after: datetime) -> datetime | None:
        """When the next job may be done that may not be done now."""
        ...

    async def done(self, job: Job) -> None:
        """Delete it, unless it was asked for again meanwhile."""
        ...

    async def postpone(self, job: Job, *, until: datetime, error: str, count: bool) -> None:
        """Put it back for later; ``count`` says whether this was an attempt."""
        ...

    async def is_overtaking(self, job: Job, *, now: datetime) -> bool:
        """Whether another job of its lane goes first that may be done now as well."""
        ...

    async def ahead(self, kind: JobKind, target_id: int) -> int | None:
        """How many jobs of its lane and kind go first; None if there is no such job."""
        ...

    async def count(self, guild_filter: GuildFilter) -> int: ...


@dataclass(frozen=True, slots=True)
class Prepared:
    """A channel that ``/setup`` made ready, with what it needs to be undone."""

    channel_id: int
    guild_id: int
    before: Mapping[str, Mapping[str, int]]
    """Target id → the ``allow`` and ``deny`` bits that stood there before."""
    changed: Mapping[str, Mapping[str, int]]
    """Target id → the ``allow`` and ``deny`` bits that were set."""
    at: datetime
    by: int
    mode: ChannelMode = ChannelMode.FORMS
    close_days: int = 0
    """Days after which articles take no more comments; 0 for never."""
    close_comments: int = 0
    """Comments after which they take no more; 0 for no limit."""


@dataclass(frozen=True, slots=True)
class WebhookKey:
    """A webhook of ours. The token is a secret."""

    channel_id: int
    guild_id: int
    webhook_id: int
    token: str


class GuildTable(Protocol):
    """Servers: their choices, prepared channels, webhooks, and what they were told once."""

    async def get(self, guild_id: int) -> GuildSettings:
        """The stored choices, or the defaults."""
        ...

    async def put(self, settings: GuildSettings, *, by: int, at: datetime) -> None: ...

    async def all_ids(self) -> Sequence[int]: ...

    async def tell_once(self, guild_id: int, topic: str, at: datetime) -> bool:
        """True the first time; remembered until ``tell_again``."""
        ...

    async def tell_again(self, guild_id: int, topic: str) -> None:
        """What the topic warned of is mended: the next time it is news again."""
        ...

    async def prepared(self, channel_id: int) -> Prepared | None: ...

    async def all_prepared(self, guild_id: int) -> Sequence[Prepared]: ...

    async def closing(self) -> Sequence[Prepared]:
        """The channels, of all servers, in which articles close by themselves."""
        ...

    async def with_digest(self) -> Sequence[GuildSettings]:
        """The servers that want a daily digest."""
        ...

    async def free_channels(self) -> Sequence[int]:
        """The channels in free mode, of all servers."""
        ...

    async def put_prepared(self, prepared: Prepared) -> None: ...

    async def drop_prepared(self, channel_id: int) -> None: ...

    async def webhook(self, channel_id: int) -> WebhookKey | None: ...

    async def put_webhook(self, key: WebhookKey) -> None: ...

    async def drop_webhook(self, channel_id: int) -> None: ...

    async def staff(self, guild_id: int) -> Mapping[int, str]:
        """User id → name of everybody who has acted as a moderator there."""
        ...

    async def put_staff(self, guild_id: int, user_id: int, name: str) -> None: ...

    async def meta(self, key: str) -> str | None:
        """A value the installation remembers, e.g. the hash of the synchronised commands."""
        ...

    async def put_meta(self, key: str, value: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Notice:
    """News for a person that could not be delivered and waits for their next button press."""

    id: int
    guild_id: int
    user_id: int
    comment_id: int
    at: datetime


class NoticeTable(Protocol):
    """Undelivered news."""

    async def add(self, *, guild_id: int, user_id: int, comment_id: int, at: datetime) -> None:
        """One notice for a comment: a newer one takes the older one's place."""
        ...

    async def of(self, guild_id: int, user_id: int) -> Sequence[Notice]: ...

    async def delivered(self, notice_ids: Sequence[int]) -> None: ...
