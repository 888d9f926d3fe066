"""Discord as the workflow sees it: posts, cards and answers, and the ways they can fail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from bot.domain.card import Card
from bot.domain.comment import Comment, ReplyHandle
from bot.domain.guild import ChannelMode
from bot.domain.posted import Article
from bot.workflow.review import Dossier

if TYPE_CHECKING:
    from bot.workflow.desk.carding import IncidentDossier


@dataclass(frozen=True, slots=True)
class CommentPost:
    """What a comment's post shows."""

    comment: Comment
    text: str
    number: int
    """The revision that ``text`` is of."""
    article: Article
    parent: Comment | None = None
    """The comment it answers."""
    parent_text: str = ""
    """What readers see of that now; empty where it is gone."""


@dataclass(frozen=True, slots=True)
class StagePost:
    """Where a comment stands."""

    message_id: int
    webhook_id: int | None
    """None where the bot itself posted it, for lack of a webhook."""


class Standing(StrEnum):
    """What the author of a comment is told about it."""

    RECEIVED = "received"
    PUBLISHED = "published"
    CLEARED = "cleared"
    WAITING = "waiting"
    REJECTED = "rejected"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"
    EDIT_WAITING = "edit-waiting"
    EDIT_REJECTED = "edit-rejected"


@dataclass(frozen=True, slots=True)
class Status:
    """A comment's standing with all that its author should know."""

    standing: Standing
    comment: Comment
    article: Article
    ahead: int = 0
    """How many comments go first: to the stage, or to a moderator."""
    because: tuple[str, ...] = ()
    """Why it was refused."""
    may_appeal: bool = False
    """Whether its author can still ask for a moderator."""
    may_contest: bool = False
    """Whether a moderator decided, so that another can be asked."""


class Topic(StrEnum):
    """What a server's moderators or its owner are told once, until it is mended."""

    NO_WEBHOOK = "no-webhook"
    DESK_UNUSABLE = "desk-unusable"
    CANNOT_DELETE = "cannot-delete"
    STAGE_UNAVAILABLE = "stage-unavailable"
    SHIELD_DOWN = "shield-down"
    FEED_DEAD = "feed-dead"


@dataclass(frozen=True, slots=True)
class PostedArticle:
    """Where an article stands."""

    message_id: int
    thread_id: int | None = None
    """Of a forum's post, which is a thread from the first; elsewhere it is opened afterwards."""


class ArticleStage(Protocol):
    """The articles' own posts and threads.

    Here as below, every method may raise `StageBusy`, `OutcomeUnknown` or `StageUnavailable`;
    its more special kinds where it says so.
    """

    async def post_article(self, article: Article, *, look_first: bool) -> PostedArticle:
        """Post it. With ``look_first`` it may be there already.

        Raises:
            ThreadsExhausted: it is a forum, and the guild has no room for another active thread.
        """
        ...

    async def open_thread(self, article: Article) -> int:
        """Make the thread below its post and return the thread's id, also if it was there.

        Raises:
            StageGone: the post is not there any more.
            ThreadsExhausted: the guild has no room for another active thread.
        """
        ...

    async def prepare_comments(self, article: Article) -> None:
        """Make what the first comment will need, so that it need not wait for it."""
        ...

    async def active_threads(self, guild_id: int) -> Sequence[int]:
        """The ids of the guild's active threads, foreign ones included."""
        ...

    async def archive_thread(self, article: Article) -> bool:
        """Archive its thread to make room; False where it was not active."""
        ...

    async def refresh_article(
        self, article: Article, *, comments: int, archived: int, mode: ChannelMode
    ) -> None:
        """Draw the post anew; where members type freely, its thread is locked while it takes no
        comments.

        Raises:
            StageGone: the post is not there any more.
        """
        ...


class CommentStage(Protocol):
    """Comments' posts."""

    async def publish(self, post: CommentPost) -> StagePost:
        """Post a comment, once: whatever is not certain is `OutcomeUnknown`.

        Raises:
            StageGone: the thread is not there any more.
        """
        ...

    async def find_posts(self, article: Article, *, since: datetime) -> Mapping[int, StagePost]:
        """Comment id → its post, for posts since then that no comment is known to have."""
        ...

    async def revise(self, post: CommentPost) -> None:
        """Draw a comment's post anew.

        Raises:
            StageGone: the post, or the webhook that made it, is not there any more.
        """
        ...

    async def retract(self, comment: Comment, article: Article) -> None:
        """Delete a comment's post; it is no error if it is gone."""
        ...

    async def delete_typed(self, article: Article, message_id: int) -> bool:
        """Delete a message typed below an article; False where it was gone already."""
        ...


class DeskStage(Protocol):
    """The moderators' channel."""

    async def post_card(self, card: Card, dossier: Dossier) -> tuple[int, int]:
        """Post a card; returns the channel's and the message's id.

        Raises:
            NotSetUp: no usable moderators' channel.
        """
        ...

    async def refresh_card(self, card: Card, dossier: Dossier) -> None:
        """Draw a card anew.

        Raises:
            StageGone: it is not there any more.
        """
        ...

    async def post_incident(self, dossier: IncidentDossier) -> tuple[int, int]:
        """Post the card of similar comments; returns the channel's and the message's id.

        Raises:
            NotSetUp: no usable moderators' channel.
        """
        ...

    async def refresh_incident(self, dossier: IncidentDossier) -> None:
        """Draw it anew, in place of whatever stands there.

        Raises:
            StageGone: it is not there any more.
        """
        ...

    async def show_crowd(
        self, guild_id: int, count: int, known: tuple[int, int] | None
    ) -> tuple[int, int]:
        """Say how many cards were not posted, where it was said before, or anew.

        Returns:
            The channel's and the message's id.

        Raises:
            NotSetUp: no usable moderators' channel.
            StageGone: what was said before is not there any more.
        """
        ...

    async def tell(self, guild_id: int, topic: Topic, detail: str) -> None:
        """Say something to the moderators, or to the owner where there is no usable channel."""
        ...


class AuthorStage(Protocol):
    """What the authors of comments are told, and nobody else."""

    async def answer(self, reply: ReplyHandle, status: Status) -> None:
        """Edit the private answer to an interaction.

        Raises:
            StageGone: the answer can no longer be edited.
        """
        ...

    async def message_privately(self, user_id: int, status: Status) -> None:
        """Tell a person in a direct message.

        Raises:
            DoorClosed: they take none from this bot.
        """
        ...

    async def say_below(self, article: Article, user_id: int, status: Status) -> None:
        """Tell them below the article, for everybody to see: nothing of their text, and only for
        a moment."""
        ...
