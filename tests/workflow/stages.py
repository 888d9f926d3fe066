"""Stages in memory, for tests of the workflow: what was asked of Discord, and ways to fail."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.card import Card
from bot.domain.comment import Comment, ReplyHandle
from bot.domain.errors import NotSetUp, OutcomeUnknown, StageUnavailable
from bot.domain.guild import ChannelMode
from bot.domain.posted import Article
from bot.workflow.desk.carding import IncidentDossier
from bot.workflow.review import Dossier
from bot.workflow.stage import CommentPost, PostedArticle, StagePost, Standing, Status, Topic

WEBHOOK = 44


@dataclass
class MemoryComments:
    """A thread that remembers every post, and whose answers can be lost."""

    posts: dict[int, int] = field(default_factory=dict)
    """Message id → comment id, in the order they were made."""
    texts: dict[int, str] = field(default_factory=dict)
    failures: list[StageUnavailable] = field(default_factory=list)
    """Raised by the next posts, before anything is done."""
    lost_answers: int = 0
    """So many posts are made, and then the connection breaks."""
    typed: set[int] = field(default_factory=set)
    """Typed messages that still stand."""
    calls: list[str] = field(default_factory=list)
    gate: asyncio.Event | None = None
    """Posts wait for it."""
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the first post is under way."""
    next_id: int = 1000

    async def publish(self, post: CommentPost) -> StagePost:
        self.calls.append(f"publish {post.comment.id}")
        self.reached.set()
        if self.gate is not None:
            await self.gate.wait()
        if self.failures:
            raise self.failures.pop(0)
        self.next_id += 1
        self.posts[self.next_id] = post.comment.id
        self.texts[self.next_id] = post.text
        if self.lost_answers:
            self.lost_answers -= 1
            raise OutcomeUnknown("the connection broke")
        return StagePost(self.next_id, WEBHOOK)

    async def find_posts(self, article: Article, *, since: datetime) -> Mapping[int, StagePost]:
        self.calls.append("find")
        return {
            comment_id: StagePost(message_id, WEBHOOK)
            for message_id, comment_id in self.posts.items()
        }

    async def revise(self, post: CommentPost) -> None:
        self.calls.append(f"revise {post.comment.id}")
        if self.failures:
            raise self.failures.pop(0)
        assert post.comment.message_id is not None
        self.texts[post.comment.message_id] = post.text

    async def retract(self, comment: Comment, article: Article) -> None:
        self.calls.append(f"retract {comment.id}")
        if comment.message_id is not None:
            self.posts.pop(comment.message_id, None)
            self.texts.pop(comment.message_id, None)

    async def delete_typed(self, article: Article, message_id: int) -> bool:
        self.calls.append(f"delete {message_id}")
        if self.failures:
            raise self.failures.pop(0)
        stood = message_id in self.typed
        self.typed.discard(message_id)
        return stood

    def shown(self) -> list[int]:
        """The comments that readers see, in order."""
        return list(self.posts.values())


@dataclass
class MemoryArticles:
    """A channel with articles' posts and their threads."""

    active: list[int] = field(default_factory=list)
    """The ids of the guild's active threads, foreign ones included."""
    archived: list[int] = field(default_factory=list)

    async def post_article(self, article: Article, *, look_first: bool) -> PostedArticle:
        return PostedArticle(10_000 + article.id)

    async def open_thread(self, article: Article) -> int:
        return 10_000 + article.id

    async def prepare_comments(self, article: Article) -> None:
        """Nothing has to be made here."""

    async def active_threads(self, guild_id: int) -> Sequence[int]:
        return list(self.active)

    async def archive_thread(self, article: Article) -> bool:
        if article.thread_id not in self.active:
            return False
        self.active.remove(article.thread_id)
        self.archived.append(article.thread_id)
        return True

    async def refresh_article(
        self, article: Article, *, comments: int, archived: int, mode: ChannelMode
    ) -> None:
        """Nobody looks at it here."""


@dataclass
class MemoryDesk:
    """A moderators' channel."""

    cards: dict[int, Dossier] = field(default_factory=dict)
    """Card id → what it shows now."""
    closed: set[int] = field(default_factory=set)
    told: list[Topic] = field(default_factory=list)
    usable: bool = True
    incidents: dict[int, IncidentDossier] = field(default_factory=dict)
    crowds: list[int] = field(default_factory=list)
    """How many cards were said not to have been posted, whenever that was said."""

    async def post_incident(self, dossier: IncidentDossier) -> tuple[int, int]:
        self.incidents[dossier.incident.id] = dossier
        return 77, 8000 + dossier.incident.id

    async def refresh_incident(self, dossier: IncidentDossier) -> None:
        self.incidents[dossier.incident.id] = dossier

    async def show_crowd(
        self, guild_id: int, count: int, known: tuple[int, int] | None
    ) -> tuple[int, int]:
        self.crowds.append(count)
        return known or (77, 9000)

    async def post_card(self, card: Card, dossier: Dossier) -> tuple[int, int]:
        if not self.usable:
            raise NotSetUp("No moderators' channel.")
        self.cards[card.id] = dossier
        return 77, 7000 + card.id

    async def refresh_card(self, card: Card, dossier: Dossier) -> None:
        self.cards[card.id] = dossier
        if card.closed_at is not None:
            self.closed.add(card.id)

    async def tell(self, guild_id: int, topic: Topic, detail: str) -> None:
        self.told.append(topic)


@dataclass
class MemoryAuthors:
    """What authors were told, and where."""

    answers: list[Standing] = field(default_factory=list)
    messages: list[Standing] = field(default_factory=list)
    notices: list[tuple[int, Standing]] = field(default_factory=list)
    answers_fail: StageUnavailable | None = None
    messages_fail: StageUnavailable | None = None
    last: Status | None = None
    newest: dict[int, Status] = field(default_factory=dict)
    """Comment id → what its author was told last."""

    async def answer(self, reply: ReplyHandle, status: Status) -> None:
        if self.answers_fail is not None:
            raise self.answers_fail
        self.last = status
        self.newest[status.comment.id] = status
        self.answers.append(status.standing)

    async def say_below(self, article: Article, user_id: int, status: Status) -> None:
        self.notices.append((user_id, status.standing))

    async def message_privately(self, user_id: int, status: Status) -> None:
        if self.messages_fail is not None:
            raise self.messages_fail
        self.last = status
        self.newest[status.comment.id] = status
        self.messages.append(status.standing)
