"""What the workflow needs of the outside: a store, a judge, a clock, names, a desk.

Storage and Discord implement these; the workflow knows nothing else of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from bot.domain.article import ArticleDocument
from bot.domain.feed import Feed, FeedAnswer, Validators
from bot.domain.guild import GuildSettings
from bot.domain.verdict import Verdict
from bot.moderation import Context
from bot.workflow.desk.tables import DecisionTable, DeskTable, IncidentTable, QueueTable
from bot.workflow.feeds.tables import FeedTable
from bot.workflow.privacy.tables import PrivacyTable
from bot.workflow.rules.tables import PolicyTable, RuleTable
from bot.workflow.standing.tables import AppealTable, CaseTable, StandingTable
from bot.workflow.statistics.tables import StatisticsTable
from bot.workflow.tables import (
    ArticleTable,
    CardTable,
    CommentTable,
    GuildTable,
    JobTable,
    NoticeTable,
)

Clock = Callable[[], datetime]
"""The present moment, aware, in UTC."""


class Judge(Protocol):
    """Judges a text. Never raises for what a text contains: what cannot be judged is held."""

    async def __call__(self, text: str, context: Context) -> Verdict: ...


class StaffNames(Protocol):
    """Names that only their owners may bear: moderators', the server's, the bot's."""

    async def __call__(self, guild_id: int, *, besides: int | None) -> Sequence[str]:
        """The names on one server; ``besides`` is the author, whose own name is theirs."""
        ...


class RequireDesk(Protocol):
    """Makes sure that held comments have a place where moderators, and only they, see them."""

    async def __call__(self, settings: GuildSettings) -> None:
        """Raises:
        NotSetUp: no moderators' channel was chosen, it is gone, or everybody can view it.
        """
        ...


class FeedSource(Protocol):
    """Asks feeds over the web."""

    async def ask(self, url: str, known: Validators) -> FeedAnswer:
        """What the feed says, if it changed since ``known``.

        Raises:
            SourceUnavailable, DocumentUnreadable: it cannot be fetched, or it is no feed.
        """
        ...

    async def find(self, address: str) -> tuple[str, Feed]:
        """The feed at an address, or the first that the page there names: (its address, feed).

        Raises:
            SourceUnavailable, DocumentUnreadable: nothing can be fetched, or no feed is named.
        """
        ...


class PageSource(Protocol):
    """Reads articles from pages of the web."""

    async def read(self, address: str) -> ArticleDocument:
        """The article at an address.

        Raises:
            SourceUnavailable, DocumentUnreadable: it cannot be fetched, or it is no article.
        """
        ...


class Transaction(Protocol):
    """Everything the store holds, as of one transaction."""

    @property
    def articles(self) -> ArticleTable: ...
    @property
    def comments(self) -> CommentTable: ...
    @property
    def feeds(self) -> FeedTable: ...
    @property
    def cards(self) -> CardTable: ...
    @property
    def jobs(self) -> JobTable: ...
    @property
    def guilds(self) -> GuildTable: ...
    @property
    def notices(self) -> NoticeTable: ...
    @property
    def privacy(self) -> PrivacyTable: ...
    @property
    def statistics(self) -> StatisticsTable: ...
    @property
    def rules(self) -> RuleTable: ...
    @property
    def policies(self) -> PolicyTable: ...
    @property
    def queue(self) -> QueueTable: ...
    @property
    def desk(self) -> DeskTable: ...
    @property
    def decisions(self) -> DecisionTable: ...
    @property
    def incidents(self) -> IncidentTable: ...
    @property
    def standing(self) -> StandingTable: ...
    @property
    def cases(self) -> CaseTable: ...
    @property
    def appeals(self) -> AppealTable: ...


class Store(Protocol):
    """Where everything is kept."""

    def write(self) -> AbstractAsyncContextManager[Transaction]:
        """A transaction: all of it is kept, or, after an exception, nothing."""
        ...

    def read(self) -> AbstractAsyncContextManager[Transaction]:
        """A consistent look without the right to change anything."""
        ...
